package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Slots;
import dev.roomkeeper.kinds.campaign.rules.TurnClock;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import dev.roomkeeper.kinds.campaign.rules.TurnPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ids and names by which players know combatants. They are dealt when something of a combatant
 * is first shown, so ids and numbers in names tell nothing of hidden combatants.
 */
final class Faces {
  private static final Ledger.SeenTurn NOBODYS = Ledger.SeenTurn.of(0, "", 0);

  private Faces() {}

  /** The id by which players know the combatant; "" if they don't. */
  static String of(Draft draft, String encounter, String id) {
    if (Ledger.CHARACTERS.has(draft, id)) {
      return isShown(draft, encounter, id) ? id : "";
    }
    CombatantSlot slot = Ledger.ENCOUNTERS.of(encounter).combatants().of(id);
    return isShown(draft, encounter, id) ? slot.face().id().get(draft, "") : "";
  }

  /** Whether players see the combatant, even if only as a "?". */
  static boolean isShown(Draft draft, String encounter, String id) {
    CombatantSlot slot = Ledger.ENCOUNTERS.of(encounter).combatants().of(id);
    return slot.exists(draft)
        && !slot.gone().get(draft, false)
        && slot.hidden().get(draft) != Ledger.Hidden.NOTHING;
  }

  /** The combatant of the active encounter that players know by this id, or null. */
  static @Nullable String behind(Draft draft, String face) {
    String active = Ledger.ACTIVE.get(draft, "");
    if (active.isEmpty()) {
      return null;
    }
    for (String id : Ledger.ENCOUNTERS.of(active).combatants().keys(draft)) {
      if (of(draft, active, id).equals(face)) {
        return id;
      }
    }
    return null;
  }

  /**
   * Deals faces to those of the active encounter who show and have none, in their order, and shows
   * players the turn of it. An encounter that is not active shows none.
   */
  static void deal(Draft draft) {
    String active = Ledger.ACTIVE.get(draft, "");
    for (String id : Ledger.ENCOUNTERS.keys(draft)) {
      SeenTurnSlot turn = Ledger.ENCOUNTERS.of(id).turn();
      if (!id.equals(active) && turn.exists(draft)) {
        turn.remove(draft); // It is dealt again if the encounter goes on.
      }
    }
    if (active.isEmpty() || !Ledger.ENCOUNTERS.has(draft, active)) {
      return;
    }
    Slots<CombatantSlot> combatants = Ledger.ENCOUNTERS.of(active).combatants();
    all(draft, active, () -> "c" + Ledger.next(draft, "face"))
        .forEach((id, face) -> {
          FaceSlot slot = combatants.of(id).face();
          if (!face.equals(slot.get(draft))) {
            slot.set(draft, face);
          }
        });
    seeTurn(draft, active);
  }

  /**
   * The faces that combatants of an encounter have, and those that they would be dealt now.
   *
   * @param fresh makes an id for a face that is not dealt yet
   */
  static Map<String, Ledger.Face> all(Draft draft, String encounter, Supplier<String> fresh) {
    Slots<CombatantSlot> combatants = Ledger.ENCOUNTERS.of(encounter).combatants();
    List<String> ids = new ArrayList<>(combatants.keys(draft));
    // In the order they were added. As text, m10 would come before m9 and give away their number.
    ids.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    Map<String, Ledger.Face> faces = new LinkedHashMap<>();
    for (String id : ids) {
      Ledger.Face face = combatants.of(id).face().get(draft);
      if (face != null) {
        faces.put(id, face);
      }
    }
    for (String id : ids) {
      CombatantSlot slot = combatants.of(id);
      if (slot.kind().need(draft) == Ledger.Kind.CHARACTER || !isShown(draft, encounter, id)) {
        continue;
      }
      Ledger.Face face = faces.get(id);
      boolean isNamed = !slot.hidden().exists(draft);
      if (face == null) {
        faces.put(id, new Ledger.Face(fresh.get(), isNamed ? name(draft, slot, faces) : null));
      } else if (isNamed && face.name() == null) {
        faces.put(id, new Ledger.Face(face.id(), name(draft, slot, faces)));
      }
    }
    return faces;
  }

  /** The alias or the name, numbered among those that players know. */
  private static String name(Draft draft, CombatantSlot slot, Map<String, Ledger.Face> faces) {
    String alias = slot.alias().get(draft);
    Set<String> taken = new TreeSet<>();
    for (Ledger.Face face : faces.values()) {
      if (face.name() != null) {
        taken.add(face.name());
      }
    }
    return free(alias == null ? plain(slot.name().need(draft)) : alias, taken);
  }

