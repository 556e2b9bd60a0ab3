package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;

/**
 * The rules of one kind of room. Every callback writes into the {@link Draft} it is handed, and
 * says in the end {@link Draft#accept()} or {@link Verdict#refuse}; what a refusing callback wrote
 * is dropped. Callbacks are pure: time and dice come with the {@link Moment}, and all they remember
 * is in the room's layers.
 *
 * <p>An exception is a bug: the sender is told INTERNAL, nothing changes, and the room goes on.
 */
public interface RoomKind {
  /** Its name in URLs and on the wire. */
  String name();

  /** The numbers for a room of these options, which {@link #begin} accepted before. */
  RoomRules rules(JsonObject options);

  /** What the answer to a command of this type promises; anything for types that are unknown. */
  Durability durability(String commandType);

  /** Writes the first state of a new room, or refuses its options. */
  Verdict begin(Draft draft, JsonObject options, Moment moment);

  /**
   * A member joins: for the first time if {@code isNew}, else again. The member holds the layers
   * "all" and its own already.
   */
  Verdict join(Draft draft, Member member, boolean isNew, Moment moment);

  /** A member asks for something. */
  Verdict command(Draft draft, Member sender, Command command, Moment moment);

  /**
   * Something asked from outside of the room, by the server itself for a user of whom it made sure
   * that he may: an HTTP request that edits what the room holds. Whether the user is a member is
   * not said. Answered once it is kept.
   */
  default Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    return Verdict.refuse(
        Code.UNKNOWN_COMMAND, "a " + name() + " knows no edit \"" + command.type() + "\"");
  }

  /** A member's last connection is gone; the member stays for the time of grace. */
  void offline(Draft draft, Member member, Moment moment);

  /**
   * A member's time of grace is over: it is a member no more. Its own layer is emptied afterwards.
   */
  void leave(Draft draft, Member member, Moment moment);

  /** Time passes: called every {@link RoomRules#tickMillis} while somebody is connected. */
  default void tick(Draft draft, Moment moment) {}
}
