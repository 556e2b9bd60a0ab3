package dev.roomkeeper.server.queue;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in the queue.
 *
 * @param seen the last sign of each of its people, by user
 * @param roomId the waiting room in which it is seated; null for none yet
 */
public record Waiting(Ticket ticket, Map<String, Long> seen, @Nullable String roomId) {
  public Waiting {
    seen = new TreeMap<>(seen);
  }

  /** Whether one of its people has not been seen for too long. */
  boolean isUnseen(QueueRules rules, long nowMillis) {
    return ticket.people().stream()
        .anyMatch(
            person -> nowMillis - seen.getOrDefault(person.userId(), 0L) > rules.unseenMillis());
  }
}
