package dev.roomkeeper.kinds.campaign.server;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.module.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mirror of campaigns in a SQL database; {@link CampaignProjection} writes it. */
public final class SqlCampaigns implements CampaignTable {
  private static final String LISTED =
      """
      SELECT c.id, c.name, c.edition, m.seat, c.active_encounter_id, c.created_at
      FROM campaign_member m JOIN campaign c ON c.id = m.campaign_id WHERE m.user_id = :userId\
      """;

  private static final String CHARACTERS =
      "SELECT home_id, id, campaign_id, user_id, name, body FROM character WHERE ";

  private static final String MONSTERS =
      "SELECT encounter_id, id, version, body FROM monster WHERE campaign_id = :id";

  private final Database database;

  public SqlCampaigns(Database database) {
    this.database = database;
  }

  @Override
  public List<Listed> of(String userId, int most) {
    return listed(
        " ORDER BY c.created_at DESC, c.id LIMIT :most", Map.of("userId", userId, "most", most));
  }

  @Override
  public Optional<Listed> find(String campaignId, String userId) {
    return listed(" AND c.id = :id", Map.of("userId", userId, "id", campaignId)).stream()
        .findFirst();
  }

  private List<Listed> listed(String more, Map<String, ?> values) {
    return database.read(handle ->
        handle
            .createQuery(LISTED + more)
            .bindMap(values)
            .map((row, _) ->
                new Listed(
                    row.getString("id"),
                    row.getString("name"),
                    row.getString("edition"),
                    row.getString("seat"),
                    row.getString("active_encounter_id"),
                    row.getLong("created_at")))
            .list());
  }

  @Override
  public JsonObject view(String campaignId, String layer) {
    return one(
            "SELECT body FROM campaign_view WHERE campaign_id = :id AND layer = :layer",
            Map.of("id", campaignId, "layer", layer))
        .orElse(JsonObject.EMPTY);
  }

  @Override
  public JsonObject notes(String campaignId) {
    return one("SELECT body FROM campaign_notes WHERE campaign_id = :id", Map.of("id", campaignId))
        .orElse(JsonObject.EMPTY);
  }

  private Optional<JsonObject> one(String query, Map<String, ?> values) {
    return database.read(handle ->
        handle
            .createQuery(query)
            .bindMap(values)
            .mapTo(String.class)
            .findFirst()
            .map(JsonCodec::json));
  }

  @Override
  public List<Entry> encounters(String campaignId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT id, body FROM encounter WHERE campaign_id = :id ORDER BY id")
            .bind("id", campaignId)
            .map((row, _) -> new Entry(row.getString("id"), JsonCodec.json(row.getString("body"))))
            .list());
  }

  @Override
  public List<Monster> monsters(String campaignId, @Nullable String encounter) {
    Map<String, String> values = new HashMap<>(Map.of("id", campaignId));
    if (encounter != null) {
      values.put("encounter", encounter);
    }
    String where = encounter == null ? "" : " AND encounter_id = :encounter";
    return database.read(handle ->
        handle
            .createQuery(MONSTERS + where + " ORDER BY encounter_id, id")
            .bindMap(values)
            .map((row, _) ->
                new Monster(
                    row.getString("encounter_id"),
                    row.getString("id"),
                    row.getLong("version"),
                    JsonCodec.json(row.getString("body"))))
            .list());
  }

  @Override
  public List<Hero> characters(String campaignId) {
    return characters("home_id = :id ORDER BY id", Map.of("id", campaignId));
  }

  @Override
  public Optional<Hero> character(String home, String id) {
    return characters("home_id = :home AND id = :id", Map.of("home", home, "id", id)).stream()
        .findFirst();
  }

  @Override
  public List<Hero> charactersOf(String userId) {
    return characters(
        "user_id = :userId ORDER BY name, home_id, id LIMIT 500", Map.of("userId", userId));
  }

  private List<Hero> characters(String where, Map<String, ?> values) {
    return database.read(handle ->
        handle
            .createQuery(CHARACTERS + where)
            .bindMap(values)
            .map((row, _) -> character(row))
            .list());
  }

  private static Hero character(ResultSet row) throws SQLException {
    return new Hero(
        row.getString("home_id"),
        row.getString("id"),
        row.getString("campaign_id"),
        row.getString("user_id"),
        row.getString("name"),
        JsonCodec.json(row.getString("body")));
  }

  @Override
  public boolean claim(String home, String id, String campaignId) {
    return database.write(
        "room " + home,
        handle ->
            handle
                    .createUpdate(
                        "UPDATE character SET campaign_id = :to WHERE home_id = :home AND id = :id"
                            + " AND (campaign_id IS NULL OR campaign_id = :to)")
                    .bindMap(Map.of("home", home, "id", id, "to", campaignId))
                    .execute()
                == 1);
  }

  @Override
  public void unclaim(String home, String id, String campaignId) {
    database.write(
        "room " + home,
        handle ->
            handle
                .createUpdate(
                    "UPDATE character SET campaign_id = NULL WHERE home_id = :home AND id = :id"
                        + " AND campaign_id = :to")
                .bindMap(Map.of("home", home, "id", id, "to", campaignId))
                .execute());
  }

  @Override
  public Page moves(String campaignId, @Nullable Long before, int most) {
    return page(
        "SELECT number, body FROM move WHERE campaign_id = :id", "", campaignId, before, most);
  }

  @Override
  public Page lines(String campaignId, String audience, @Nullable Long before, int most) {
    return page(
        "SELECT number, body FROM move_line WHERE campaign_id = :id AND audience = :audience",
        audience,
        campaignId,
        before,
        most);
  }

  private Page page(
      String query, String audience, String campaignId, @Nullable Long before, int most) {
    long below = before == null ? Long.MAX_VALUE : before;
    Map<String, Object> values =
        new HashMap<>(Map.of("id", campaignId, "below", below, "most", most + 1));
    if (!audience.isEmpty()) {
      values.put("audience", audience);
    }
    List<Numbered> newestFirst =
        database.read(handle ->
            handle
                .createQuery(query + " AND number < :below ORDER BY number DESC LIMIT :most")
                .bindMap(values)
                .map((row, _) ->
                    new Numbered(row.getLong("number"), JsonCodec.json(row.getString("body"))))
                .list());
    boolean more = newestFirst.size() > most;
    return new Page(more ? List.copyOf(newestFirst.subList(0, most)) : newestFirst, more);
  }

  @Override
  public Optional<JsonObject> move(String campaignId, long number) {
    return one(
        "SELECT body FROM move WHERE campaign_id = :id AND number = :number",
        Map.of("id", campaignId, "number", number));
  }
}
