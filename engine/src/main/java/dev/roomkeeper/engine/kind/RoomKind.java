package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

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

  /** All that its members can ask; what is not in the table is refused as unknown. */
  default Commands<?> commands() {
    return Commands.named("a " + name());
  }

  /** All that the server can ask in the name of a user, by an HTTP request. */
  default Commands<Edit> edits() {
    return Commands.edits("a " + name());
  }

  /** What its rooms hold and tell, as far as it is declared. */
  default Model model() {
    return new Model();
  }

  /** The numbers for a room of these options, which {@link #begin} accepted before. */
  default RoomRules rules(JsonObject options) {
    return RoomRules.DEFAULT;
  }

  /** What the answer to a command of this type promises; anything for types that are unknown. */
  default Durability durability(String commandType) {
    return commands().durability(commandType);
  }

  /** Writes the first state of a new room, or refuses its options. */
  Verdict begin(Draft draft, JsonObject options, Moment moment);

  /**
   * A member joins: for the first time if {@code isNew}, else again. The member holds the layers
   * "all" and its own already.
   */
  default Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    return draft.accept();
  }

  /** Why this command can't be read, so that it need not be taken in; null if it can. */
  default Verdict.@Nullable Refused unreadable(Command command) {
    return commands().unreadable(command);
  }

  /** A member asks for something. */
  default Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    return commands().run(new Act(draft, sender, moment), command);
  }

  /**
   * Something asked from outside of the room, by the server itself for a user of whom it made sure
   * that he may: an HTTP request that edits what the room holds. Whether the user is a member is
   * not said. Answered once it is kept.
   */
  default Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    return edits().edit(new Edit(draft, userId, moment), command);
  }

  /** A member's last connection is gone; the member stays for the time of grace. */
  default void offline(Draft draft, Member member, Moment moment) {}

  /**
   * A member's time of grace is over: it is a member no more. Its own layer is emptied afterwards.
   */
  default void leave(Draft draft, Member member, Moment moment) {}

  /**
   * The room was opened on a node, after it was created or taken over: its live layers are empty.
   * Fills them, before anybody's join is answered.
   */
  default void opened(Draft draft, Moment moment) {}

  /** Time passes: called as often as {@link RoomRules#ticking} says. What it writes is lazy. */
  default void tick(Draft draft, Tick tick, Moment moment) {}

  /**
   * A timer's time has come: {@link Draft#wakeAt}. It is not set any more. What it writes is
   * durable.
   */
  default void timer(Draft draft, Timer timer, Moment moment) {}

  /**
   * Whether a user may watch a layer without being a member. Asked again after each change of the
   * room. What is written into the draft is dropped.
   *
   * @param layer the name of a kept layer; its live twin comes with it
   */
  default boolean mayWatch(Draft draft, String userId, String layer) {
    return false;
  }

  /** What {@link Draft#revert} leaves as it is. */
  default Undo undo() {
    return model().undo();
  }
}
