package dev.roomkeeper.server.storage;

import static dev.roomkeeper.server.storage.CampaignMirror.merged;
import static dev.roomkeeper.server.storage.CampaignMirror.text;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of one campaign's encounters, creatures and moves, as a patch changes them. */
record CampaignRows(Handle handle, String roomId) {

  void encounter(String id, Json change, JsonObject versions) {
    if (!(change instanceof JsonObject patch)) {
      delete("monster", "campaign_id = :room AND encounter_id = :id", id);
      delete("encounter", "campaign_id = :room AND id = :id", id);
      return;
    }
    JsonObject own = patch.without("combatants");
    if (!own.isEmpty()) {
      String body =
          merged(
              body("SELECT body FROM encounter WHERE campaign_id = :room AND id = :id", of(id)),
              own);
      handle
          .createUpdate(
              """
              INSERT INTO encounter (campaign_id, id, name, body) VALUES (:room, :id, :name, :body)
              ON CONFLICT (campaign_id, id) DO UPDATE SET
                name = excluded.name, body = excluded.body\
              """)
          .bindMap(of(id))
          .bind("name", text(CommitRow.json(body), "name", ""))
          .bind("body", body)
          .execute();
    }
    patch
        .object("combatants")
        .forEach((combatant, placed) -> monster(id, combatant, placed, versions));
  }

  private void monster(String encounter, String id, Json change, JsonObject versions) {
    Map<String, String> key = Map.of("room", roomId, "encounter", encounter, "id", id);
    String where =
        " FROM monster WHERE campaign_id = :room AND encounter_id = :encounter AND id = :id";
    if (!(change instanceof JsonObject patch)) {
      handle.createUpdate("DELETE" + where).bindMap(key).execute();
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO monster (campaign_id, encounter_id, id, version, body)
            VALUES (:room, :encounter, :id, :version, :body)
            ON CONFLICT (campaign_id, encounter_id, id) DO UPDATE SET
              body = excluded.body,
              version = CASE WHEN excluded.version = 0 THEN monster.version
                        ELSE excluded.version END\
            """)
        .bindMap(key)
        .bind("version", (long) versions.number(id, 0))
        .bind("body", merged(body("SELECT body" + where, key), patch))
        .execute();
  }

  void character(String id, Json change) {
    if (!(change instanceof JsonObject patch)) {
      delete("character", "home_id = :room AND id = :id", id);
      return;
    }
    String body =
        merged(
            body("SELECT body FROM character WHERE home_id = :room AND id = :id", of(id)), patch);
    JsonObject hero = CommitRow.json(body);
    handle
        .createUpdate(
            """
            INSERT INTO character (home_id, id, campaign_id, user_id, name, body)
            VALUES (:room, :id, :campaign, :owner, :name, :body)
            ON CONFLICT (home_id, id) DO UPDATE SET
              campaign_id = CASE WHEN :settled THEN excluded.campaign_id
                            ELSE character.campaign_id END,
              user_id = excluded.user_id, name = excluded.name, body = excluded.body\
            """)
        .bindMap(of(id))
        .bind("campaign", hero.isTrue("retired") ? null : roomId)
        .bind("settled", patch.has("retired"))
        .bind("owner", hero.text("owner"))
        .bind("name", text(hero, "name", ""))
        .bind("body", body)
        .execute();
    String origin = patch.text("origin");
    int slash = origin == null ? -1 : origin.indexOf('/');
    if (origin != null && slash > 0) { // It came from there, and is there no more.
      handle
          .createUpdate("DELETE FROM character WHERE home_id = :home AND id = :id")
          .bind("home", origin.substring(0, slash))
          .bind("id", origin.substring(slash + 1))
          .execute();
    }
  }

  void move(String key, Json change) {
    if (!(change instanceof JsonObject patch)) {
      return; // One that the room forgets is kept here.
    }
    long number = Long.parseLong(key);
    String before =
        handle
            .createQuery("SELECT body FROM move WHERE campaign_id = :room AND number = :number")
            .bind("room", roomId)
            .bind("number", number)
            .mapTo(String.class)
            .findFirst()
            .orElse(null);
    String body = merged(before, patch);
    JsonObject move = CommitRow.json(body);
    handle
        .createUpdate(
            """
            INSERT INTO move (campaign_id, number, encounter_id, author, made_at, undone_by, body)
            VALUES (:room, :number, (SELECT active_encounter_id FROM campaign WHERE id = :room),
                    :author, :at, :undoneBy, :body)
            ON CONFLICT (campaign_id, number) DO UPDATE SET
              undone_by = excluded.undone_by, body = excluded.body\
            """)
        .bind("room", roomId)
        .bind("number", number)
        .bind("author", text(move, "author", ""))
        .bind("at", (long) move.number("at", 0))
        .bind("undoneBy", move.text("undoneBy"))
        .bind("body", body)
        .execute();
  }

  private Map<String, String> of(String id) {
    return Map.of("room", roomId, "id", id);
  }

  private @Nullable String body(String query, Map<String, String> key) {
    return handle.createQuery(query).bindMap(key).mapTo(String.class).findFirst().orElse(null);
  }

  private void delete(String table, String where, String id) {
    handle.createUpdate("DELETE FROM " + table + " WHERE " + where).bindMap(of(id)).execute();
  }
}
