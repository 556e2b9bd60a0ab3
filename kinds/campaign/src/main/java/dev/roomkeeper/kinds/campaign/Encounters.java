package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import dev.roomkeeper.kinds.campaign.rules.Turns;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Preparing encounters, and which one is under way. */
final class Encounters {
  static final int MAX = 100;
  private static final int NAME_MAX = 100;

  private Encounters() {}

  @Payload
  record NewEncounter(@Length(max = NAME_MAX) String name) {}

  @Payload
  record OfEncounter(@Id String encounter) {}

  /** What is to be set; null leaves it. */
  @Payload
  record EncounterEdit(
      @Id String encounter,
      @Range(min = 0, max = Versions.MAX) long version,
      @Nullable @Length(max = NAME_MAX) String name,
      @Nullable Boolean inLair) {}

  /**
   * An encounter begins.
   *
   * @param instead the active one that it takes the place of; null if the sender saw none
   */
  @Payload
  record Activated(@Id String encounter, @Nullable @Id String instead) {}

  /**
   * The encounter is over.
   *
   * @param encounter the active one, as the sender saw it
   * @param follows what the sender decided on in place of what follows by rule
   * @param declined what shall not follow
   */
  @Payload
  record Finished(
      @Id String encounter,
      @Nullable @Size(max = Order.IDS_MAX) List<Harm.Decided> follows,
      @Size(max = Order.IDS_MAX) @Default("[]") List<Order.Declined> declined) {
    static Finished byRule(String encounter) {
      return new Finished(encounter, null, List.of());
    }
  }

  static Verdict create(Scene scene, NewEncounter asked) {
    return create(scene, asked.name, false, Map.of());
  }

  private static Verdict create(
      Scene scene, String name, boolean inLair, Map<String, Ledger.Combatant> combatants) {
    if (Ledger.ENCOUNTERS.size(scene.draft) >= MAX) {
      return Verdict.refuse(Code.TOO_LARGE, "a campaign has at most " + MAX + " encounters");
    }
    String id = "e" + Ledger.next(scene.draft, "encounter");
    Ledger.ENCOUNTERS
        .of(id)
        .set(
            scene.draft,
            new Ledger.Encounter(name, inLair, TurnOrder.EMPTY, null, null, combatants));
    scene.says("prepares \"" + name + "\"");
    return scene.draft.accept();
  }

  /** The encounter's slot, or null. */
  static @Nullable EncounterSlot of(Scene scene, String id) {
    return Ledger.ENCOUNTERS.has(scene.draft, id) ? Ledger.ENCOUNTERS.of(id) : null;
  }

  static Verdict.Refused none(String id) {
    return Verdict.refuse(
        Code.NOT_FOUND, "there is no encounter \"" + Reading.shortened(id) + "\"");
  }

  /** The id of the encounter asked for, or of the active one; "" where there is none. */
  static String orActive(Scene scene, @Nullable String asked) {
    String id = asked == null ? Ledger.ACTIVE.get(scene.draft, "") : asked;
    return Ledger.ENCOUNTERS.has(scene.draft, id) ? id : "";
  }

  static Verdict edit(Scene scene, EncounterEdit asked) {
    EncounterSlot slot = of(scene, asked.encounter);
    if (slot == null) {
      return none(asked.encounter);
    }
    Verdict.Refused stale =
        scene.stale(asked.encounter, asked.version, "\"" + slot.name().need(scene.draft) + "\"");
    if (stale != null) {
      return stale;
    }
    if (asked.name != null) {
      slot.name().set(scene.draft, asked.name);
    }
    if (asked.inLair != null) {
      slot.inLair().set(scene.draft, asked.inLair);
      Means.moveToLair(scene, asked.encounter, asked.inLair);
    }
    scene.says("changes \"" + slot.name().need(scene.draft) + "\"");
    return scene.draft.accept();
  }

  /** A copy with everybody unhurt and without an order. Characters are in the copy too. */
  static Verdict duplicate(Scene scene, OfEncounter asked) {
    EncounterSlot slot = of(scene, asked.encounter);
    if (slot == null) {
      return none(asked.encounter);
    }
    Ledger.Encounter model = slot.need(scene.draft);
    if (Combatants.count(scene.draft) + model.combatants().size() > Combatants.MAX) {
      return Combatants.full();
    }
    Map<String, Ledger.Combatant> combatants = new TreeMap<>();
    model
        .combatants()
        .forEach((id, each) -> {
          if (!each.part().gone()) {
            combatants.put(each.vitals() == null ? id : Combatants.freshId(scene), fresh(each));
          }
        });
    return create(scene, model.name(), model.inLair(), combatants);
  }

