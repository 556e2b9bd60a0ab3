package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link RoomHost} is told. */
public sealed interface Input {

  /** Something that comes from a connection, and is refused while the host can't take it. */
  sealed interface Knock extends Input {
    long connection();
  }

  /**
   * A connection joins as this member.
   *
   * @param passphrase what it says the member's passphrase is, null for none
   * @param resume what it has of the room, null for nothing
   * @param claims what the server vouches for
   */
  record Join(
      long connection,
      String memberId,
      @Nullable String name,
      @Nullable Secret passphrase,
      @Nullable Resume resume,
      JsonObject claims)
      implements Knock {}

  /** A connection watches layers without being a member. */
  record Watch(long connection, String userId, List<String> layers) implements Knock {
    public Watch {
      layers = List.copyOf(layers);
    }
  }

  /** A connection that joined asks for something. */
  record Receive(long connection, Command command) implements Knock {}

  /**
   * The server asks for something in a user's name; {@link Effect.Edited} answers it.
   *
   * @param edit a number of its own, not 0
   */
  record Edit(long edit, String userId, Command command) implements Input {}

  /** The connection is gone. */
  record Drop(long connection) implements Input {}

  /**
   * Answers {@link Effect.Prove}.
   *
   * @param proven the hash against which the passphrase was found right, null if it was wrong
   * @param isBusy whether it could not be looked at now
   */
  record Proved(long connection, @Nullable String proven, boolean isBusy) implements Input {}

  /**
   * Answers {@link Effect.Hash}.
   *
   * @param hash null if there was no time for it
   */
  record Hashed(long connection, @Nullable String hash) implements Input {}

  /**
   * Answers {@link Effect.ReadCommit}.
   *
   * @param commit null if the journal does not have it any more, or can't be read
   */
  record CommitRead(long version, @Nullable Commit commit) implements Input {}

  /** The append is kept. */
  record AppendKept(long append) implements Input {}

  /** It is not kept and never will be; the room is still owned. */
  record AppendFailed(long append, String reason) implements Input {}

  /** Whether it was kept is not known. */
  record AppendUnknown(long append) implements Input {}

  /** The journal's (epoch, head) is another: the room was taken over. */
  record AppendRefused(long append) implements Input {}

  /** The room was still owned when this was asked, or later. */
  record OwnershipConfirmed(long askedAtTicks) implements Input {}

  /** The room is another's. */
  record OwnershipLost() implements Input {}

  /** {@link RoomHost#wakeAtTicks} has come. */
  record Wake() implements Input {}

  /** So much memory the room's state may take from now on; where it takes more, it can't grow. */
  record MayTake(long heapBytes) implements Input {}

  /** Give the room up in good order: keep all, send all, close all. */
  record Drain() implements Input {}

  /** Delete the room. */
  record End() implements Input {}
}
