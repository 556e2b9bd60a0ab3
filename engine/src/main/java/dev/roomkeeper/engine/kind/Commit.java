package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of a room, as journal entry, broadcast, undo step and replay frame. Several lazy
 * commits may be composed into one, which then covers all versions after its base up to its own.
 *
 * @param id random; the journal is asked by it whether the commit was kept
 * @param epoch the owner's epoch when it happened
 * @param base the version this was made on
 * @param version the version after it
 * @param author the member who caused it, null for the room itself or for several
 * @param seq its command's number in the author's session, 0 for none or several
 * @param command its command's type, null for none or several
 * @param change by layer
 */
public record Commit(
    String id,
    long epoch,
    long base,
    long version,
    long atMillis,
    @Nullable String author,
    long seq,
    @Nullable String command,
    boolean durable,
    Change.Nested change,
    List<Event> events) {
  public Commit {
    if (version <= base) {
      throw new IllegalArgumentException("version " + version + " does not follow " + base);
    }
    events = List.copyOf(events);
  }

  /** This commit composed with the next; neither is durable. */
  public Commit then(Commit next) {
    if (durable || next.durable || next.base != version || next.epoch != epoch) {
      throw new IllegalArgumentException("only adjacent lazy commits of one epoch compose");
    }
    List<Event> both = new ArrayList<>(events);
    both.addAll(next.events);
    return new Commit(
        next.id,
        epoch,
        base,
        next.version,
        next.atMillis,
        null,
        0,
        null,
        false,
        Change.compose(change, next.change),
        both);
  }

  /** The approximate size in bytes. */
  public int bytes() {
    long bytes = 160L + change.bytes();
    for (Event event : events) {
      bytes += event.bytes();
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