  private static Ledger.Combatant fresh(Ledger.Combatant model) {
    Vitals vitals =
        model.vitals() == null
            ? null
            : Vitals.healthy(
                model.vitals().hp().maxNormal(),
                model.vitals().poolList().stream().map(pool -> pool.withLeft(pool.max())).toList());
    Ledger.Looks looks = model.looks();
    return new Ledger.Combatant(
        model.kind(),
        new Ledger.Looks(looks.name(), looks.alias(), looks.hidden(), null),
        new Ledger.Part(false, false, false, model.part().surprised()),
        model.figures(),
        vitals,
        model.creature());
  }

  static Verdict delete(Scene scene, OfEncounter asked) {
    EncounterSlot slot = of(scene, asked.encounter);
    if (slot == null) {
      return none(asked.encounter);
    }
    scene.says("deletes \"" + slot.name().need(scene.draft) + "\"");
    if (asked.encounter.equals(Ledger.ACTIVE.get(scene.draft))) {
      Verdict over = end(scene, Finished.byRule(asked.encounter));
      if (!(over instanceof Verdict.Accepted)) {
        return over;
      }
    }
    slot.remove(scene.draft);
    return scene.draft.accept();
  }

  /** At most one encounter is active: this one takes the place of another. */
  static Verdict activate(Scene scene, Activated asked) {
    EncounterSlot slot = of(scene, asked.encounter);
    if (slot == null) {
      return none(asked.encounter);
    }
    if (asked.encounter.equals(Ledger.ACTIVE.get(scene.draft))) {
      return Verdict.refuse(Code.CONFLICT, "this encounter is active already");
    }
    String before = Ledger.ACTIVE.get(scene.draft, "");
    if (!before.equals(asked.instead == null ? "" : asked.instead)) {
      return other(scene, before);
    }
    if (!before.isEmpty()) {
      Verdict over = end(scene, Finished.byRule(before));
      if (!(over instanceof Verdict.Accepted)) {
        return over;
      }
    }
    Ledger.ACTIVE.set(scene.draft, asked.encounter);
    scene.says("begins \"" + slot.name().need(scene.draft) + "\"");
    return scene.draft.accept();
  }

  /** The refusal for a sender that saw another encounter as the active one. */
  private static Verdict.Refused other(Scene scene, String active) {
    return active.isEmpty()
        ? Order.noFight()
        : Verdict.refuse(
            Code.CONFLICT,
            "this was changed meanwhile: \""
                + Ledger.ENCOUNTERS.of(active).name().need(scene.draft)
                + "\" is active now");
  }

  /** What happened to the characters stays with them. */
  static Verdict finish(Scene scene, Finished asked) {
    String active = Ledger.ACTIVE.get(scene.draft, "");
    if (active.isEmpty() || !active.equals(asked.encounter)) {
      return other(scene, active);
    }
    scene.says("ends \"" + Ledger.ENCOUNTERS.of(active).name().need(scene.draft) + "\"");
    return end(scene, asked);
  }

  /**
   * Ends the active encounter. What its characters have for a minute at most ends with it; what
   * lasts longer is counted from then on by the rounds of the next one.
   */
  private static Verdict end(Scene scene, Finished asked) {
    TurnOrder order = Ledger.ENCOUNTERS.of(asked.encounter).order().need(scene.draft);
    Map<String, List<Consequence>> byRule = new TreeMap<>();
    for (String id : Ledger.CHARACTERS.keys(scene.draft)) {
      Figure figure = Objects.requireNonNull(Figure.find(scene.draft, id));
      List<Consequence> ends = Turns.fightEnds(order, figure.body());
      if (!ends.isEmpty()) {
        byRule.put(id, ends);
      }
    }
    Verdict applied = Harm.apply(scene, Order.decided(byRule, asked.follows, asked.declined));
    if (!(applied instanceof Verdict.Accepted)) {
      return applied;
    }
    for (String id : Ledger.CHARACTERS.keys(scene.draft)) {
      Figure figure = Objects.requireNonNull(Figure.find(scene.draft, id));
      Vitals vitals = figure.vitals();
      Vitals after = vitals.afterFight(order);
      if (!after.equals(vitals)) {
        figure.set(after);
      }
    }
    Ledger.ACTIVE.remove(scene.draft);
    return scene.draft.accept();
  }
}
