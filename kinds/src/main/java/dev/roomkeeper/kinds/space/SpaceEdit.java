package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.kinds.table.Payloads;

/** What the server can ask of a space in the name of a user who may. */
sealed interface SpaceEdit {
  record Place(String id, Element element) implements SpaceEdit {}

  record Remove(String id) implements SpaceEdit {}

  /**
   * @param id of the element
   * @param roomId of the table that was opened there
   */
  record OpenTable(String id, String roomId) implements SpaceEdit {}

  /** What can't be read as any of the others. */
  record Unreadable(Code code, String problem) implements SpaceEdit {}

  static SpaceEdit read(Command command) {
    Fields fields = new Fields(command.payload());
    String id = fields.text("id", Payloads.ID_LENGTH_MAX);
    SpaceEdit read =
        switch (command.type()) {
          case "place" -> new Place(id, Element.read(command.payload(), fields));
          case "remove" -> new Remove(id);
          case "table" -> new OpenTable(id, fields.text("roomId", Payloads.ID_LENGTH_MAX));
          default ->
              new Unreadable(
                  Code.UNKNOWN_COMMAND,
                  "a space knows no edit \"" + Payloads.shortened(command.type()) + "\"");
        };
    String problem = fields.problem();
    return problem == null || read instanceof Unreadable
        ? read
        : new Unreadable(Code.BAD_REQUEST, problem);
  }
}
