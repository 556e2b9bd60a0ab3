package dev.roomkeeper.module;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.http.Call;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.Optional;

/** Port: the server's rooms, of all kinds. Calls block. */
public interface Rooms {
  /** Whether the server has rooms of this kind. */
  boolean has(String kind);

  /**
   * Makes a room and charges it to whoever asks: so many in a while, and so many in all.
   *
   * @throws Refusal if that was too many, or if the kind refuses the options
   */
  RoomRecord create(Call call, String kind, String name, JsonObject options) throws Refusal;

  /** The room's record, whether it is live or not. */
  Optional<RoomRecord> find(String roomId);

  /**
   * Asks the room for an edit in the name of a user who may. Answered once it is kept: with code
   * NOT_FOUND if there is no such room, UNAVAILABLE if it may have happened or not.
   */
  Answer edit(String roomId, String userId, String type, JsonObject payload);

  /** As {@link #edit}; what the room refuses is thrown with the status of its code. */
  default Answer.Ack edited(String roomId, String userId, String type, JsonObject payload)
      throws Refusal {
    return switch (edit(roomId, userId, type, payload)) {
      case Answer.Ack ack -> ack;
      case Answer.Reject(_, var code, var message) -> throw Refusal.of(code, message);
    };
  }

  /**
   * Deletes the room with all that is kept of it, its rows in tables included.
   *
   * @throws Refusal if it may still be there
   */
  void remove(String roomId) throws Refusal;
}
