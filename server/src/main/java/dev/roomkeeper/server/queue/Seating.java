package dev.roomkeeper.server.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides the next moves in a pool, as it was just read: who is seated where, and which rooms are
 * decided about. Pure. The queue checks each move again when it is made.
 */
final class Seating {
  /** A node that decided to begin a match has this long to do so itself. */
  private static final long RESCUE_MILLIS = 1_000;

  /** One step for the queue. */
  sealed interface Move {
    /** Removes a ticket whose people are gone. */
    record Drop(String ticketId) implements Move {}

    record Seat(String ticketId, String roomId, boolean opens) implements Move {}

    record Shift(String ticketId, String fromRoomId, String intoRoomId) implements Move {}

    record Decide(String roomId) implements Move {}
  }

  /** A room as it will be after the moves so far. */
  private static final class Table {
    final String id;
    final long createdAtMillis;
    final boolean isOpen;
    final boolean isCounting;
    final List<Ticket> tickets = new ArrayList<>();
    int taken;
    boolean isTouched;

    Table(String id, long createdAtMillis, boolean isOpen, boolean isCounting) {
      this.id = id;
      this.createdAtMillis = createdAtMillis;
      this.isOpen = isOpen;
      this.isCounting = isCounting;
    }

    void add(Ticket ticket) {
      tickets.add(ticket);
      taken += ticket.size();
      isTouched = true;
    }

    void remove(Ticket ticket) {
      tickets.remove(ticket);
      taken -= ticket.size();
    }

    long since() {
      return tickets.stream().mapToLong(Ticket::sinceMillis).min().orElse(Long.MAX_VALUE);
    }
  }

  private final QueueRules rules;
  private final long nowMillis;
  private final List<Table> tables = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>();

  private Seating(QueueRules rules, long nowMillis) {
    this.rules = rules;
    this.nowMillis = nowMillis;
  }

  /**
   * The next moves, in their order.
   *
   * @param roomIds makes the ids of new rooms
   */
  static List<Move> next(
      MatchQueue.Pool pool, QueueRules rules, long nowMillis, Supplier<String> roomIds) {
    Seating seating = new Seating(rules, nowMillis);
    seating.dropUnseen(pool.gathering());
    List<Waiting> alive = seating.dropUnseen(pool.waiting());
    pool.rooms().forEach(seating::look);
    alive.forEach(waiting -> seating.seat(waiting.ticket(), roomIds));
    seating.gather();
    for (Table table : seating.tables) {
      if (table.isOpen && table.isTouched && table.taken >= rules.seatsMax()) {
        seating.moves.add(new Move.Decide(table.id));
      }
    }
    return seating.moves;
  }

  /** Those of these who are there. */
  private List<Waiting> dropUnseen(List<Waiting> tickets) {
    List<Waiting> alive = new ArrayList<>();
    for (Waiting waiting : tickets) {
      if (waiting.isUnseen(rules, nowMillis)) {
        moves.add(new Move.Drop(waiting.ticket().id()));
      } else {
        alive.add(waiting);
      }
    }
    return alive;
  }

  private void look(WaitingRoom room) {
    if (isDue(room)) {
      moves.add(new Move.Decide(room.id()));
    }
    boolean isOpen = room.isOpen() && nowMillis - room.createdAtMillis() < rules.roomMillis();
    Table table =
        new Table(room.id(), room.createdAtMillis(), isOpen, room.beginsAtMillis() != null);
    for (Waiting waiting : room.tickets()) {
      if (!waiting.isUnseen(rules, nowMillis)) {
        table.add(waiting.ticket());
      }
    }
    table.isTouched = false;
    tables.add(table);
  }

  /**
   * Whether something has to be decided about a room now, even if only because somebody is gone.
   */
  private boolean isDue(WaitingRoom room) {
    Long started = room.startedAtMillis();
    if (started != null) {
      return nowMillis - started >= RESCUE_MILLIS;
    }
    Long begins = room.beginsAtMillis();
    return room.taken() >= rules.seatsMax()
        || (begins != null && begins <= nowMillis && room.taken() >= rules.seatsMin())
        || nowMillis - room.createdAtMillis() >= rules.roomMillis()
        || room.tickets().stream().anyMatch(waiting -> waiting.isUnseen(rules, nowMillis));
  }

  private void seat(Ticket ticket, Supplier<String> roomIds) {
    Table best = best(ticket, null);
    boolean opens = best == null;
    if (best == null) {
      best = new Table(roomIds.get(), nowMillis, true, false);
      tables.add(best);
    }
    moves.add(new Move.Seat(ticket.id(), best.id, opens));
    best.add(ticket);
  }

  /**
   * Merges rooms that do not count down and whose people fit: from younger and emptier rooms into
   * older and fuller ones, so that it ends.
   */
  private void gather() {
    List<Table> emptiestFirst = new ArrayList<>(tables.stream().filter(this::maySplit).toList());
    emptiestFirst.sort(FULLEST_FIRST.reversed());
    for (Table from : emptiestFirst) {
      if (from.taken >= rules.seatsMin()) {
        continue;
      }
      for (Ticket ticket : List.copyOf(from.tickets)) {
        Table into = best(ticket, from);
        if (into != null && FULLEST_FIRST.compare(into, from) < 0) {
          moves.add(new Move.Shift(ticket.id(), from.id, into.id));
          from.remove(ticket);
          into.add(ticket);
        }
      }
    }
  }

  private boolean maySplit(Table table) {
    return table.isOpen && !table.isCounting && !table.isTouched;
  }

  /** The room into which the ticket should move; null for none. */
  private @Nullable Table best(Ticket ticket, @Nullable Table other) {
    Table best = null;
    for (Table table : tables) {
      if (table != other
          && table.isOpen
          && table.taken > 0
          && table.taken + ticket.size() <= rules.seatsMax()
          && fits(ticket, table)
          && (best == null || longestOrFullest(table, best) < 0)) {
        best = table;
      }
    }
    return best;
  }

  /** A long wait counts more than fullness. */
  private int longestOrFullest(Table a, Table b) {
    boolean isLate = nowMillis - Math.min(a.since(), b.since()) > rules.boundMillis();
    int byWaiting = isLate ? Long.compare(a.since(), b.since()) : 0;
    return byWaiting != 0 ? byWaiting : FULLEST_FIRST.compare(a, b);
  }

  private static final Comparator<Table> FULLEST_FIRST =
      Comparator.comparingInt((Table table) -> -table.taken)
          .thenComparingLong(table -> table.createdAtMillis)
          .thenComparing(table -> table.id);

  private boolean fits(Ticket ticket, Table table) {
    return table.tickets.stream().allMatch(other -> rules.fit(ticket, other, nowMillis));
  }
}
