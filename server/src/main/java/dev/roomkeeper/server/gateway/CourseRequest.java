package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client of the course's dialect sends, read from JSON. */
sealed interface CourseRequest {
  int SPACE_ID_LENGTH_MAX = 64;
  Set<String> TYPES = Set.of("join", "move", "chat-message");

  /** The first message. */
  record Join(String spaceId, String token) implements CourseRequest {
    /** The name of the type in JSON. */
    JsonObject message() {
      JsonObject payload = JsonObject.of("spaceId", Json.of(spaceId)).with("token", token);
      return JsonObject.of("type", Json.of("join")).with("payload", payload);
    }

    @Override
    public String toString() {
      return "Join[spaceId=" + spaceId + "]"; // Leaves out the token, which must not reach a log.
    }
  }

  /**
   * One step.
   *
   * @param place x and y as they came; the room decides whether they are a place
   */
  record Move(JsonObject place) implements CourseRequest {}

  /**
   * A message to everybody.
   *
   * @param message as it came; the room decides whether it is allowed
   */
  record Chat(String spaceId, String token, JsonObject message) implements CourseRequest {
    @Override
    public String toString() {
      return "Chat[spaceId=" + spaceId + "]";
    }
  }

  /** Not a message of this dialect. */
  record Malformed(String problem) implements CourseRequest {}

  /**
   * Of a type that this server does not know, as other servers' heartbeats: no reason to hang up.
   */
  record Unknown(String problem) implements CourseRequest {}

  static CourseRequest of(JsonObject message) {
    String type = message.text("type");
    if (type == null) {
      return new Malformed("\"type\" must be a string");
    }
    if (!TYPES.contains(type)) {
      return new Unknown("\"type\" must be \"join\", \"move\" or \"chat-message\"");
    }
    if (!(message.get("payload") instanceof JsonObject payload)) {
      return new Malformed("\"payload\" must be an object");
    }
    return switch (type) {
      case "join" -> join(payload);
      case "move" -> new Move(picked(payload, "x", "y"));
      default -> chat(payload);
    };
  }

  private static CourseRequest join(JsonObject payload) {
    String spaceId = spaceId(payload);
    String token = payload.text("token");
    return spaceId == null || token == null
        ? new Malformed("a join has a \"spaceId\" and a \"token\"")
        : new Join(spaceId, token);
  }

  private static CourseRequest chat(JsonObject payload) {
    String spaceId = spaceId(payload);
    String token = payload.text("token");
    return spaceId == null || token == null
        ? new Malformed("a chat-message has a \"spaceId\", a \"token\" and a \"message\"")
        : new Chat(spaceId, token, picked(payload, "message"));
  }

  private static @Nullable String spaceId(JsonObject payload) {
    String id = payload.text("spaceId");
    return id == null || id.length() > SPACE_ID_LENGTH_MAX ? null : id;
  }

  /** Keeps only these members and ignores the rest. */
  private static JsonObject picked(JsonObject payload, String... keys) {
    JsonObject picked = JsonObject.EMPTY;
    for (String key : keys) {
      Json value = payload.get(key);
      picked = value == null ? picked : picked.with(key, value);
    }
    return picked;
  }
}
