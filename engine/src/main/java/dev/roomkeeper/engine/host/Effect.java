package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RoomHost} wants done; whoever runs it does, in order, and tells the host what came
 * of it.
 */
public sealed interface Effect {

  /**
   * Append the commits at (epoch, head) or not at all, and answer with one of the append inputs.
   * There is one in flight per room.
   *
   * @param append the number that the answer carries
   * @param head the version that the room must stand at in the journal
   */
  record Append(long append, long epoch, long head, List<Commit> commits) implements Effect {
    public Append {
      commits = List.copyOf(commits);
    }
  }

  /**
   * Find out, for good, whether the append that ends with this commit was kept, and answer as an
   * append.
   */
  record ReadBack(long append, long epoch, Commit last) implements Effect {}

  /**
   * Ask whether the room is still owned at this epoch; the answer carries the ticks at which it was
   * asked.
   */
  record ConfirmOwnership(long epoch, long askedAtTicks) implements Effect {}

  /**
   * Keep this state, which the journal holds already, so that recovery need not replay what led to
   * it.
   */
  record SaveSnapshot(long epoch, long version, Layers layers) implements Effect {}

  /** Send to all who are here. */
  record Publish(Flush flush) implements Effect {}

  /** Close one connection, behind all that was published before. */
  record Close(long connection, CloseCode code, String reason) implements Effect {}

  /** Tell whoever asked for an edit; null if it was not taken in and should be asked elsewhere. */
  record Edited(long edit, @Nullable Answer answer) implements Effect {}

  /**
   * Delete the room with all that is kept of it, if it is still owned at this epoch. The host is
   * gone then.
   */
  record Remove(long epoch) implements Effect {}

  /**
   * The host is done and answers no more: the room is another's, or at rest in the journal.
   *
   * @param lost whether it was taken away
   */
  record Gone(boolean lost) implements Effect {}

  /** The rules of the room threw: a bug that somebody should read about. */
  record Fault(RuntimeException cause) implements Effect {}
}