  /** The label, with the first number that makes it unlike all that are taken. */
  static String free(String label, Set<String> taken) {
    int number = 2;
    String name = label;
    while (taken.contains(name)) {
      name = label + " " + number++;
    }
    return name;
  }

  /** Without the number that the DM's name has at its end. */
  static String plain(String name) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    return end > 0 && end < name.length() && name.charAt(end - 1) == ' '
        ? name.substring(0, end - 1)
        : name;
  }

  /**
   * Shows players whose turn it is, unless they may not know that combatant. It began when the
   * clock of the encounter says, so an undo sets that back too.
   */
  private static void seeTurn(Draft draft, String active) {
    EncounterSlot encounter = Ledger.ENCOUNTERS.of(active);
    TurnOrder order = encounter.order().need(draft);
    Ledger.SeenTurn seen = encounter.turn().get(draft);
    TurnClock clock = encounter.clock().get(draft);
    long began = clock == null ? 0 : clock.startedAtMillis();
    Ledger.SeenTurn now = seen;
    if (order.active() < 0) {
      now = seen == null || seen.round() != 0 ? NOBODYS : seen;
    } else if (isShown(draft, active, order.activeId())) {
      now = Ledger.SeenTurn.of(order.round(), order.activeId(), began);
    } else if (seen == null || (!seen.who().isEmpty() && !isShown(draft, active, seen.who()))) {
      now = lastShown(draft, active, order, seen == null ? began : seen.sinceMillis());
    }
    if (now != null && !now.equals(seen)) {
      encounter.turn().set(draft, now);
    }
  }

  /**
   * Sets the turns that players see to what an undo or a redo expects of them. They follow from the
   * rest, and are dealt again after it: a turn that was dealt anew in the meantime prevents
   * nothing.
   */
  static void expectTurns(Draft draft, Change.Nested commit, boolean isUndo) {
    Change.Nested encounters = commit.at(Ledger.DM.name(), "encounters");
    for (String id : encounters.keys()) {
      if (!Ledger.ENCOUNTERS.has(draft, id)
          || !(encounters.get(id) instanceof Change.Nested encounter)) {
        continue;
      }
      SeenTurnSlot slot = Ledger.ENCOUNTERS.of(id).turn();
      Change turn = encounter.get("turn");
      Ledger.SeenTurn now = slot.get(draft);
      Json expected =
          turn == null
              ? null
              : expected(SeenTurnType.INSTANCE.json(now == null ? NOBODYS : now), turn, isUndo);
      if (expected instanceof JsonObject object) {
        slot.set(draft, SeenTurnType.INSTANCE.of(object));
      } else if (turn != null && now != null) {
        slot.remove(draft);
      }
    }
  }

  private static @Nullable Json expected(@Nullable Json now, Change change, boolean isUndo) {
    return switch (change) {
      case Change.Replace(var before, var after) -> isUndo ? after : before;
      case Change.Nested nested -> {
        JsonObject result = now instanceof JsonObject object ? object : JsonObject.EMPTY;
        for (String key : nested.keys()) {
          Json inner = expected(result.get(key), Objects.requireNonNull(nested.get(key)), isUndo);
          result = inner == null ? result.without(key) : result.with(key, inner);
        }
        yield result;
      }
    };
  }

  /** The last turn before the active one that players may know of. */
  private static Ledger.SeenTurn lastShown(
      Draft draft, String active, TurnOrder order, long sinceMillis) {
    int round = order.round();
    int at = order.active();
    for (int steps = 0; steps < order.places().size(); steps++) {
      at--;
      if (at < 0) {
        at = order.places().size() - 1;
        round--;
      }
      TurnPlace place = order.places().get(at);
      boolean acts = place.kind() == TurnPlace.Kind.ACTS || place.kind() == TurnPlace.Kind.LAIR;
      if (round >= 1 && acts && isShown(draft, active, place.id())) {
        return Ledger.SeenTurn.of(round, place.id(), sinceMillis);
      }
    }
    return NOBODYS;
  }

  /** Takes the face away: a combatant that shows again shows as somebody new. */
  static void drop(Draft draft, CombatantSlot slot) {
    Objects.requireNonNull(slot).face().remove(draft);
  }
}
