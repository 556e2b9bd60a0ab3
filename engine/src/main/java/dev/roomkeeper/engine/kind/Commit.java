package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of a room, as journal entry, broadcast, undo step and replay frame. Several lazy
 * commits may be composed into one.
 *
 * @param id random; the journal is asked by it whether the commit was kept
 * @param change by layer
 */
public record Commit(
    String id,
    Span span,
    long atMillis,
    Cause cause,
    boolean durable,
    Change.Nested change,
    List<Event> events) {
  /** One byte of JSON usually takes about this many bytes of memory. */
  public static final int HEAP_PER_BYTE = 4;

  public Commit {
    events = List.copyOf(events);
  }

  /**
   * The versions that a commit covers.
   *
   * @param epoch the owner's epoch when it happened
   * @param base the version this was made on
   * @param version the version after it
   */
  public record Span(long epoch, long base, long version) {
    public Span {
      if (version <= base) {
        throw new IllegalArgumentException("version " + version + " does not follow " + base);
      }
    }
  }

  /**
   * What caused a commit.
   *
   * @param author the member; null for the room itself or for several
   * @param seq the command's number in the author's session, 0 for none or several
   * @param command the command's type, null for none or several
   */
  public record Cause(@Nullable String author, long seq, @Nullable String command) {
    /** The room itself, or several. */
    public static final Cause NONE = new Cause(null, 0, null);
  }

  public long epoch() {
    return span.epoch;
  }

  public long base() {
    return span.base;
  }

  public long version() {
    return span.version;
  }

  public @Nullable String author() {
    return cause.author;
  }

  public long seq() {
    return cause.seq;
  }

  public @Nullable String command() {
    return cause.command;
  }

  /** This commit composed with the next; neither is durable. */
  public Commit then(Commit next) {
    if (durable || next.durable || next.base() != version() || next.epoch() != epoch()) {
      throw new IllegalArgumentException("only adjacent lazy commits of one epoch compose");
    }
    List<Event> both = new ArrayList<>(events);
    both.addAll(next.events);
    return new Commit(
        next.id,
        new Span(epoch(), base(), next.version()),
        next.atMillis,
        Cause.NONE,
        false,
        Change.compose(change, next.change),
        both);
  }

  /**
   * What it weighs in memory, in bytes of usual JSON: its size, or more if its values are so small
   * that each byte takes more than {@link #HEAP_PER_BYTE}.
   */
  public long weight() {
    long heap = change.heap();
    for (Event event : events) {
      heap += event.payload().heap();
    }
    return Math.max(bytes(), heap / HEAP_PER_BYTE);
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
