package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.server.hub.RoomRecord;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes what tables mirror of rooms of kind {@code campaign}: with the room's row, and with each
 * append, in its transaction. What the room made of its members' wishes is right by definition: it
 * is never refused here, or the room could not go on.
 */
final class CampaignMirror {
  private static final String KIND = "campaign";
  private static final String DM = "role:dm";
  private static final String MEMBER = "member:";

  /** What others see; the log has a table of its own, and dice are only shown. */
  private static final List<String> SEEN = List.of("campaign", "members", "fight", "party");

  /** What is the DM's and has no table of its own. */
  private static final List<String> NOTES = List.of("notes", "proposals", "versions", "links");

  private final Handle handle;
  private final String roomId;

  private CampaignMirror(Handle handle, String roomId) {
    this.handle = handle;
    this.roomId = roomId;
  }

  /** A new room's row. */
  static void create(Handle handle, RoomRecord room) {
    if (!room.kind().equals(KIND)) {
      return;
    }
    JsonObject options = room.options();
    handle
        .createUpdate(
            """
            INSERT INTO campaign (id, name, edition, created_by, created_at, notes)
            VALUES (:id, :name, :edition, :createdBy, :createdAt, '{}')\
            """)
        .bind("id", room.id())
        .bind("name", text(options, "name", "Campaign"))
        .bind("edition", text(options, "edition", "2024"))
        .bind("createdBy", room.createdBy())
        .bind("createdAt", room.createdAtMillis())
        .execute();
  }

  /** Whether the commit changes something that is mirrored, if it is a campaign's. */
  static boolean concerns(Commit commit) {
    if (commit.change().get(DM) != null) {
      return true;
    }
    for (String layer : commit.change().keys()) {
      boolean isMember = layer.startsWith(MEMBER);
      if (isMember || layer.equals(Layers.ALL)) {
        List<String> keys = commit.change().at(layer).keys();
        boolean isSeen =
            isMember
                ? keys.contains("own") || keys.contains("mine")
                : keys.contains("log") || SEEN.stream().anyMatch(keys::contains);
        if (isSeen) {
          return true;
        }
      }
    }
    return false;
  }

  /** Writes what a commit changed. */
  static void append(Handle handle, String roomId, Commit commit) {
    if (concerns(commit) && isCampaign(handle, roomId)) {
      new CampaignMirror(handle, roomId).append(commit);
    }
  }

