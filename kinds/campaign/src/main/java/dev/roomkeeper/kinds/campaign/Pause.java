package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.kinds.campaign.rules.Affliction;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds back what the end of a turn changed while a hidden combatant has the next turn. Players
 * learn of it when they see a turn begin. Otherwise they would see a pause between the change and
 * the next turn, and know that somebody is there.
 */
final class Pause {
  private Pause() {}

  /** The vitals of those for whom something follows, before it is applied. */
  static Map<String, Vitals> before(Draft draft, Map<String, List<Consequence>> follows) {
    Map<String, Vitals> before = new TreeMap<>();
    for (String id : follows.keySet()) {
      Figure figure = Figure.find(draft, id);
      if (figure != null) {
        before.put(id, figure.vitals());
      }
    }
    return before;
  }

  /** Holds back what was changed on the way to a hidden combatant's turn. */
  static void begin(Draft draft, String active, Map<String, Vitals> before) {
    EncounterSlot encounter = Ledger.ENCOUNTERS.of(active);
    Ledger.SeenTurn turn = encounter.turn().get(draft);
    if (turn == null || Faces.isShown(draft, active, encounter.order().need(draft).activeId())) {
      return;
    }
    Map<String, Ledger.Held> held = new TreeMap<>(turn.held());
    before.forEach((id, was) -> {
      Figure figure = Figure.find(draft, id);
      Ledger.Held kept = held.getOrDefault(id, Ledger.Held.NOTHING);
      Ledger.Held now = figure == null ? kept : with(kept, was, figure.vitals());
      if (!now.equals(kept)) {
        held.put(id, now);
      }
    });
    encounter
        .turn()
        .set(draft, new Ledger.SeenTurn(turn.round(), turn.who(), turn.sinceMillis(), held));
  }

  private static Ledger.Held with(Ledger.Held held, Vitals was, Vitals is) {
    Map<String, Affliction> ended = new TreeMap<>(was.afflictions());
    ended.keySet().removeAll(is.afflictions().keySet());
    ended.putAll(held.ended());
    Map<String, Consequence> answered = new TreeMap<>(was.asks());
    answered.keySet().removeAll(is.asks().keySet());
    answered.keySet().removeAll(held.asked());
    answered.putAll(held.answered());
    Set<String> asked = new TreeSet<>(is.asks().keySet());
    asked.removeAll(was.asks().keySet());
    asked.addAll(held.asked());
    asked.retainAll(is.asks().keySet());
    return new Ledger.Held(ended, answered, List.copyOf(asked));
  }

  /** What is held back now, by creature. */
  static Map<String, Ledger.Held> of(Draft draft) {
    String active = Ledger.ACTIVE.get(draft, "");
    if (active.isEmpty() || !Ledger.ENCOUNTERS.has(draft, active)) {
      return Map.of();
    }
    Ledger.SeenTurn turn = Ledger.ENCOUNTERS.of(active).turn().get(draft);
    return turn == null ? Map.of() : turn.held();
  }

  /** The vitals as players see them while something is held back. */
  static Vitals seen(Vitals vitals, Ledger.Held held) {
    Map<String, Affliction> afflictions = new TreeMap<>(held.ended());
    afflictions.putAll(vitals.afflictions());
    Map<String, Consequence> asks = new TreeMap<>(held.answered());
    asks.putAll(vitals.asks());
    held.asked().forEach(asks::remove);
    return vitals.with(afflictions, asks);
  }
}
