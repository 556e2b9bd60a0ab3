package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one kind of room. Every callback writes into the {@link Draft} it gets and ends with
 * {@link Draft#accept()} or {@link Verdict#refuse}. What a refusing callback wrote is dropped.
 * Callbacks are pure: time and dice come with the {@link Moment}, and the room's layers are their
 * only memory.
 *
 * <p>An exception is a bug: the sender is told INTERNAL, nothing changes, and the room goes on.
 */
public interface RoomKind {
  /** Its name in URLs and on the wire. */
  String name();

  /**
   * The version of its rooms' state. Raise it when rooms that were stored before have to become
   * something else: {@link #lift} says what. A room of a newer version is not opened.
   */
  default int version() {
    return 1;
  }

  /**
   * Makes the state of an older version that of this one. Called once, when such a room opens; what
   * it writes is durable, and on disk before anybody joins.
   */
  default void lift(Draft draft, int fromVersion, Moment moment) {}

  /** The commands of its members. Others are refused as unknown. */
  default Commands<?> commands() {
    return Commands.named("a " + name());
  }

  /** The edits that the server can make on behalf of a user, by an HTTP request. */
  default Commands<Edit> edits() {
    return Commands.edits("a " + name());
  }

  /** The declared state and events of its rooms. */
  default Model model() {
    return new Model();
  }

  /**
   * The dialects that clients of its rooms may speak besides the server's own, such as {@code
   * metaverse}. Its document then has the shape that the dialect reads.
   */
  default List<String> dialects() {
    return List.of();
  }

  /** The limits and timing of a room with these options, which {@link #begin} accepted before. */
  default RoomRules rules(JsonObject options) {
    return RoomRules.DEFAULT;
  }

  /** What the answer to a command of this type promises; any value for unknown types. */
  default Durability durability(String commandType) {
    return commands().durability(commandType);
  }

  /** How strangers are brought together to play; null for a kind that is not for that. */
  default @Nullable Matchmaking matchmaking() {
    return null;
  }

  /** Writes the first state of a new room, or refuses its options. */
  default Verdict begin(Draft draft, JsonObject options, Moment moment) {
    return draft.accept();
  }

  /**
   * A member joins: for the first time if {@code isNew}, else again. The member already holds the
   * layer "all" and its own.
   */
  default Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    return draft.accept();
  }

  /**
   * Why this command cannot be read; null if it can. An unreadable command never enters the room.
   */
  default Verdict.@Nullable Refused unreadable(Command command) {
    return commands().unreadable(command);
  }

  /** A member's command. */
  default Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    return commands().run(new Act(draft, sender, moment), command);
  }

  /**
   * An edit by the server on behalf of a user whose permission it has checked, such as an HTTP
   * request that changes the room. The user need not be a member. Answered once it is kept.
   */
  default Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    return edits().edit(new Edit(draft, userId, moment), command);
  }

  /** A member has another name: for a kind whose state repeats it. */
  default void renamed(Draft draft, Member member, Moment moment) {}

  /** A member lost its last connection. It stays a member for the grace period. */
  default void offline(Draft draft, Member member, Moment moment) {}

  /**
   * A member's grace period is over: it is no longer a member. Its own layer is emptied afterwards.
   */
  default void leave(Draft draft, Member member, Moment moment) {}

  /**
   * Two members want nothing to do with each other from now on: {@link Draft#areApart}. Ends what
   * they have together.
   */
  default void parted(Draft draft, String memberId, String otherId, Moment moment) {}

  /**
   * The room was opened on a node, after it was created or taken over, and its live layers are
   * empty. Fills them before anybody's join is answered.
   */
  default void opened(Draft draft, Moment moment) {}

  /** One tick of the clock, as often as {@link RoomRules#ticking} says. What it writes is lazy. */
  default void tick(Draft draft, Tick tick, Moment moment) {}

  /** A timer is due: {@link Draft#wakeAt}. It is no longer set. What this writes is durable. */
  default void timer(Draft draft, Timer timer, Moment moment) {}

  /**
   * Whether a user may watch a layer without being a member. Asked again after each change of the
   * room. Writes into the draft are dropped.
   *
   * @param layer the name of a kept layer; its live twin comes with it
   */
  default boolean mayWatch(Draft draft, String userId, String layer) {
    return false;
  }

  /** The parts that {@link Draft#revert} leaves alone. */
  default Undo undo() {
    return model().undo();
  }
}
