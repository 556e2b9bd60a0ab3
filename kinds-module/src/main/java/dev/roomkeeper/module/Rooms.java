package dev.roomkeeper.module;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.http.Call;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the server's rooms of all kinds. Calls block. */
public interface Rooms {
  /** Whether the server has rooms of this kind. */
  boolean has(String kind);

  /**
   * Creates a room and charges it to the caller, who may create a limited number at a time and in
   * all.
   *
   * @throws Refusal if the caller created too many, or if the kind refuses the options
   */
  RoomRecord create(Call call, String kind, String name, JsonObject options) throws Refusal;

  /** The room's record, whether it is live or not. */
  Optional<RoomRecord> find(String roomId);

  /**
   * Sends the room an edit on behalf of a user who is allowed to make it. Returns once it is kept.
   * The code is NOT_FOUND if there is no such room, and UNAVAILABLE if the outcome is unknown.
   */
  Answer edit(String roomId, String userId, String type, JsonObject payload);

  /** Like {@link #edit}, but throws a refusal with the status of its code. */
  default Answer.Ack edited(String roomId, String userId, String type, JsonObject payload)
      throws Refusal {
    return switch (edit(roomId, userId, type, payload)) {
      case Answer.Ack ack -> ack;
      case Answer.Reject(_, var code, var message) -> throw Refusal.of(code, message);
    };
  }

  /**
   * Deletes the room and everything kept of it, including its rows in tables.
   *
   * @param by the user who deletes it, for the audit log; null for the server itself
   * @throws Refusal if it may still exist
   */
  void remove(String roomId, @Nullable String by) throws Refusal;
}
