package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.kinds.table.Payloads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member can ask of a space. */
sealed interface SpaceCommand {
  int MESSAGE_LENGTH_MAX = 2_000;
  int SIGNAL_BYTES_MAX = 16 << 10;

  /** Far more than any map: what is only outside is told so. */
  int PLACE_MAX = 1_000_000;

  /** Names under which a client might say in whose name it acts. */
  List<String> SENDER_KEYS = List.of("from", "memberId", "userId");

  /** One step, to this block. */
  record Move(Block to) implements SpaceCommand {}

  record Chat(String message) implements SpaceCommand {}

  record Bubble(String message) implements SpaceCommand {}

  record Signal(String to, JsonObject data) implements SpaceCommand {}

  /** What can't be read as any of the others. */
  record Unreadable(Code code, String problem) implements SpaceCommand {}

  static SpaceCommand read(Command command) {
    JsonObject payload = command.payload();
    Fields fields = new Fields(payload);
    SpaceCommand read =
        switch (command.type()) {
          case "move" ->
              new Move(
                  new Block(
                      fields.integer("x", -PLACE_MAX, PLACE_MAX),
                      fields.integer("y", -PLACE_MAX, PLACE_MAX)));
          case "chat-message" ->
              isTooLong(payload) ? tooLong() : new Chat(message(payload, fields));
          case Talk.BUBBLE_MESSAGE ->
              isTooLong(payload) ? tooLong() : new Bubble(message(payload, fields));
          case Talk.SIGNAL -> signal(payload, fields);
          default ->
              new Unreadable(
                  Code.UNKNOWN_COMMAND,
                  "a space knows no command \"" + Payloads.shortened(command.type()) + "\"");
        };
    String problem = fields.problem();
    return problem == null ? read : new Unreadable(Code.BAD_REQUEST, problem);
  }

  /** The sentence for a command in somebody else's name, or null if it is in the sender's own. */
  static @Nullable String inAnothersName(Command command, String senderId) {
    for (String key : SENDER_KEYS) {
      Json claimed = command.payload().get(key);
      if (claimed != null && !claimed.equals(Json.of(senderId))) {
        return "\"" + key + "\" is not you: everybody acts in their own name alone";
      }
    }
    return null;
  }

  private static boolean isTooLong(JsonObject payload) {
    return payload.get("message") instanceof Json.Text(var message)
        && message.length() > MESSAGE_LENGTH_MAX;
  }

  private static Unreadable tooLong() {
    return new Unreadable(
        Code.TOO_LARGE, "a message has at most " + MESSAGE_LENGTH_MAX + " characters");
  }

  private static String message(JsonObject payload, Fields fields) {
    String message = fields.text("message", MESSAGE_LENGTH_MAX);
    if (payload.has("message") && message.isBlank()) {
      fields.wrong("a message must say something");
    }
    return message;
  }

  private static SpaceCommand signal(JsonObject payload, Fields fields) {
    String to = fields.text("to", Payloads.ID_LENGTH_MAX);
    if (!(payload.get("data") instanceof JsonObject data)) {
      fields.wrong("\"data\" must be an object");
      return new Signal(to, JsonObject.EMPTY);
    }
    return data.bytes() > SIGNAL_BYTES_MAX
        ? new Unreadable(
            Code.TOO_LARGE, "the data of a signal have at most " + SIGNAL_BYTES_MAX + " bytes")
        : new Signal(to, data);
  }
}
