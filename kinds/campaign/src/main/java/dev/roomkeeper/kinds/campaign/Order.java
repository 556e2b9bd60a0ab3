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
import dev.roomkeeper.kinds.campaign.rules.Initiative;
import dev.roomkeeper.kinds.campaign.rules.TurnClock;
import dev.roomkeeper.kinds.campaign.rules.TurnEvent;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import dev.roomkeeper.kinds.campaign.rules.TurnPlace;
import dev.roomkeeper.kinds.campaign.rules.Turns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who acts when. */
final class Order {
  static final int IDS_MAX = 60;

  /** In an answer. */
  private static final int NAMES_MAX = 10;

  private Order() {}

  /**
   * Rolls initiative.
   *
   * @param ids empty for all who have none yet
   * @param group whether one die is thrown for all of them
   */
  @Payload
  record RollInitiative(
      @Size(max = IDS_MAX) @Default("[]") List<@Id String> ids, @Default("false") boolean group) {}

  /** The count that somebody has, rolled at the table. */
  @Payload
  record SetInitiative(
      @Id String id,
      @Range(min = -100, max = 1000) int count,
      @Range(min = 0, max = Versions.MAX) long version) {}

  /**
   * Somebody is put elsewhere in the order.
   *
   * @param version of the encounter
   */
  @Payload
  record MoveInOrder(
      @Id String id,
      @Range(min = 0, max = 1000) int index,
      @Range(min = 0, max = Versions.MAX) long version) {}

  /**
   * On to the next turn.
   *
   * @param round the one that the sender saw, 0 before the first
   * @param turn whose turn the sender saw it to be, "" before the first
   * @param follows what the sender decided on in place of what follows by rule
   * @param declined what shall not follow
   */
  @Payload
  record NextTurn(
      @Range(min = 0, max = TurnOrder.ROUNDS_MAX) int round,
      @Length(min = 0, max = 64) String turn,
      @Nullable @Size(max = IDS_MAX) List<Harm.Decided> follows,
      @Size(max = IDS_MAX) @Default("[]") List<Declined> declined) {}

  /** What shall not follow for one creature, by the types of consequences. */
  @Payload
  record Declined(
      @Id String id, @Size(min = 1, max = Harm.FOLLOWS_MAX) List<@Length(max = 40) String> types) {}

  @Payload
  record UseReaction(
      @Id String id,
      @Default("true") boolean used,
      @Range(min = 0, max = Versions.MAX) long version) {}

  static Verdict.Refused noFight() {
    return Verdict.refuse(Code.CONFLICT, "no encounter is active");
  }

  static Verdict.Refused movedOn(TurnOrder order) {
    return Verdict.refuse(
        Code.CONFLICT, "the turn has moved on already: it is round " + order.round());
  }

  static Verdict roll(Scene scene, RollInitiative asked) {
    String active = Encounters.orActive(scene, null);
    if (active.isEmpty()) {
      return noFight();
    }
    int groupDie = 1 + (asked.group ? scene.dice().below(20) : 0);
    for (Figure figure : Figure.all(scene.draft, active)) {
      TurnOrder order = Ledger.ENCOUNTERS.of(active).order().need(scene.draft);
      boolean isMeant =
          asked.ids.isEmpty() ? order.indexOf(figure.id()) < 0 : asked.ids.contains(figure.id());
      if (isMeant) {
        boolean surprised =
            figure.place() != null && figure.place().surprised().get(scene.draft, false);
        int natural =
            asked.group
                ? groupDie
                : Initiative.roll(scene.edition(), figure.body(), surprised, false)
                    .thrown(scene.dice());
        place(
            scene,
            active,
            figure,
            Initiative.count(scene.edition(), figure.body(), natural, figure.initiativeBonus()));
      }
    }
    return scene.draft.accept();
  }

  private static void place(Scene scene, String active, Figure figure, int count) {
    EncounterSlot encounter = Ledger.ENCOUNTERS.of(active);
    TurnOrder order = encounter.order().need(scene.draft);
    encounter
        .order()
        .set(
            scene.draft,
            order.with(new TurnPlace(figure.id(), count, figure.dexterity(), Harm.kind(figure))));
    scene.says(figure.name() + " has initiative " + count);
  }

  static Verdict set(Scene scene, SetInitiative asked) {
    String active = Encounters.orActive(scene, null);
    return scene.with(
        asked.id,
        figure -> {
          if (scene.place(figure) == null) {
            return noFight();
          }
          TurnOrder order = Ledger.ENCOUNTERS.of(active).order().need(scene.draft);
          Verdict.Refused stale =
              scene.stalePlace(figure, asked.version, initiative(figure, order));
          if (stale != null) {
            return stale;
          }
          place(scene, active, figure, asked.count);
          return scene.draft.accept();
        });
  }

  private static String initiative(Figure figure, TurnOrder order) {
    int at = order.indexOf(figure.id());
    return figure.name()
        + (at < 0
            ? " has no initiative"
            : " has initiative " + order.places().get(at).initiative());
  }

  static Verdict move(Scene scene, MoveInOrder asked) {
    String active = Encounters.orActive(scene, null);
    if (active.isEmpty()) {
      return noFight();
    }
    EncounterSlot encounter = Ledger.ENCOUNTERS.of(active);
    TurnOrder order = encounter.order().need(scene.draft);
    if (order.indexOf(asked.id) < 0) {
      return Scene.none(asked.id);
    }
    Verdict.Refused stale = scene.stale(active, asked.version, words(scene, order));
    if (stale != null) {
      return stale;
    }
    encounter.order().set(scene.draft, order.moved(asked.id, asked.index));
    scene.says("moves somebody in the order");
    return scene.draft.accept();
  }

