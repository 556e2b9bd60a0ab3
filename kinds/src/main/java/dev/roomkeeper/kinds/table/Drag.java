package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;

/**
 * Where objects of the board are held over it at this moment: {@code {objectId, x, y, z?,
 * rotation?}} for one, {@code {objects: {<id>: {x, y, …}}}} for a stack. With {@code end: true}, or
 * null for an object of a stack, it is let go of and lies where the board has it.
 *
 * @param objects what is changed of each by id; an empty one is let go of
 */
public record Drag(JsonObject objects) {
  static final int OBJECTS_MAX = 64;
  private static final List<String> NUMBERS = List.of("x", "y", "z", "rotation");
  private static final String BY = "by";

  public static Drag read(JsonObject payload, Fields fields) {
    if (!payload.has("objects")) {
      String objectId = fields.text("objectId", Payloads.ID_LENGTH_MAX);
      boolean end = fields.bool("end", false);
      return new Drag(
          JsonObject.of(objectId, end ? JsonObject.EMPTY : place(objectId, payload, fields)));
    }
    JsonObject[] objects = {JsonObject.EMPTY};
    fields
        .object("objects")
        .forEach((objectId, value) -> {
          JsonObject place =
              value == Json.Null.NULL ? JsonObject.EMPTY : place(objectId, value, fields);
          objects[0] = objects[0].with(objectId, place);
        });
    if (objects[0].isEmpty()) {
      fields.wrong("\"objects\" must name the objects that are dragged");
    }
    return new Drag(objects[0]);
  }

  private static JsonObject place(String objectId, Json value, Fields fields) {
    JsonObject given = value instanceof JsonObject object ? object : JsonObject.EMPTY;
    JsonObject place = JsonObject.EMPTY;
    for (String key : NUMBERS) {
      Json number = given.get(key);
      if (number instanceof Json.Num) {
        place = place.with(key, number);
      } else if (number != null) {
        fields.wrong("\"" + key + "\" must be a number");
      }
    }
    if (place.isEmpty()) {
      fields.wrong(
          "a place for \"" + Payloads.shortened(objectId) + "\" needs x, y, z or rotation");
    }
    return place;
  }

  /** Lays the places over the board, with the sender as who holds the objects. */
  public Verdict lay(Draft draft, String senderId) {
    if (objects.size() > OBJECTS_MAX) {
      return Verdict.refuse(
          Code.TOO_LARGE, "at most " + OBJECTS_MAX + " objects are dragged at once");
    }
    JsonObject board = draft.object(Layers.ALL, List.of("board"));
    JsonObject overlay = JsonObject.EMPTY;
    for (String objectId : objects.keys()) {
      if (!(board.get(objectId) instanceof JsonObject)) {
        return Verdict.refuse(
            Code.NOT_FOUND, "there is no object \"" + Payloads.shortened(objectId) + "\"");
      }
      JsonObject place = objects.object(objectId);
      overlay = overlay.with(objectId, place.isEmpty() ? LET_GO : place.with(BY, senderId));
    }
    draft.overlay(Layers.ALL, JsonObject.of("board", overlay));
    return draft.accept();
  }

  /** Ends the drags of the objects that a patch of the board sets down. */
  public static void setDown(Draft draft, JsonObject patch) {
    JsonObject overlay = JsonObject.EMPTY;
    for (String objectId : patch.keys()) {
      if (patch.get(objectId) instanceof JsonObject) {
        overlay = overlay.with(objectId, LET_GO);
      }
    }
    if (!overlay.isEmpty()) {
      draft.overlay(Layers.ALL, JsonObject.of("board", overlay));
    }
  }

  private static final JsonObject LET_GO = letGo();

  private static JsonObject letGo() {
    JsonObject all = JsonObject.of(BY, Json.Null.NULL);
    for (String key : NUMBERS) {
      all = all.with(key, Json.Null.NULL);
    }
    return all;
  }
}
