package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a callback of a {@link RoomKind} reads from and writes into: the room as it is, with what
 * the callback changed so far.
 */
public interface Draft {
  /** The layers as they stand in this draft. */
  Layers layers();

  /** The value at the path in the layer, or null. */
  default @Nullable Json get(String layer, List<String> path) {
    return layers().root().object(layer).get(path);
  }

  /** The object at the path in the layer; an empty one where there is none. */
  default JsonObject object(String layer, List<String> path) {
    return layers().root().object(layer).object(path);
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
   * Lays last values over the layer, null to end one. Only a command that is ephemeral may lay any;
   * every command may end them, whoever's they are.
   */
  void overlay(String layer, JsonObject patch);

  /** Tells those who hold the layer of something that is not state; it comes from whoever acts. */
  void event(String layer, String type, JsonObject payload);

  /** The members, those offline included, by id. */
  List<Member> members();

  /** The member of this id, or null. */
  @Nullable Member member(String id);

  /** From now on the member sees the layer. */
  void hold(String memberId, String layer);

  /** From now on the member sees the layer no more. */
  void release(String memberId, String layer);

  /** The verdict that all written here is done. */
  default Verdict accept() {
    return Verdict.ACCEPTED;
  }
}
