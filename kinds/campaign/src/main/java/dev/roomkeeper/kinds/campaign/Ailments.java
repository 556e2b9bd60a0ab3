package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Affliction;
import dev.roomkeeper.kinds.campaign.rules.Concentrating;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.Conditions;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.Exhaustion;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import dev.roomkeeper.kinds.campaign.rules.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions, concentration and exhaustion. */
final class Ailments {
  private Ailments() {}

  /** For how long, counted from now. */
  @Payload(tag = "type")
  sealed interface Lasting {}

  /** Until somebody takes it away. */
  @Payload
  record UntilRemoved() implements Lasting {}

  /** To the start of that combatant's next turn. */
  @Payload
  record UntilStart(@Id String whose) implements Lasting {}

  /** To the end of that combatant's next turn. */
  @Payload
  record UntilEnd(@Id String whose) implements Lasting {}

  /** To the end of the turn that somebody is having. */
  @Payload
  record ThisTurn() implements Lasting {}

  /** Ten rounds are a minute. */
  @Payload
  record ForRounds(@Range(min = 1, max = 14_400) int rounds) implements Lasting {}

  /** As long as the effect lasts: mostly somebody's concentration. */
  @Payload
  record WhileEffectLasts(@Id String effect) implements Lasting {}

  /** To the end of a long rest. */
  @Payload
  record UntilRested() implements Lasting {}

  /** A save at the end of each of the creature's turns can end it earlier. */
  @Payload
  record EndingSave(Ability ability, @Range(min = 0, max = 99) int dc) {}

  /**
   * A condition begins.
   *
   * @param source the combatant that brings it, "" if nobody says
   */
  @Payload
  record Begun(
      @Size(min = 1, max = Harm.TARGETS_MAX) List<@Id String> ids,
      Condition condition,
      @Length(min = 0, max = 64) @Default("") String source,
      @Nullable Lasting lasts,
      @Nullable EndingSave save) {}

  @Payload
  record Ended(@Id String id, @Id String affliction) {}

  @Payload
  record Concentrates(@Id String id, @Id String effect) {}

  @Payload
  record SetExhaustion(
      @Id String id,
      @Range(min = 0, max = Exhaustion.LEVEL_MAX) int level,
      @Range(min = 0, max = Versions.MAX) long version) {}

  static Verdict begin(Scene scene, Begun asked) {
    String active = Encounters.orActive(scene, null);
    TurnOrder order =
        active.isEmpty() ? TurnOrder.EMPTY : Ledger.ENCOUNTERS.of(active).order().need(scene.draft);
    String source = inner(scene, asked.source);
    String whose = whose(asked.lasts);
    if (!whose.isEmpty() && scene.figure(whose) == null) {
      return Scene.none(whose);
    }
    Until.Limit limit = limit(scene, asked.lasts, order);
    Until until =
        asked.save == null
            ? limit.until()
            : new Until.SaveEnds(asked.save.ability, asked.save.dc, limit);
    return Harm.each(
        scene,
        asked.ids,
        figure -> {
          String id = figure.vitals().freeAffliction(asked.condition.key());
          List<Consequence> follows =
              Conditions.begin(
                  scene.edition(),
                  figure.body(),
                  new Affliction(id, asked.condition, source, until));
          scene.says(
              figure.name() + (follows.isEmpty() ? " can't be " : " is ") + asked.condition.key());
          return follows;
        });
  }

  private static String whose(@Nullable Lasting lasts) {
    return switch (lasts) {
      case UntilStart(String whose) -> whose;
      case UntilEnd(String whose) -> whose;
      case null, default -> "";
    };
  }

  /** The combatant's own id for what the sender named, or "" if that names nobody. */
  private static String inner(Scene scene, String id) {
    Figure figure = id.isEmpty() ? null : scene.figure(id);
    return figure == null ? "" : figure.id();
  }

  private static Until.Limit limit(Scene scene, @Nullable Lasting lasts, TurnOrder order) {
    return (Until.Limit)
        switch (lasts) {
          case null -> new Until.Removed();
          case UntilRemoved() -> new Until.Removed();
          case UntilStart(String whose) -> Until.startOfNextTurn(order, inner(scene, whose));
          case UntilEnd(String whose) -> Until.endOfNextTurn(order, inner(scene, whose));
          case ThisTurn() -> Until.endOfThisTurn(order);
          case ForRounds(int rounds) -> Until.rounds(order, rounds);
          case WhileEffectLasts(String effect) -> new Until.WhileEffect(effect);
          case UntilRested() -> new Until.LongRested();
        };
  }

  static Verdict end(Scene scene, Ended asked) {
    return scene.with(
        asked.id,
        figure -> {
          Affliction affliction = figure.vitals().afflictions().get(asked.affliction);
          if (affliction == null) {
            return Verdict.refuse(Code.NOT_FOUND, "it has no such condition any more");
          }
          scene.says(figure.name() + " is no longer " + affliction.condition().key());
          return Harm.apply(
              scene,
              figure,
              List.of(new Consequence.ConditionEnds(affliction.id(), affliction.condition())));
        });
  }

  static Verdict concentrate(Scene scene, Concentrates asked) {
    return scene.with(
        asked.id,
        figure -> {
          List<Consequence> follows =
              Concentrating.begin(scene.edition(), figure.body(), asked.effect);
          if (follows.isEmpty()) {
            return Verdict.refuse(Code.CONFLICT, "it can't concentrate as it is");
          }
          scene.says(figure.name() + " concentrates on " + asked.effect);
          return Harm.apply(scene, figure, follows);
        });
  }

  static Verdict breakOff(Scene scene, Harm.OfCreature asked) {
    return Harm.one(
        scene,
        asked.id(),
        figure -> {
          scene.says(figure.name() + " concentrates no longer");
          return Concentrating.end(figure.body());
        });
  }

  static Verdict exhaust(Scene scene, SetExhaustion asked) {
    return scene.with(
        asked.id,
        figure -> {
          Verdict.Refused stale =
              scene.stale(figure.id(), asked.version, "exhausted " + figure.vitals().exhaustion());
          if (stale != null) {
            return stale;
          }
          scene.says(figure.name() + " is exhausted " + asked.level);
          return Harm.apply(
              scene, figure, Exhaustion.become(scene.edition(), figure.body(), asked.level));
        });
  }
}
