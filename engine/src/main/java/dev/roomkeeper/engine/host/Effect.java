package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a {@link RoomHost} asks its caller to do. The caller performs effects in order and
 * reports the results as inputs.
 */
public sealed interface Effect {

  /**
   * Append the commits if the journal stands at (epoch, head), all or none; answer with one of the
   * append inputs. A room has one append in flight at most.
   *
   * @param append the number that the answer carries
   * @param head the version at which the journal must have the room
   * @param wakeAtMillis time of day of the room's first timer once this is kept; Long.MAX_VALUE for
   *     none
   */
  record Append(long append, long epoch, long head, List<Commit> commits, long wakeAtMillis)
      implements Effect {
    public Append {
      commits = List.copyOf(commits);
    }
  }

  /**
   * Find out whether the append that ends with this commit was kept. The answer is final, and comes
   * as one of the append inputs.
   */
  record ReadBack(long append, long epoch, Commit last) implements Effect {}

  /**
   * Ask whether this host still owns the room at this epoch. The answer carries the ticks of the
   * question.
   */
  record ConfirmOwnership(long epoch, long askedAtTicks) implements Effect {}

  /**
   * Save this state, which the journal already has as commits, so that recovery has less to replay.
   */
  record SaveSnapshot(long epoch, long version, Layers layers) implements Effect {}

  /**
   * Delete commits older than both limits, except those that returning members need. Work in small
   * steps that do not delay appends, and stop when the epoch changes.
   *
   * @param commitsKept how many of the newest commits stay
   * @param sinceMillis commits from this time of day on stay
   */
  record Prune(long epoch, int commitsKept, long sinceMillis) implements Effect {}

  /** Read one commit from the journal, and answer with {@link Input.CommitRead}. */
  record ReadCommit(long version) implements Effect {}

  /** Check the passphrase against the hash, and answer with {@link Input.Proved}. */
  record Prove(long connection, Secret passphrase, String hash) implements Effect {}

  /** Hash the passphrase with a slow hash, and answer with {@link Input.Hashed}. */
  record Hash(long connection, Secret passphrase) implements Effect {}

  /** Charge each connection for the bytes journaled on its behalf. */
  record Wrote(Map<Long, Long> bytes) implements Effect {
    public Wrote {
      bytes = Collections.unmodifiableMap(new LinkedHashMap<>(bytes));
    }
  }

  /** Send the flush to every connection. */
  record Publish(Flush flush) implements Effect {}

  /** Close a connection after everything published so far has been sent to it. */
  record Close(long connection, CloseCode code, String reason) implements Effect {}

  /**
   * Answer an edit; null means the host did not take it and the caller should ask the room's owner.
   */
  record Edited(long edit, @Nullable Answer answer) implements Effect {}

  /**
   * Delete the room and everything stored of it, if it is still owned at this epoch. The host is
   * gone after this.
   *
   * @param by the user who deletes it; null for the server itself
   */
  record Remove(long epoch, @Nullable String by, long atMillis) implements Effect {}

  /** The kind threw an exception or exceeded a limit: a bug to be logged. */
  record Fault(Throwable cause) implements Effect {}
}
