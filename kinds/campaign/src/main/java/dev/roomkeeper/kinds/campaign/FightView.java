package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.HitPoints;
import dev.roomkeeper.kinds.campaign.rules.HpBand;
import dev.roomkeeper.kinds.campaign.rules.Life;
import dev.roomkeeper.kinds.campaign.rules.TurnPlace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An encounter as players see it, or would see it if it were active. */
final class FightView {
  private final Draft draft;
  private final String encounter;
  private final Ledger.Options options;
  private final Map<String, Ledger.Held> held;
  private final Map<String, Ledger.Face> faces;

  /** With the faces of its combatants, by their own ids. */
  FightView(Draft draft, String encounter, Map<String, Ledger.Face> faces) {
    this.draft = draft;
    this.encounter = encounter;
    this.options = Ledger.CAMPAIGN.options().need(draft);
    this.held = Pause.of(draft);
    this.faces = faces;
  }

  Seen.SeenFight seen() {
    EncounterSlot slot = Ledger.ENCOUNTERS.of(encounter);
    List<String> order = new ArrayList<>();
    for (TurnPlace place : slot.order().need(draft).places()) {
      String face = face(place.id());
      if (!face.isEmpty()) {
        order.add(face);
      }
    }
    Map<String, Seen.SeenCombatant> combatants = new TreeMap<>();
    for (Figure figure : Figure.all(draft, encounter)) {
      String face = face(figure.id());
      if (!face.isEmpty()) {
        combatants.put(face, combatant(figure));
      }
    }
    Ledger.SeenTurn turn = slot.turn().get(draft);
    return new Seen.SeenFight(
        turn == null ? 0 : turn.round(),
        turn == null || turn.who().isEmpty() ? "" : face(turn.who()),
        turn == null ? 0 : turn.sinceMillis(),
        order,
        combatants);
  }

  /** The id by which players know the combatant; "" if they don't. */
  private String face(String id) {
    if (!Faces.isShown(draft, encounter, id)) {
      return "";
    }
    Ledger.Face face = faces.get(id);
    return Ledger.CHARACTERS.has(draft, id) ? id : face == null ? "" : face.id();
  }

  private Seen.SeenCombatant combatant(Figure figure) {
    CombatantSlot slot = Ledger.ENCOUNTERS.of(encounter).combatants().of(figure.id());
    Ledger.Kind kind = slot.kind().need(draft);
    if (slot.hidden().get(draft) == Ledger.Hidden.UNKNOWN) {
      return new Seen.SeenCombatant(
          Seen.SeenKind.UNKNOWN, "?", null, null, null, List.of(), Seen.Doing.UNKNOWN);
    }
    Ledger.Held kept = held.get(figure.id());
    Vitals vitals = kept == null ? figure.vitals() : Pause.seen(figure.vitals(), kept);
    boolean isMonster = kind == Ledger.Kind.MONSTER;
    Ledger.Showing showing = isMonster ? options.monsterHp() : options.partyHp();
    boolean showsLife = showing != Ledger.Showing.NOTHING || vitals.life() == Life.DEAD;
    return new Seen.SeenCombatant(
        switch (kind) {
          case CHARACTER -> Seen.SeenKind.CHARACTER;
          case ALLY -> Seen.SeenKind.ALLY;
          case MONSTER -> Seen.SeenKind.MONSTER;
        },
        kind == Ledger.Kind.CHARACTER ? figure.name() : name(figure.id()),
        band(showing, vitals.hp()),
        hp(showing, vitals.hp()),
        showsLife ? vitals.life() : null,
        conditions(vitals),
        new Seen.Doing(
            vitals.concentration() != null,
            slot.reactionUsed().get(draft, false),
            slot.readied().get(draft, false)));
  }

  private String name(String id) {
    Ledger.Face face = faces.get(id);
    return face == null || face.name() == null ? "?" : face.name();
  }

  // --- What shows of a creature's vitals ---

  static @Nullable HpBand band(Ledger.Showing showing, HitPoints hp) {
    return showing == Ledger.Showing.BANDS ? HpBand.of(hp.now(), hp.max()) : null;
  }

  static Seen.@Nullable SeenHp hp(Ledger.Showing showing, HitPoints hp) {
    return showing == Ledger.Showing.EXACT
        ? new Seen.SeenHp(hp.now(), hp.max(), hp.temporary())
        : null;
  }

  static List<Condition> conditions(Vitals vitals) {
    EnumSet<Condition> conditions = EnumSet.noneOf(Condition.class);
    vitals.afflictions().values().forEach(each -> conditions.add(each.condition()));
    return new ArrayList<>(conditions);
  }
}
