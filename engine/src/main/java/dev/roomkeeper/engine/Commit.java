package dev.roomkeeper.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one record of what happened: journal entry, broadcast, undo step and replay frame. Several
 * lazy ones may be composed into one, which then covers the versions after its base up to its own.
 *
 * @param id random; by it a journal is asked whether it was kept
 * @param epoch the owner's, when it happened
 * @param base the version this was made on
 * @param version the version after it
 * @param author the member who caused it, null for the room itself or for several
 * @param seq the number of its command in the author's session, 0 for none or several
 * @param command the type of its command, null for none or several
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

  /**
   * Whether this and the next may become one. Events are told to those who held their layer when
   * they happened, which can't be known of a commit in which members moved as well.
   */
  boolean composesWith(Commit next) {
    return !durable
        && !next.durable
        && ((events.isEmpty() && next.events.isEmpty())
            || !(movesMembers() || next.movesMembers()));
  }

  private boolean movesMembers() {
    return !movedMembers().isEmpty();
  }

  /** Those who hold other layers after this than before. */
  List<String> movedMembers() {
    List<String> moved = new ArrayList<>();
    change
        .at(Layers.SERVER, Member.MEMBERS)
        .forEach((memberId, member) -> {
          if (!(member instanceof Change.Nested nested) || nested.get(Member.LAYERS) != null) {
            moved.add(memberId);
          }
        });
    return moved;
  }

  /** This commit and the next as one; neither of them durable. */
  Commit then(Commit next) {
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

  /** About how many bytes this takes. */
  public int bytes() {
    long bytes = 160L + change.bytes();
    for (Event event : events) {
      bytes += event.bytes();
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
