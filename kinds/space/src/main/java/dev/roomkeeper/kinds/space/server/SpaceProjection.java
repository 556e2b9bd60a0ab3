package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.store.Projection;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.module.store.RowChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors spaces in tables: that they exist, their elements, and every chat message. The table
 * keeps messages that the room has dropped.
 */
final class SpaceProjection implements Projection {
  private static final String ELEMENTS = "elements";
  private static final String CHAT = "chat";
  private static final String HOUSE = "house";
  private static final String SPACE = "space";

  /** The command by which a message is deleted, and not forgotten for newer ones. */
  private static final String DELETE = "chat.delete";

  private static final List<String> WHOLE =
      List.of("elementId", "x", "y", "width", "height", "static");

  @Override
  public int version() {
    return 2; // since spaces that were handed over are their owner's
  }

  @Override
  public List<RowChange> begun(RoomRecord room) {
    List<RowChange> rows = new ArrayList<>();
    rows.add(space(room));
    elements(room.id(), room.options().object(ELEMENTS), rows);
    return rows;
  }

  /** Its picture may have changed since, so an existing row stays. */
  private static RowChange space(RoomRecord room) {
    JsonObject options = room.options();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("width", (int) options.number("width", 1));
    values.put("height", (int) options.number("height", 1));
    values.put("kept", !Json.Bool.FALSE.equals(options.get("kept")));
    values.put("editors", "everyone".equals(options.text("editors")) ? "everyone" : "owner");
    values.put("map_id", options.text("mapId"));
    values.put("created_by", room.createdBy());
    values.put("created_at", room.createdAtMillis());
    return new RowChange.Add("space", Map.of("id", room.id()), values);
  }

  @Override
  public List<RowChange> of(String roomId, Commit commit) {
    if (!concerns(commit)) {
      return List.of();
    }
    Change.Nested all = commit.change().at(Layers.ALL);
    List<RowChange> rows = new ArrayList<>();
    Json elements = patch(all, ELEMENTS);
    if (elements instanceof JsonObject changed) {
      elements(roomId, changed, rows);
    } else if (elements == Json.Null.NULL) {
      rows.add(noElements(roomId));
    }
    if (patch(all, SPACE) instanceof JsonObject space) {
      settings(roomId, space, rows);
    }
    if (patch(all, HOUSE) instanceof JsonObject house) {
      owned(roomId, house, rows);
    }
    if (patch(all, CHAT) instanceof JsonObject said) {
      boolean isDeletion = DELETE.equals(commit.command());
      said.forEach((id, message) -> {
        if (isDeletion && message == Json.Null.NULL) {
          rows.add(new RowChange.Delete("chat_message", Map.of("space_id", roomId, "id", id)));
        } else {
          message(roomId, id, message, commit.atMillis(), rows);
        }
      });
    }
    return rows;
  }

  /** Nearly none does. */
  private static boolean concerns(Commit commit) {
    return switch (commit.change().get(Layers.ALL)) {
      case null -> false;
      case Change.Nested all ->
          all.get(ELEMENTS) != null
              || all.get(CHAT) != null
              || all.get(HOUSE) != null
              || all.get(SPACE) != null;
      case Change.Replace(_, var after) ->
          !(after instanceof JsonObject all)
              || all.has(ELEMENTS)
              || all.has(CHAT)
              || all.has(HOUSE)
              || all.has(SPACE);
    };
  }

  private static @Nullable Json patch(Change.Nested all, String key) {
    Change change = all.get(key);
    return change == null ? null : change.patch();
  }

  @Override
  public List<RowChange> whole(RoomRecord room, Layers layers) {
    List<RowChange> rows = new ArrayList<>();
    rows.add(space(room));
    rows.add(noElements(room.id()));
    JsonObject all = layers.object(Layers.ALL);
    settings(room.id(), all.object(SPACE), rows);
    owned(room.id(), all.object(HOUSE), rows);
    elements(room.id(), all.object(ELEMENTS), rows);
    all.object(CHAT).forEach((id, message) -> message(room.id(), id, message, 0, rows));
    return rows;
  }

  private static void settings(String roomId, JsonObject space, List<RowChange> rows) {
    String editors = space.text("editors");
    if (editors != null) {
      rows.add(new RowChange.Set("space", Map.of("id", roomId), Map.of("editors", editors)));
    }
  }

  /** A space is in the list of whoever owns it now, who may furnish and delete it. */
  private static void owned(String roomId, JsonObject house, List<RowChange> rows) {
    String owner = house.text("owner");
    if (owner != null) {
      rows.add(new RowChange.Set("space", Map.of("id", roomId), Map.of("created_by", owner)));
    }
  }

  private static RowChange noElements(String roomId) {
    return new RowChange.Delete("space_element", Map.of("space_id", roomId));
  }

  private static void elements(String roomId, JsonObject patch, List<RowChange> rows) {
    patch.forEach((id, placed) -> {
      Map<String, String> key = Map.of("space_id", roomId, "id", id);
      if (!(placed instanceof JsonObject changed)) {
        rows.add(new RowChange.Delete("space_element", key));
      } else if (WHOLE.stream().allMatch(changed::has)) {
        Map<String, @Nullable Object> values = columns(changed);
        values.putIfAbsent("purpose", null);
        values.putIfAbsent("table_id", null);
        rows.add(new RowChange.Put("space_element", key, values));
      } else {
        rows.add(new RowChange.Set("space_element", key, columns(changed)));
      }
    });
  }

  private static Map<String, @Nullable Object> columns(JsonObject placed) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    placed.forEach((key, _) -> {
      switch (key) {
        case "elementId" -> columns.put("element_id", some(placed, key));
        case "x", "y" -> columns.put(key, (int) placed.number(key, 0));
        case "width", "height" -> columns.put(key, (int) placed.number(key, 1));
        case "static" -> columns.put("is_static", placed.isTrue(key));
        case "use" -> columns.put("purpose", placed.text(key));
        case "table" -> columns.put("table_id", placed.text(key));
        default -> {} // No column holds it.
      }
    });
    return columns;
  }

  private static void message(
      String roomId, String id, Json patch, long atMillis, List<RowChange> rows) {
    if (patch instanceof JsonObject message) {
      rows.add(
          new RowChange.Add(
              "chat_message",
              Map.of("space_id", roomId, "id", id),
              Map.of(
                  "sent_at", (long) message.number("at", (double) atMillis),
                  "user_id", some(message, "from"),
                  "name", some(message, "name"),
                  "message", some(message, "message"))));
    }
  }

  private static String some(JsonObject object, String key) {
    String text = object.text(key);
    return text == null ? "" : text;
  }
}