  private static boolean isCampaign(Handle handle, String roomId) {
    return handle
        .createQuery("SELECT 1 FROM campaign WHERE id = :roomId")
        .bind("roomId", roomId)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  private void append(Commit commit) {
    for (String layer : commit.change().keys()) {
      JsonObject patch = commit.change().at(layer).patch();
      if (layer.equals(DM)) {
        dm(patch);
      } else if (layer.equals(Layers.ALL)) {
        all(patch);
      } else if (layer.startsWith(MEMBER)) {
        view(layer, only(patch, List.of("own")));
        lines(layer.substring(MEMBER.length()), patch.object("mine"));
      }
    }
  }

  // --- What others see ---

  private void all(JsonObject patch) {
    view(Layers.ALL, only(patch, SEEN));
    lines("all", patch.object("log"));
    String name = patch.object("campaign").text("name");
    if (name != null) {
      handle
          .createUpdate("UPDATE campaign SET name = :name WHERE id = :id")
          .bind("id", roomId)
          .bind("name", name)
          .execute();
    }
    patch.object("members").forEach(this::member);
  }

  private void member(String userId, Json patch) {
    if (!(patch instanceof JsonObject person)) {
      handle
          .createUpdate("DELETE FROM campaign_member WHERE campaign_id = :id AND user_id = :userId")
          .bind("id", roomId)
          .bind("userId", userId)
          .execute();
      return;
    }
    // What the patch does not say stays as it is.
    handle
        .createUpdate(
            """
            INSERT INTO campaign_member (campaign_id, user_id, name, seat)
            VALUES (:id, :userId, COALESCE(:name, ''), COALESCE(:seat, 'player'))
            ON CONFLICT (campaign_id, user_id) DO UPDATE SET
              name = COALESCE(:name, campaign_member.name),
              seat = COALESCE(:seat, campaign_member.seat)\
            """)
        .bind("id", roomId)
        .bind("userId", userId)
        .bind("name", person.text("name"))
        .bind("seat", person.text("seat"))
        .execute();
  }

  private void view(String layer, JsonObject patch) {
    if (patch.isEmpty()) {
      return;
    }
    String before =
        handle
            .createQuery(
                "SELECT body FROM campaign_view WHERE campaign_id = :id AND layer = :layer")
            .bind("id", roomId)
            .bind("layer", layer)
            .mapTo(String.class)
            .findFirst()
            .orElse(null);
    handle
        .createUpdate(
            """
            INSERT INTO campaign_view (campaign_id, layer, body) VALUES (:id, :layer, :body)
            ON CONFLICT (campaign_id, layer) DO UPDATE SET body = excluded.body\
            """)
        .bind("id", roomId)
        .bind("layer", layer)
        .bind("body", merged(before, patch))
        .execute();
  }

  private void lines(String audience, JsonObject patch) {
    patch.forEach((key, line) -> {
      if (line instanceof JsonObject changed) { // One that the room forgets is kept here.
        long number = Long.parseLong(key);
        String before =
            handle
                .createQuery(
                    "SELECT body FROM move_line WHERE campaign_id = :id AND audience = :audience"
                        + " AND number = :number")
                .bind("id", roomId)
                .bind("audience", audience)
                .bind("number", number)
                .mapTo(String.class)
                .findFirst()
                .orElse(null);
        handle
            .createUpdate(
                """
                INSERT INTO move_line (campaign_id, audience, number, body)
                VALUES (:id, :audience, :number, :body)
                ON CONFLICT (campaign_id, audience, number) DO UPDATE SET body = excluded.body\
                """)
            .bind("id", roomId)
            .bind("audience", audience)
            .bind("number", number)
            .bind("body", merged(before, changed))
            .execute();
      }
    });
  }

  // --- The DM's ---

  private void dm(JsonObject patch) {
    if (patch.has("active")) {
      handle
          .createUpdate("UPDATE campaign SET active_encounter_id = :active WHERE id = :id")
          .bind("id", roomId)
          .bind("active", patch.text("active"))
          .execute();
    }
    JsonObject notes = only(patch, NOTES);
    if (!notes.isEmpty()) {
      String before =
          handle
              .createQuery("SELECT notes FROM campaign WHERE id = :id")
              .bind("id", roomId)
              .mapTo(String.class)
              .one();
      handle
          .createUpdate("UPDATE campaign SET notes = :notes WHERE id = :id")
          .bind("id", roomId)
          .bind("notes", merged(before, notes))
          .execute();
    }
    CampaignRows rows = new CampaignRows(handle, roomId);
    patch
        .object("encounters")
        .forEach((id, change) -> rows.encounter(id, change, patch.object("versions")));
    patch.object("characters").forEach(rows::character);
    patch.object("moves").forEach(rows::move);
  }

  // --- JSON ---

  private static JsonObject only(JsonObject patch, List<String> keys) {
    JsonObject only = JsonObject.EMPTY;
    for (String key : keys) {
      Json value = patch.get(key);
      only = value == null ? only : only.with(key, value);
    }
    return only;
  }

  static String merged(@Nullable String before, JsonObject patch) {
    return CommitRow.text(
        Patch.apply(before == null ? JsonObject.EMPTY : CommitRow.json(before), patch));
  }

  static String text(JsonObject object, String key, String otherwise) {
    String text = object.text(key);
    return text == null ? otherwise : text;
  }
}
