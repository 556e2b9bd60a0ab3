package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * @param wakeAtMillis when the room's first timer comes once this is kept, as a time of day;
   *     Long.MAX_VALUE for never
   */
  record Append(long append, long epoch, long head, List<Commit> commits, long wakeAtMillis)
      implements Effect {
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

  /**
   * Let go of what is older than both, as far as nobody who returns needs it. In small steps that
   * hold up no append, as long as the room is owned at this epoch.
   *
   * @param commitsKept so many of the newest commits stay
   * @param sinceMillis commits of this time of day and later stay
   */
  record Prune(long epoch, int commitsKept, long sinceMillis) implements Effect {}

  /** Read one commit from the journal, and answer with {@link Input.CommitRead}. */
  record ReadCommit(long version) implements Effect {}

  /** Look whether the passphrase is that of the hash, and answer with {@link Input.Proved}. */
  record Prove(long connection, Secret passphrase, String hash) implements Effect {}

  /** Make a slow hash of the passphrase, and answer with {@link Input.Hashed}. */
  record Hash(long connection, Secret passphrase) implements Effect {}

  /** Charge each connection with what is journaled for it, in about so many bytes. */
  record Wrote(Map<Long, Long> bytes) implements Effect {
    public Wrote {
      bytes = Collections.unmodifiableMap(new LinkedHashMap<>(bytes));
    }
  }

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
   * The rules of the room threw, or wrote beyond a bound: a bug that somebody should read about.
   */
  record Fault(Throwable cause) implements Effect {}
}
