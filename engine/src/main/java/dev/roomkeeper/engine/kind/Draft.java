package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The room as a callback of {@link RoomKind} reads and changes it. Everything written takes effect
 * together, or nothing does and the sender is told why.
 *
 * <p>A layer is named as in {@link Layers}. What is written into a live layer ({@link
 * Layers#live(String)}) is never journaled. A write into a kept layer removes the live values at,
 * above and below it in the twin layer. A kind cannot write into {@link Layers#ENGINE}; this
 * interface has methods for that.
 */
public interface Draft {
  int WAKE_NAME_LENGTH_MAX = 64;
  int WAKES_MAX = 64;

  /** How far ahead a timer may be set: 400 days. */
  long WAKE_AHEAD_MILLIS_MAX = 400L * 24 * 3_600_000;

  // --- State ---

  /** The layers as they stand in this draft. */
  Layers layers();

  /** The layer as it stands in this draft; empty if nothing was ever written. */
  default JsonObject object(String layer) {
    return layers().object(layer);
  }

  /** The value at the path in the layer, or null. */
  default @Nullable Json get(String layer, List<String> path) {
    return object(layer).get(path);
  }

  /** The object at the path in the layer; an empty one where there is none. */
  default JsonObject object(String layer, List<String> path) {
    return object(layer).object(path);
  }

  /** Replaces whatever is at the path with the value. */
  void put(String layer, List<String> path, Json value);

  /** Removes what is at the path, if anything is. */
  void remove(String layer, List<String> path);

  /** Applies an RFC 7396 patch to the object at the path. A missing object is created. */
  void merge(String layer, List<String> path, JsonObject patch);

  /** Empties the layer. */
  void clear(String layer);

  /**
   * Sends an event to everybody who holds the layer. It comes from the member who acts.
   *
   * @param type not one of the protocol's own types (P17)
   */
  void event(String layer, String type, JsonObject payload);

  /**
   * Like {@link #event}, but the journal never has it. Whoever comes back gets what it missed only
   * while the room stays on this node.
   */
  void ephemeralEvent(String layer, String type, JsonObject payload);

  // --- Durability ---

  /** Whether these writes are on disk before anybody sees them. */
  boolean isDurable();

  /**
   * Makes these writes durable: on disk before anybody sees them. In a tick, see {@link
   * Tick#canKeep}.
   */
  void makeDurable();

  // --- Members ---

  /** All members, online and offline, by id. */
  List<Member> members();

  /** The member of this id, or null. */
  @Nullable Member member(String id);

  /**
   * Whether two members want nothing to do with each other. An event for one of them alone that the
   * other causes is dropped by itself.
   */
  boolean areApart(String memberId, String otherId);

  /** Gives the member the layer and its live twin. */
  void hold(String memberId, String layer);

  /**
   * Gives the member the layer and its live twin for as long as the room stays on this node.
   * Nothing is journaled; after a takeover the kind must decide again.
   */
  void holdLive(String memberId, String layer);

  /** Takes the layer from the member, however it was given. */
  void release(String memberId, String layer);

  // --- Timers ---

  /**
   * Schedules one call of {@link RoomKind#timer} at this time of day, on whichever node the room is
   * then, even if nobody is online. Replaces a timer of the same name.
   *
   * @param name 1 to {@value #WAKE_NAME_LENGTH_MAX} characters; a room has at most {@value
   *     #WAKES_MAX} timers
   * @param atMillis milliseconds since 1970, at most {@link #WAKE_AHEAD_MILLIS_MAX} from now; a
   *     past time fires at once
   */
  void wakeAt(String name, long atMillis);

  /** Cancels the timer of this name, if there is one. */
  void cancelWake(String name);

  /** The pending timers: name to time of day in milliseconds. */
  Map<String, Long> wakes();

  // --- The past ---

  /**
   * The version of the room after the commit of these writes; a durable commit is found by it
   * later.
   */
  long version();

  /**
   * The durable commit of this version if it is in memory, else null. A command that needs one
   * returns {@link Verdict#needs} and is called again once it was read from the journal.
   */
  @Nullable Commit commit(long version);

  /**
   * Undoes what a commit did to the kind's layers, except the parts that {@link RoomKind#undo}
   * leaves alone. Writes all of it or nothing.
   *
   * @param asker the member who is told of conflicts; only those in layers that the asker holds are
   *     named
   */
  Reverted revert(Commit commit, String asker);

  /** Redoes a commit that was reverted, under the same rules as {@link #revert}. */
  Reverted reapply(Commit commit, String asker);

  /** The verdict that accepts everything written here. */
  default Verdict accept() {
    return Verdict.ACCEPTED;
  }
}
