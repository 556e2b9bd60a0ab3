package dev.roomkeeper.server.queue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A waiting room: those who will play one match together, unless they leave. Its id becomes the
 * match's.
 *
 * @param beginsAtMillis when the countdown ends or ended; null while it has not begun
 * @param startedAtMillis when the start of the match was decided; null before
 * @param tickets in the order of seating
 */
public record WaitingRoom(
    String id,
    String pool,
    long createdAtMillis,
    @Nullable Long beginsAtMillis,
    @Nullable Long startedAtMillis,
    List<Waiting> tickets) {
  public WaitingRoom {
    tickets = List.copyOf(tickets);
  }

  /** Whether people may still come and go. */
  public boolean isOpen() {
    return startedAtMillis == null;
  }

  /** How many seats are taken. */
  public int taken() {
    return tickets.stream().mapToInt(waiting -> waiting.ticket().size()).sum();
  }

  /** Everybody who is seated. */
  public List<Person> people() {
    List<Person> people = new ArrayList<>();
    tickets.forEach(waiting -> people.addAll(waiting.ticket().people()));
    return people;
  }
}
