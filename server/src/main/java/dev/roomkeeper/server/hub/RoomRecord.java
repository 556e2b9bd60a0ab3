package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.Json;
import dev.roomkeeper.engine.JsonObject;

/**
 * What is on record of a room besides its log.
 *
 * @param options as its creator chose them and its kind accepted them
 * @param createdBy a user's id
 */
public record RoomRecord(
    String id,
    String kind,
    String name,
    JsonObject options,
    String createdBy,
    long createdAtMillis) {

  /** The option that lists the ids of those users who may enter besides the creator. */
  public static final String ONLY = "only";

  /** Whether the user may enter: anybody may, unless the creator named who. */
  public boolean admits(String userId) {
    return !(options.get(ONLY) instanceof Json.Arr(var users))
        || userId.equals(createdBy)
        || users.contains(Json.of(userId));
  }
}
