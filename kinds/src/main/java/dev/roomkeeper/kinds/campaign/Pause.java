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
 * What the end of a turn brought while somebody hidden has the next one. Players learn of it when
 * they see a turn begin: between what ends and the next turn that they see there would else be a
 * pause, and it would tell them that somebody is there.
 */
final class Pause {
  private Pause() {}

  /** Holds back what follows for others from the step to the turn of somebody hidden. */
  static void begin(
      Draft draft, String active, String next, Map<String, List<Consequence>> follows) {
    SeenTurnSlot slot = Ledger.ENCOUNTERS.of(active).turn();
    if (Faces.isShown(draft, active, next) || !slot.exists(draft)) {
      return;
    }
    Map<String, Ledger.Held> held = new TreeMap<>(slot.need(draft).held());
    follows.forEach((id, all) -> {
      Figure figure = Figure.find(draft, id);
      if (figure != null) {
        Ledger.Held before = held.getOrDefault(id, Ledger.Held.NOTHING);
        Ledger.Held after = before;
        for (Consequence each : all) {
          after = with(after, figure.vitals(), each);
        }
        if (!after.equals(before)) {
          held.put(id, after);
        }
      }
    });
    Ledger.SeenTurn turn = slot.need(draft);
    slot.set(draft, new Ledger.SeenTurn(turn.round(), turn.who(), turn.sinceMillis(), held));
  }

  private static Ledger.Held with(Ledger.Held held, Vitals vitals, Consequence consequence) {
    Map<String, Affliction> ended = new TreeMap<>(held.ended());
    Map<String, Consequence> answered = new TreeMap<>(held.answered());
    Set<String> asked = new TreeSet<>(held.asked());
    if (consequence instanceof Consequence.ConditionEnds(String id, _)) {
      Affliction affliction = vitals.afflictions().get(id);
      if (affliction != null) {
        ended.put(id, affliction);
      }
      Consequence ask = vitals.asks().get(Vitals.saveFor(id));
      if (ask != null && !asked.remove(Vitals.saveFor(id))) {
        answered.put(Vitals.saveFor(id), ask);
      }
    } else if (consequence instanceof Consequence.AsksSave ask
        && !vitals.asks().containsKey(Vitals.saveFor(ask.afflictionId()))) {
      asked.add(Vitals.saveFor(ask.afflictionId()));
    }
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

  /** How a creature looks to those who are not told yet. */
  static Vitals seen(Vitals vitals, Ledger.Held held) {
    Map<String, Affliction> afflictions = new TreeMap<>(held.ended());
    afflictions.putAll(vitals.afflictions());
    Map<String, Consequence> asks = new TreeMap<>(held.answered());
    asks.putAll(vitals.asks());
    held.asked().forEach(asks::remove);
    return vitals.with(afflictions, asks);
  }
}
