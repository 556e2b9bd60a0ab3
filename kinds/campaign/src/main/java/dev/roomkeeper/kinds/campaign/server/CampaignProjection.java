package dev.roomkeeper.kinds.campaign.server;

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
 * Writes campaigns to tables: members, what each audience sees, characters, encounters, and the
 * log. Moves that the room drops for newer ones stay in the tables.
 */
final class CampaignProjection implements Projection {
  private static final String DM = "role:dm";

  /** What an audience sees. The log has its own table, and dice are only shown. */
  private static final List<String> SEEN = List.of("campaign", "members", "fight", "party");

  /** What only the DM sees and has no table of its own. */
  private static final List<String> NOTES =
      List.of("notes", "proposals", "versions", "links", "removed");

  /** What follows from the encounters, for the DM. */
  private static final List<String> PREPARED = List.of("budgets", "previews");

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<RowChange> begun(RoomRecord room) {
    JsonObject options = room.options();
    return List.of(
        new RowChange.Add(
            "campaign",
            Map.of("id", room.id()),
            Map.of(
                "name", text(options, "name", "Campaign"),
                "edition", text(options, "edition", "2024"),
                "created_by", room.createdBy(),
                "created_at", room.createdAtMillis())));
  }

  @Override
  public List<RowChange> of(String roomId, Commit commit) {
    Rows rows = new Rows(roomId);
    for (String layer : commit.change().keys()) {
      if (concerns(layer, commit.change().at(layer).keys())) {
        rows.layer(layer, commit.change().at(layer).patch());
      }
    }
    return rows.changes;
  }

  private static boolean concerns(String layer, List<String> keys) {
    if (layer.equals(DM)) {
      return true;
    }
    if (layer.equals(Layers.SERVER)) {
      return keys.contains("absent");
    }
    if (layer.equals(Layers.ALL)) {
      return keys.contains("log") || SEEN.stream().anyMatch(keys::contains);
    }
    return layer.startsWith(CampaignTable.MEMBER)
        && (keys.contains("own") || keys.contains("mine"));
  }

  /** Moves and characters stay, since the room may have dropped some. */
  @Override
  public List<RowChange> whole(RoomRecord room, Layers layers) {
    Rows rows = new Rows(room.id());
    rows.changes.addAll(begun(room));
    for (String table :
        List.of("campaign_member", "campaign_view", "campaign_notes", "encounter", "monster")) {
      rows.changes.add(new RowChange.Delete(table, Map.of("campaign_id", room.id())));
    }
    layers.root().keys().forEach(layer -> rows.layer(layer, layers.object(layer)));
    return rows.changes;
  }

  static String text(JsonObject object, String key, String otherwise) {
    String text = object.text(key);
    return text == null ? otherwise : text;
  }

  private static JsonObject only(JsonObject patch, List<String> keys) {
    JsonObject only = JsonObject.EMPTY;
    for (String key : keys) {
      Json value = patch.get(key);
      only = value == null ? only : only.with(key, value);
    }
    return only;
  }

  /** The changes that a patch makes in one campaign's rows. */
  private static final class Rows {
    private final List<RowChange> changes = new ArrayList<>();
    private final String campaignId;

    Rows(String campaignId) {
      this.campaignId = campaignId;
    }

    void layer(String layer, JsonObject patch) {
      if (layer.equals(DM)) {
        dm(patch);
      } else if (layer.equals(Layers.ALL)) {
        all(patch);
      } else if (layer.startsWith(CampaignTable.MEMBER)) {
        view(layer, only(patch, List.of("own")));
        lines(layer.substring(CampaignTable.MEMBER.length()), patch.object("mine"));
      } else if (layer.equals(Layers.SERVER)) {
        patch.object("absent").forEach(this::absent);
      }
    }

    // --- What audiences see ---

    private void all(JsonObject patch) {
      view(Layers.ALL, only(patch, SEEN));
      lines("all", patch.object("log"));
      String name = patch.object("campaign").text("name");
      if (name != null) {
        changes.add(new RowChange.Set("campaign", Map.of("id", campaignId), Map.of("name", name)));
      }
      patch.object("members").forEach(this::member);
    }

    private void member(String userId, Json patch) {
      Map<String, String> key = of("user_id", userId);
      if (!(patch instanceof JsonObject person)) {
        changes.add(new RowChange.Delete("campaign_member", key));
        return;
      }
      Map<String, String> values = new HashMap<>();
      for (String column : List.of("name", "seat")) {
        String text = person.text(column);
        if (text != null) {
          values.put(column, text);
        }
      }
      changes.add(new RowChange.Put("campaign_member", key, values));
    }

