package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a callback of a {@link RoomKind} reads from and writes into: the room as it is, with what
 * the callback changed so far. All that is written takes effect together, or nothing does and
 * somebody is told why.
 *
 * <p>A layer is named as in {@link Layers}. What is written into a live layer ({@link
 * Layers#live(String)}) is never journaled. A write into a kept layer ends the live values at,
 * above and below it in the twin layer. A kind can't write into {@link Layers#ENGINE}: it has calls
 * here.
 */
public interface Draft {
  int WAKE_NAME_LENGTH_MAX = 64;
  int WAKES_MAX = 64;

  /** How far ahead a timer may be set: 400 days. */
  long WAKE_AHEAD_MILLIS_MAX = 400L * 24 * 3_600_000;

  // --- State ---

  /** The layers as they stand in this draft. */
  Layers layers();

  /** The value at the path in the layer, or null. */
  default @Nullable Json get(String layer, List<String> path) {
    return layers().object(layer).get(path);
  }

  /** The object at the path in the layer; an empty one where there is none. */
  default JsonObject object(String layer, List<String> path) {
    return layers().object(layer).object(path);
  }

  /** Puts the value at the path, in place of whatever is there. */
  void put(String layer, List<String> path, Json value);

  /** Removes what is at the path, if anything is. */
  void remove(String layer, List<String> path);

  /**
   * Applies an RFC 7396 patch to the object at the path, which comes into being if it is missing.
   */
  void merge(String layer, List<String> path, JsonObject patch);

  /** Removes all that is in the layer. */
  void clear(String layer);

  /**
   * Tells those who hold the layer of something that is not state; it comes from whoever acts.
   *
   * @param type not one of the protocol's own (P17)
   */
  void event(String layer, String type, JsonObject payload);

  // --- How it is kept ---

  /** Whether what is written here is on disk before anybody is told of it. */
  boolean isDurable();

  /**
   * Has all that is written here be on disk before anybody is told of it. For a tick: see {@link
   * Tick#canKeep}.
   */
  void makeDurable();

  // --- Members ---

  /** The members, those offline included, by id. */
  List<Member> members();

  /** The member of this id, or null. */
  @Nullable Member member(String id);

  /** From now on the member sees the layer and its live twin. */
  void hold(String memberId, String layer);

  /**
   * From now on the member sees the layer and its live twin, as long as the room stays where it is:
   * nothing is journaled, and after a takeover the kind says anew who sees what.
   */
  void holdLive(String memberId, String layer);

  /** From now on the member sees the layer no more, however it was held. */
  void release(String memberId, String layer);

  // --- Timers ---

  /**
   * Has {@link RoomKind#timer} called once when this time of day has come, wherever the room lives
   * then, also when nobody is here. A timer of the same name is set anew.
   *
   * @param name 1 to {@value #WAKE_NAME_LENGTH_MAX} characters; a room has at most {@value
   *     #WAKES_MAX}
   * @param atMillis milliseconds since 1970, at most {@link #WAKE_AHEAD_MILLIS_MAX} from now; a
   *     time that is over comes at once
   */
  void wakeAt(String name, long atMillis);

  /** Takes the timer of this name away, if there is one. */
  void cancelWake(String name);

  /** The timers that are set: name to time of day in milliseconds. */
  Map<String, Long> wakes();

  // --- The past ---

  /**
   * The version that the room will have after the commit of what is written here: by it a durable
   * commit is found again.
   */
  long version();

  /**
   * The durable commit that made this version, if it is at hand; else null. A command that needs
   * one returns {@link Verdict#needs}, and is called again once it was read from the journal.
   */
  @Nullable Commit commit(long version);

  /**
   * Takes back what a commit did to the kind's layers, as far as {@link RoomKind#undo} does not
   * leave parts out. Nothing is written unless all of it can be taken back.
   *
   * @param asker the member who is told of conflicts: only those in layers that the asker holds are
   *     named
   */
  Reverted revert(Commit commit, String asker);

  /** Does again what a commit did, after it was reverted: the same with the roles turned. */
  Reverted reapply(Commit commit, String asker);

  /** The verdict that all written here is done. */
  default Verdict accept() {
    return Verdict.ACCEPTED;
  }
}
