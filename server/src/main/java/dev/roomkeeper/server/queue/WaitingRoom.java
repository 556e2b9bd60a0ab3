package dev.roomkeeper.server.queue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A waiting room: those who will play one match together, unless they leave. Its id becomes that of
 * the match.
 *
 * @param beginsAtMillis when the countdown ends or ended; null while it has not begun
 * @param startedAtMillis when it was decided that the match begins; null before
 * @param tickets in the order in which they were seated
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

  /** All who are seated. */
  public List<Person> people() {
    List<Person> people = new ArrayList<>();
    tickets.forEach(waiting -> people.addAll(waiting.ticket().people()));
    return people;
  }
}