    private void view(String layer, JsonObject patch) {
      if (!patch.isEmpty()) {
        merge("campaign_view", of("layer", layer), patch, Map.of());
      }
    }

    private void absent(String userId, Json own) {
      String layer = CampaignTable.ABSENT + userId;
      if (own instanceof JsonObject patch) {
        view(layer, JsonObject.EMPTY.with("own", patch));
      } else {
        changes.add(new RowChange.Delete("campaign_view", of("layer", layer)));
      }
    }

    private void lines(String audience, JsonObject patch) {
      patch.forEach((number, line) -> {
        if (line instanceof JsonObject changed) { // A line that the room drops stays here.
          Map<String, Object> key = new HashMap<>(of("audience", audience));
          key.put("number", Long.parseLong(number));
          merge("move_line", key, changed, Map.of());
        }
      });
    }

    // --- What only the DM sees ---

    private void dm(JsonObject patch) {
      if (patch.has("active")) {
        Map<String, @Nullable Object> active = new HashMap<>();
        active.put("active_encounter_id", patch.text("active"));
        changes.add(new RowChange.Set("campaign", Map.of("id", campaignId), active));
      }
      JsonObject notes = only(patch, NOTES);
      if (!notes.isEmpty()) {
        merge("campaign_notes", Map.of("campaign_id", campaignId), notes, Map.of());
      }
      view(DM, only(patch, PREPARED));
      JsonObject versions = patch.object("versions");
      patch.object("encounters").forEach((id, change) -> encounter(id, change, versions));
      patch.object("characters").forEach(this::character);
      patch.object("moves").forEach(this::move);
    }

    private void encounter(String id, Json change, JsonObject versions) {
      if (!(change instanceof JsonObject patch)) {
        changes.add(new RowChange.Delete("monster", of("encounter_id", id)));
        changes.add(new RowChange.Delete("encounter", of("id", id)));
        return;
      }
      JsonObject own = patch.without("combatants");
      if (!own.isEmpty()) {
        String name = own.text("name");
        merge("encounter", of("id", id), own, name == null ? Map.of() : Map.of("name", name));
      }
      patch
          .object("combatants")
          .forEach((combatant, placed) -> monster(id, combatant, placed, versions));
    }

    private void monster(String encounter, String id, Json change, JsonObject versions) {
      Map<String, String> key = new HashMap<>(of("encounter_id", encounter));
      key.put("id", id);
      if (change instanceof JsonObject patch) {
        long version = (long) versions.number(id, 0);
        merge("monster", key, patch, version == 0 ? Map.of() : Map.of("version", version));
      } else {
        changes.add(new RowChange.Delete("monster", key));
      }
    }

    private void character(String id, Json change) {
      Map<String, String> key = Map.of("home_id", campaignId, "id", id);
      if (!(change instanceof JsonObject patch)) {
        changes.add(new RowChange.Delete("character", key));
        return;
      }
      changes.add(
          new RowChange.Add("character", key, Map.of("campaign_id", campaignId, "body", "{}")));
      Map<String, @Nullable Object> values = new HashMap<>();
      if (patch.has("retired")) {
        values.put("campaign_id", patch.isTrue("retired") ? null : campaignId);
      }
      if (patch.has("owner")) {
        values.put("user_id", patch.text("owner"));
      }
      if (patch.has("name")) {
        values.put("name", text(patch, "name", ""));
      }
      merge("character", key, patch, values);
      String origin = patch.text("origin");
      int slash = origin == null ? -1 : origin.indexOf('/');
      if (origin != null && slash > 0) { // It came from there and is no longer there.
        changes.add(
            new RowChange.Delete(
                "character",
                Map.of("home_id", origin.substring(0, slash), "id", origin.substring(slash + 1))));
      }
    }

    private void move(String number, Json change) {
      if (!(change instanceof JsonObject patch)) {
        return; // A move that the room drops stays here.
      }
      Map<String, @Nullable Object> values = new HashMap<>();
      if (patch.has("author")) {
        values.put("author", text(patch, "author", ""));
      }
      if (patch.has("at")) {
        values.put("made_at", (long) patch.number("at", 0));
      }
      if (patch.has("undoneBy")) {
        values.put("undone_by", patch.text("undoneBy"));
      }
      Map<String, Object> key = Map.of("campaign_id", campaignId, "number", Long.parseLong(number));
      merge("move", key, patch, values);
    }

    private void merge(
        String table,
        Map<String, ?> key,
        JsonObject patch,
        Map<String, ? extends @Nullable Object> values) {
      changes.add(new RowChange.Merge(table, key, "body", patch, values));
    }

    private Map<String, String> of(String column, String value) {
      return Map.of("campaign_id", campaignId, column, value);
    }
  }
}
