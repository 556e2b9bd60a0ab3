package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.server.hub.RoomRecord;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Writes what tables mirror of rooms of kind {@code space}: with the room's row, and with each
 * append, in its transaction. What the room made of its members' wishes is right by definition: it
 * is never refused here, or the room could not go on.
 */
final class SpaceMirror {
  private static final String KIND = "space";
  private static final String ELEMENTS = "elements";
  private static final String CHAT = "chat";

  private static final List<String> WHOLE =
      List.of("elementId", "x", "y", "width", "height", "static");

  private static final String PUT_ELEMENT =
      """
      INSERT INTO space_element (space_id, id, element_id, x, y, width, height, is_static, purpose,
                                 table_id)
      VALUES (:roomId, :id, :elementId, :x, :y, :width, :height, :isStatic, :purpose, :table)
      ON CONFLICT (space_id, id) DO UPDATE SET
        element_id = excluded.element_id, x = excluded.x, y = excluded.y,
        width = excluded.width, height = excluded.height, is_static = excluded.is_static,
        purpose = excluded.purpose, table_id = excluded.table_id\
      """;

  private SpaceMirror() {}

  /** A new room's row and the elements it begins with. */
  static void create(Handle handle, RoomRecord room) {
    if (!room.kind().equals(KIND)) {
      return;
    }
    JsonObject options = room.options();
    handle
        .createUpdate(
            """
            INSERT INTO space (id, width, height, kept, editors, map_id, created_by, created_at)
            VALUES (:id, :width, :height, :kept, :editors, :mapId, :createdBy, :createdAt)\
            """)
        .bind("id", room.id())
        .bind("width", (int) options.number("width", 1))
        .bind("height", (int) options.number("height", 1))
        .bind("kept", !Json.Bool.FALSE.equals(options.get("kept")))
        .bind("editors", "everyone".equals(options.text("editors")) ? "everyone" : "owner")
        .bind("mapId", options.text("mapId"))
        .bind("createdBy", room.createdBy())
        .bind("createdAt", room.createdAtMillis())
        .execute();
    mergeElements(handle, room.id(), options.object(ELEMENTS));
  }

  /** Whether the commit changes something that is mirrored, in a space; nearly none does. */
  static boolean concerns(Commit commit) {
    return switch (commit.change().get(Layers.ALL)) {
      case null -> false;
      case Change.Nested all -> all.get(ELEMENTS) != null || all.get(CHAT) != null;
      case Change.Replace(_, var after) ->
          !(after instanceof JsonObject all) || all.has(ELEMENTS) || all.has(CHAT);
    };
  }

  /** Writes what a commit changed of the elements and the chat. */
  static void append(Handle handle, String roomId, Commit commit) {
    if (!concerns(commit) || !isSpace(handle, roomId)) {
      return;
    }
    Change.Nested all = commit.change().at(Layers.ALL);
    Json elements = patch(all, ELEMENTS);
    Json chat = patch(all, CHAT);
    if (elements instanceof JsonObject changed) {
      mergeElements(handle, roomId, changed);
    } else if (elements == Json.Null.NULL) {
      handle
          .createUpdate("DELETE FROM space_element WHERE space_id = :roomId")
          .bind("roomId", roomId)
          .execute();
    }
    if (chat instanceof JsonObject said) {
      said.forEach((id, message) -> addMessage(handle, roomId, id, message, commit));
    }
  }

  private static @Nullable Json patch(Change.Nested all, String key) {
    Change change = all.get(key);
    return change == null ? null : change.patch();
  }

  private static boolean isSpace(Handle handle, String roomId) {
    return handle
        .createQuery("SELECT 1 FROM space WHERE id = :roomId")
        .bind("roomId", roomId)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  /** Elements that came whole are written together; of the others something changed. */
  private static void mergeElements(Handle handle, String roomId, JsonObject patch) {
    try (PreparedBatch batch = handle.prepareBatch(PUT_ELEMENT)) {
      patch.forEach((id, placed) -> {
        if (!(placed instanceof JsonObject changed)) {
          handle
              .createUpdate("DELETE FROM space_element WHERE space_id = :roomId AND id = :id")
              .bind("roomId", roomId)
              .bind("id", id)
              .execute();
        } else if (WHOLE.stream().allMatch(changed::has)) {
          put(batch, roomId, id, changed);
        } else {
          JsonObject[] now = {find(handle, roomId, id).orElse(JsonObject.EMPTY)};
          changed.forEach((key, value) ->
              now[0] = value == Json.Null.NULL ? now[0].without(key) : now[0].with(key, value));
          put(batch, roomId, id, now[0]);
        }
      });
      if (batch.size() > 0) {
        batch.execute();
      }
    }
  }

  private static void put(PreparedBatch batch, String roomId, String id, JsonObject placed) {
    batch
        .bind("roomId", roomId)
        .bind("id", id)
        .bind("elementId", some(placed, "elementId"))
        .bind("x", (int) placed.number("x", 0))
        .bind("y", (int) placed.number("y", 0))
        .bind("width", (int) placed.number("width", 1))
        .bind("height", (int) placed.number("height", 1))
        .bind("isStatic", placed.isTrue("static"))
        .bind("purpose", placed.text("use"))
        .bind("table", placed.text("table"))
        .add();
  }

  private static Optional<JsonObject> find(Handle handle, String roomId, String id) {
    return handle
        .createQuery(
            "SELECT element_id, x, y, width, height, is_static, purpose, table_id FROM"
                + " space_element WHERE space_id = :roomId AND id = :id")
        .bind("roomId", roomId)
        .bind("id", id)
        .map((row, _) -> {
          JsonObject placed =
              JsonObject.EMPTY
                  .with("elementId", row.getString("element_id"))
                  .with("x", row.getLong("x"))
                  .with("y", row.getLong("y"))
                  .with("width", row.getLong("width"))
                  .with("height", row.getLong("height"))
                  .with("static", row.getBoolean("is_static"));
          String use = row.getString("purpose");
          String table = row.getString("table_id");
          placed = use == null ? placed : placed.with("use", use);
          return table == null ? placed : placed.with("table", table);
        })
        .findFirst();
  }

  /** One that the room forgets, for newer ones, is kept here. */
  private static void addMessage(
      Handle handle, String roomId, String id, Json patch, Commit commit) {
    if (!(patch instanceof JsonObject message)) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO chat_message (space_id, id, sent_at, user_id, name, message)
            VALUES (:roomId, :id, :at, :from, :name, :message)
            ON CONFLICT (space_id, id) DO NOTHING\
            """)
        .bind("roomId", roomId)
        .bind("id", id)
        .bind("at", (long) message.number("at", (double) commit.atMillis()))
        .bind("from", some(message, "from"))
        .bind("name", some(message, "name"))
        .bind("message", some(message, "message"))
        .execute();
  }

  private static String some(JsonObject object, String key) {
    String text = object.text(key);
    return text == null ? "" : text;
  }
}
