package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who acts when. The list is the order; numbers only say where a newcomer is put, so the DM may
 * drag anybody anywhere.
 *
 * @param round 0 before the first turn, then counted from 1
 * @param active the index of the place whose turn it is; -1 before the first turn
 */
@Data
public record TurnOrder(List<TurnPlace> places, int round, int active) {
  /** A bound for what comes from outside: no fight lasts a week. */
  public static final int ROUNDS_MAX = 100_000;

  public static final TurnOrder EMPTY = new TurnOrder(List.of(), 0, -1);

  public TurnOrder {
    places = List.copyOf(places);
    if (active < -1 || active >= places.size()) {
      throw new IllegalArgumentException("active must be -1 or the index of a place");
    }
  }

  /** The order after a step, and what happened on the way. */
  public record Step(TurnOrder order, List<TurnEvent> events) {
    public Step {
      events = List.copyOf(events);
    }
  }

  /** The order of these by their numbers, the earlier first where all are equal; not begun. */
  public static TurnOrder of(List<TurnPlace> places) {
    TurnOrder order = EMPTY;
    for (TurnPlace place : places) {
      order = order.with(place);
    }
    return order;
  }

  /** Whose turn it is; empty before the first. */
  public String activeId() {
    return active < 0 ? "" : places.get(active).id();
  }

  /** The index of the combatant's place, or -1. */
  public int indexOf(String id) {
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * With the place, in front of the first that goes after it by the numbers; whoever has the same
   * id leaves its own. The turn stays with whom it is.
   */
  public TurnOrder with(TurnPlace place) {
    List<TurnPlace> changed = new ArrayList<>(places);
    changed.removeIf(other -> other.id().equals(place.id()));
    int at = 0;
    while (at < changed.size() && !place.goesBefore(changed.get(at))) {
      at++;
    }
    changed.add(at, place);
    return reordered(changed);
  }

  /** With the combatant's place changed in kind, not in order; unchanged where there is none. */
  public TurnOrder with(String id, TurnPlace.Kind kind) {
    List<TurnPlace> changed = new ArrayList<>();
    for (TurnPlace place : places) {
      changed.add(place.id().equals(id) ? place.as(kind) : place);
    }
    return new TurnOrder(changed, round, active);
  }

  /**
   * With the combatant at that index of the order that results; unchanged where it has no place.
   */
  public TurnOrder moved(String id, int index) {
    int from = indexOf(id);
    if (from < 0) {
      return this;
    }
    List<TurnPlace> changed = new ArrayList<>(places);
    TurnPlace place = changed.remove(from);
    changed.add(Math.clamp(index, 0, changed.size()), place);
    return reordered(changed);
  }

  /**
   * Without the places of those who are gone, but for the one whose turn it is and those that
   * something waits for.
   */
  public TurnOrder withoutGone(Predicate<String> isWaitedFor) {
    List<TurnPlace> changed = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      TurnPlace place = places.get(i);
      if (place.kind() != TurnPlace.Kind.GONE || i == active || isWaitedFor.test(place.id())) {
        changed.add(place);
      }
    }
    return reordered(changed);
  }

  private TurnOrder reordered(List<TurnPlace> changed) {
    String whose = activeId();
    return new TurnOrder(
        changed, round, whose.isEmpty() ? -1 : new TurnOrder(changed, 0, -1).indexOf(whose));
  }

  /**
   * The next turn; the first one, if there was none. Dead and gone combatants are passed over, and
   * the moments of their turns are told. Where nobody has turns, nothing moves.
   */
  public Step next() {
    if (places.stream().noneMatch(TurnPlace::hasTurns)) {
      return new Step(this, List.of());
    }
    List<TurnEvent> events = new ArrayList<>();
    int now = round;
    if (active >= 0) {
      TurnPlace ending = places.get(active);
      events.add(
          ending.kind() == TurnPlace.Kind.GONE
              ? new TurnEvent.TurnPasses(ending.id(), now)
              : new TurnEvent.TurnEnds(ending.id(), now));
    }
    int at = active;
    while (true) {
      at++;
      if (at == places.size() || now == 0) {
        at = at == places.size() ? 0 : at;
        now++;
        events.add(new TurnEvent.RoundStarts(now));
      }
      TurnPlace place = places.get(at);
      if (place.hasTurns()) {
        events.add(new TurnEvent.TurnStarts(place.id(), now));
        return new Step(new TurnOrder(places, now, at), events);
      }
      events.add(new TurnEvent.TurnPasses(place.id(), now));
    }
  }

  /**
   * The one whose turn it is acts later in this round, right after the other, and who follows has
   * the turn now. No turn ends by it. Unchanged where the other does not come later in this round.
   */
  public Step delayed(String after) {
    int at = indexOf(after);
    if (active < 0 || at <= active) {
      return new Step(this, List.of());
    }
    List<TurnPlace> changed = new ArrayList<>(places);
    changed.add(at, changed.remove(active));
    List<TurnEvent> events = new ArrayList<>();
    int now = active;
    while (!changed.get(now).hasTurns()) {
      events.add(new TurnEvent.TurnPasses(changed.get(now).id(), round));
      now++;
    }
    events.add(new TurnEvent.TurnStarts(changed.get(now).id(), round));
    return new Step(new TurnOrder(changed, round, now), events);
  }

  /** Without that place; unchanged where there is none, or where it has the turn. */
  public TurnOrder without(String id) {
    List<TurnPlace> changed = new ArrayList<>(places);
    changed.removeIf(place -> place.id().equals(id) && !id.equals(activeId()));
    return reordered(changed);
  }

  /** The round of a fight that begins when this one is over, as far off as that round is now. */
  int roundInNextFight(int of) {
    return Math.max(1, of - Math.max(0, round - 1));
  }

  /** The round of the combatant's next turn, the one it is having not counted. */
  public int roundOfNextTurn(String whose) {
    int at = indexOf(whose);
    return at > active ? Math.max(1, round) : round + 1;
  }
}
