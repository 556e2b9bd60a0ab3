package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened, told to a {@link RoomHost}. */
public sealed interface Input {

  /** Input from a connection. It is refused while the host cannot take it. */
  sealed interface Knock extends Input {
    long connection();
  }

  /**
   * A connection joins as this member.
   *
   * @param passphrase the passphrase that the client sent, null for none
   * @param resume what the client already has of the room, null for nothing
   * @param claims what the server vouches for
   * @param standing what it knows besides, and nobody is told
   */
  record Join(
      long connection,
      String memberId,
      @Nullable String name,
      @Nullable Secret passphrase,
      @Nullable Resume resume,
      JsonObject claims,
      Standing standing)
      implements Knock {
    /** Somebody of whom nothing else is known. */
    public Join(
        long connection,
        String memberId,
        @Nullable String name,
        @Nullable Secret passphrase,
        @Nullable Resume resume,
        JsonObject claims) {
      this(connection, memberId, name, passphrase, resume, claims, Standing.UNKNOWN);
    }
  }

  /** A connection watches layers without being a member. */
  record Watch(long connection, String userId, List<String> layers) implements Knock {
    public Watch {
      layers = List.copyOf(layers);
    }
  }

  /** A command from a joined connection. */
  record Receive(long connection, Command command) implements Knock {}

  /**
   * The server edits the room on behalf of a user; {@link Effect.Edited} answers.
   *
   * @param edit the number of this edit, not 0
   */
  record Edit(long edit, String userId, Command command) implements Input {}

  /** The connection is gone. */
  record Drop(long connection) implements Input {}

  /**
   * Answers {@link Effect.Prove}.
   *
   * @param proven the hash that the passphrase matched, null if it was wrong
   * @param isBusy whether there was no capacity to check it
   */
  record Proved(long connection, @Nullable String proven, boolean isBusy) implements Input {}

  /**
   * Answers {@link Effect.Hash}.
   *
   * @param hash null if there was no capacity for it
   */
  record Hashed(long connection, @Nullable String hash) implements Input {}

  /**
   * Answers {@link Effect.ReadCommit}.
   *
   * @param commit null if the journal has pruned it or cannot be read
   */
  record CommitRead(long version, @Nullable Commit commit) implements Input {}

  /** The append is kept. */
  record AppendKept(long append) implements Input {}

  /** The append failed for good; the room is still owned. */
  record AppendFailed(long append, String reason) implements Input {}

  /** The outcome of the append is unknown. */
  record AppendUnknown(long append) implements Input {}

  /** The journal stands at another (epoch, head): another node took the room over. */
  record AppendRefused(long append) implements Input {}

  /** The room was still owned when this was asked, or later. */
  record OwnershipConfirmed(long askedAtTicks) implements Input {}

  /** Another node owns the room. */
  record OwnershipLost() implements Input {}

  /** {@link RoomHost#wakeAtTicks} has come. */
  record Wake() implements Input {}

  /** Whether the room has to do with little memory: it forgets the past, and lets less wait. */
  record Shortage(boolean isShort) implements Input {}

  /** Leave the room in order: keep everything, send everything, close all connections. */
  record Drain() implements Input {}

  /**
   * Delete the room.
   *
   * @param by the user who deletes it; null for the server itself
   */
  record End(@Nullable String by) implements Input {}
}