  /** The order in words, as the DM knows it. */
  static String words(Scene scene, TurnOrder order) {
    List<String> names = new ArrayList<>();
    for (TurnPlace place : order.places()) {
      Figure figure = Figure.find(scene.draft, place.id());
      if (figure != null && !figure.isGone()) {
        names.add(figure.name());
      } else if (place.kind() == TurnPlace.Kind.LAIR) {
        names.add("the lair");
      }
    }
    int more = names.size() - NAMES_MAX;
    return names.isEmpty()
        ? "nobody has initiative"
        : String.join(", ", names.subList(0, Math.min(NAMES_MAX, names.size())))
            + (more > 0 ? " and " + more + " more" : "");
  }

  static Verdict react(Scene scene, UseReaction asked) {
    return scene.with(
        asked.id,
        figure -> {
          CombatantSlot place = scene.place(figure);
          if (place == null) {
            return noFight();
          }
          Verdict.Refused stale =
              scene.stalePlace(
                  figure,
                  asked.version,
                  figure.name()
                      + (place.reactionUsed().get(scene.draft, false) ? " used" : " has")
                      + " the reaction");
          if (stale != null) {
            return stale;
          }
          place.reactionUsed().set(scene.draft, asked.used);
          scene.says(figure.name() + (asked.used ? " used" : " has") + " the reaction");
          return scene.draft.accept();
        });
  }

  static Verdict next(Scene scene, NextTurn asked) {
    String active = Encounters.orActive(scene, null);
    if (active.isEmpty()) {
      return noFight();
    }
    EncounterSlot encounter = Ledger.ENCOUNTERS.of(active);
    TurnOrder order = encounter.order().need(scene.draft);
    if (order.round() != asked.round || !order.activeId().equals(asked.turn)) {
      return movedOn(order);
    }
    TurnOrder.Step step = order.next();
    if (step.events().isEmpty()) {
      return Verdict.refuse(Code.CONFLICT, "nobody has a turn: roll initiative first");
    }
    Map<String, List<Consequence>> follows = follows(scene, active, step.events());
    follows = decided(follows, asked.follows, asked.declined);
    Map<String, Vitals> before = Pause.before(scene.draft, follows);
    encounter.order().set(scene.draft, step.order());
    encounter.clock().set(scene.draft, TurnClock.started(scene.moment.nowMillis()));
    for (Map.Entry<String, List<Consequence>> each : follows.entrySet()) {
      Figure figure = Figure.find(scene.draft, each.getKey());
      if (figure == null) {
        return Scene.none(each.getKey());
      }
      figure.apply(each.getValue());
    }
    Ripples.spread(scene, follows);
    Pause.begin(scene.draft, active, before);
    begin(scene, encounter, step.order());
    return scene.draft.accept();
  }

  /** What follows, as the sender decided: other things in its place, or less. */
  static Map<String, List<Consequence>> decided(
      Map<String, List<Consequence>> byRule,
      @Nullable List<Harm.Decided> instead,
      List<Declined> declined) {
    Map<String, List<Consequence>> follows =
        new LinkedHashMap<>(instead == null ? byRule : Map.of());
    if (instead != null) {
      for (Harm.Decided each : instead) {
        follows.put(each.id(), each.follows());
      }
    }
    for (Declined each : declined) {
      follows.computeIfPresent(each.id, (_, all) -> Harm.without(all, each.types));
    }
    return follows;
  }

  /** Begins the turn that the step leads to. */
  static void begin(Scene scene, EncounterSlot encounter, TurnOrder order) {
    CombatantSlot now = encounter.combatants().of(order.activeId());
    if (now.exists(scene.draft)) {
      now.reactionUsed().set(scene.draft, false);
      now.readied().set(scene.draft, false);
      scene.says("round " + order.round() + ", " + now.name().need(scene.draft) + "'s turn");
    }
    List<Figure> all = Figure.all(scene.draft, encounter(scene));
    TurnOrder left =
        order.withoutGone(id ->
            all.stream()
                .flatMap(figure -> figure.vitals().afflictions().values().stream())
                .anyMatch(affliction -> affliction.until().isAnchoredAt(id)));
    encounter.order().set(scene.draft, left);
  }

  private static String encounter(Scene scene) {
    return Ledger.ACTIVE.get(scene.draft, "");
  }

  /** What follows from these events by rule, for each creature that is affected. */
  static Map<String, List<Consequence>> follows(
      Scene scene, String active, List<TurnEvent> events) {
    Map<String, List<Consequence>> all = new LinkedHashMap<>();
    for (Figure figure : Figure.all(scene.draft, active)) {
      List<Consequence> follows = new ArrayList<>();
      for (TurnEvent event : events) {
        follows.addAll(Turns.conditions(event, figure.id(), figure.body().after(follows)));
        if (event instanceof TurnEvent.TurnStarts(String who, _) && who.equals(figure.id())) {
          follows.addAll(Turns.start(figure.body().after(follows), figure.pools()));
        }
      }
      if (!follows.isEmpty()) {
        all.put(figure.id(), follows);
      }
    }
    return all;
  }
}
