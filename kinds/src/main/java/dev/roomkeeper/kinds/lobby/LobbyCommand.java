package dev.roomkeeper.kinds.lobby;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.kinds.table.Drag;
import dev.roomkeeper.kinds.table.Message;
import dev.roomkeeper.kinds.table.Payloads;
import dev.roomkeeper.kinds.table.PlayerPatch;

/** What can be asked of a lobby. */
sealed interface LobbyCommand {
  int POSITION_FIELDS_MAX = 16;
  int POSITION_KEY_LENGTH_MAX = 32;

  record PatchBoard(JsonObject patch) implements LobbyCommand {}

  record PatchPlayer(PlayerPatch patch) implements LobbyCommand {}

  record DragObjects(Drag drag) implements LobbyCommand {}

  record Say(Message message) implements LobbyCommand {}

  record Move(JsonObject position) implements LobbyCommand {}

  /** What can't be read as any of the others. */
  record Unreadable(Code code, String problem) implements LobbyCommand {}

  static LobbyCommand read(Command command) {
    JsonObject payload = command.payload();
    Fields fields = new Fields(payload);
    LobbyCommand read =
        switch (command.type()) {
          case "board" -> new PatchBoard(Payloads.patchById(payload, fields));
          case "player" -> new PatchPlayer(PlayerPatch.read(payload, fields));
          case "drag" -> new DragObjects(Drag.read(payload, fields));
          case "message" -> new Say(Message.read(payload, fields));
          case "move" -> new Move(position(payload, fields));
          default ->
              new Unreadable(
                  Code.UNKNOWN_COMMAND,
                  "a lobby knows no command \"" + Payloads.shortened(command.type()) + "\"");
        };
    String problem = fields.problem();
    return problem == null ? read : new Unreadable(Code.BAD_REQUEST, problem);
  }

  private static JsonObject position(JsonObject payload, Fields fields) {
    if (payload.isEmpty() || payload.size() > POSITION_FIELDS_MAX) {
      fields.wrong("a position has 1 to " + POSITION_FIELDS_MAX + " numbers");
    }
    payload.forEach((key, value) -> {
      if (key.isEmpty() || key.length() > POSITION_KEY_LENGTH_MAX) {
        fields.wrong("a number's name has 1 to " + POSITION_KEY_LENGTH_MAX + " characters");
      } else if (!(value instanceof Json.Num)) {
        fields.wrong("\"" + key + "\" must be a number");
      }
    });
    return payload;
  }
}
