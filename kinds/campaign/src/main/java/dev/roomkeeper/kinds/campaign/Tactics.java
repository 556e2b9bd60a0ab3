package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import dev.roomkeeper.kinds.campaign.rules.Life;
import dev.roomkeeper.kinds.campaign.rules.TurnClock;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import dev.roomkeeper.kinds.campaign.rules.TurnPlace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What changes how somebody takes part: delaying, readying, surprise, a lair, other figures. */
final class Tactics {
  /** The lair's place in the order. */
  static final String LAIR = "lair";

  private static final int LAIR_COUNT = 20;
  private static final int NAME_MAX = 60;

  private Tactics() {}

  /**
   * The one whose turn it is acts after another in this round.
   *
   * @param round the one that the sender saw
   */
  @Payload
  record Delays(
      @Id String id, @Range(min = 1, max = TurnOrder.ROUNDS_MAX) int round, @Id String after) {}

  @Payload
  record Readies(
      @Id String id,
      @Default("true") boolean readied,
      @Range(min = 0, max = Versions.MAX) long version) {}

  @Payload
  record Surprised(
      @Nullable @Id String encounter,
      @Size(min = 1, max = Combatants.AT_ONCE_MAX) List<Versions.AsSeen> targets,
      @Default("true") boolean surprised) {}

  /**
   * Whether the lair has a place in the order.
   *
   * @param version of the encounter
   */
  @Payload
  record InOrder(
      @Default("true") boolean inOrder, @Range(min = 0, max = Versions.MAX) long version) {}

  /** What is to be set of one that is no character; null leaves it. */
  @Payload
  record Edited(
      @Nullable @Id String encounter,
      @Id String id,
      @Range(min = 0, max = Versions.MAX) long version,
      @Nullable @Length(max = NAME_MAX) String name,
      @Nullable @Range(min = 0, max = 99) Integer armorClass,
      @Nullable @Range(min = -50, max = 50) Integer bonus,
      @Nullable @Range(min = 0, max = 99) Integer dexterity) {}

  static Verdict delay(Scene scene, Delays asked) {
    String active = Encounters.orActive(scene, null);
    return scene.with(
        asked.id,
        figure -> {
          if (active.isEmpty()) {
            return Order.noFight();
          }
          EncounterSlot encounter = Ledger.ENCOUNTERS.of(active);
          TurnOrder order = encounter.order().need(scene.draft);
          if (scene.place(figure) == null
              || !order.activeId().equals(figure.id())
              || figure.vitals().life() != Life.UP) {
            return Verdict.refuse(Code.CONFLICT, "one delays one's own turn, and awake");
          }
          if (order.round() != asked.round) {
            return Order.movedOn(order);
          }
          Figure after = scene.figure(asked.after);
          TurnOrder.Step step = order.delayed(after == null ? "" : after.id());
          if (step.events().isEmpty()) {
            return Verdict.refuse(Code.CONFLICT, "one delays until somebody later in this round");
          }
          Map<String, List<Consequence>> follows = Order.follows(scene, active, step.events());
          Map<String, Vitals> before = Pause.before(scene.draft, follows);
          encounter.order().set(scene.draft, step.order());
          encounter.clock().set(scene.draft, TurnClock.started(scene.moment.nowMillis()));
          scene.says(figure.name() + " delays");
          Verdict applied = Harm.apply(scene, follows);
          Pause.begin(scene.draft, active, before);
          Order.begin(scene, encounter, step.order());
          return applied;
        });
  }

  static Verdict ready(Scene scene, Readies asked) {
    return scene.with(
        asked.id,
        figure -> {
          CombatantSlot place = scene.place(figure);
          if (place == null) {
            return Order.noFight();
          }
          Verdict.Refused stale =
              scene.stalePlace(
                  figure,
                  asked.version,
                  figure.name()
                      + (place.readied().get(scene.draft, false) ? " has" : " has not")
                      + " readied");
          if (stale != null) {
            return stale;
          }
          place.readied().set(scene.draft, asked.readied);
          scene.says(figure.name() + (asked.readied ? " readies" : " readies no longer"));
          return scene.draft.accept();
        });
  }

  /** What it does to them, the rules of the edition say: with initiative, or in the first turn. */
  static Verdict surprise(Scene scene, Surprised asked) {
    scene.says(asked.surprised ? "somebody is surprised" : "somebody is not surprised");
    return Combatants.each(
        scene,
        asked.encounter,
        asked.targets,
        slot -> slot.surprised().get(scene.draft, false) ? " is surprised" : " is not surprised",
        slot -> slot.surprised().set(scene.draft, asked.surprised));
  }

  /** In 2014 a lair acts on 20 and loses ties; 2024 knows none in the order. */
  static Verdict lair(Scene scene, InOrder asked) {
    String active = Encounters.orActive(scene, null);
    if (active.isEmpty()) {
      return Order.noFight();
    }
    if (asked.inOrder && scene.edition() == Edition.OF_2024) {
      return Verdict.refuse(Code.CONFLICT, "lairs have no turns in this edition");
    }
    EncounterSlot encounter = Ledger.ENCOUNTERS.of(active);
    TurnOrder order = encounter.order().need(scene.draft);
    Verdict.Refused stale = scene.stale(active, asked.version, Order.words(scene, order));
    if (stale != null) {
      return stale;
    }
    if (!asked.inOrder && order.activeId().equals(LAIR)) {
      return Verdict.refuse(Code.CONFLICT, "it is the lair's turn: go on to the next first");
    }
    encounter
        .order()
        .set(
            scene.draft,
            asked.inOrder
                ? order.with(new TurnPlace(LAIR, LAIR_COUNT, 0, TurnPlace.Kind.LAIR))
                : order.without(LAIR));
    scene.says(asked.inOrder ? "the lair acts" : "the lair acts no more");
    return scene.draft.accept();
  }

  static Verdict edit(Scene scene, Edited asked) {
    String encounter = Encounters.orActive(scene, asked.encounter);
    if (encounter.isEmpty()) {
      return Encounters.none(asked.encounter == null ? "active" : asked.encounter);
    }
    CombatantSlot slot = Ledger.ENCOUNTERS.of(encounter).combatants().of(asked.id);
    if (!slot.exists(scene.draft) || !slot.vitals().exists(scene.draft)) {
      return Scene.none(asked.id);
    }
    Verdict.Refused stale =
        scene.stale(asked.id, asked.version, "\"" + slot.name().need(scene.draft) + "\"");
    if (stale != null) {
      return stale;
    }
    scene.says(slot.name().need(scene.draft) + " is changed");
    if (asked.name != null) {
      slot.name().set(scene.draft, asked.name);
      if (!slot.alias().exists(scene.draft) && slot.face().name().exists(scene.draft)) {
        slot.face().name().remove(scene.draft);
      }
    }
    if (asked.armorClass != null) {
      slot.armorClass().set(scene.draft, asked.armorClass);
    }
    if (asked.bonus != null) {
      slot.bonus().set(scene.draft, asked.bonus);
    }
    if (asked.dexterity != null) {
      slot.dexterity().set(scene.draft, asked.dexterity);
    }
    return scene.draft.accept();
  }
}
