package dev.roomkeeper.kinds.campaign.server;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.module.store.Database;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Users' own creatures and favourites in a SQL database. */
public final class SqlOwnCreatures implements OwnCreatures {
  private final Database database;

  public SqlOwnCreatures(Database database) {
    this.database = database;
  }

  @Override
  public List<JsonObject> of(String userId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT body FROM own_creature WHERE user_id = :userId ORDER BY name, id")
            .bind("userId", userId)
            .mapTo(String.class)
            .map(JsonCodec::json)
            .list());
  }

  @Override
  public boolean keep(String userId, List<JsonObject> creatures) {
    return database.write("user " + userId, handle -> keep(handle, userId, creatures));
  }

  private static boolean keep(Handle handle, String userId, List<JsonObject> creatures) {
    Set<String> ids =
        handle
            .createQuery("SELECT id FROM own_creature WHERE user_id = :userId")
            .bind("userId", userId)
            .mapTo(String.class)
            .collect(Collectors.toCollection(TreeSet::new));
    creatures.forEach(creature -> ids.add(CampaignProjection.text(creature, "id", "")));
    if (ids.size() > MAX) {
      return false;
    }
    for (JsonObject creature : creatures) {
      handle
          .createUpdate(
              """
              INSERT INTO own_creature (user_id, id, edition, name, body)
              VALUES (:userId, :id, :edition, :name, :body)
              ON CONFLICT (user_id, id) DO UPDATE SET
                edition = excluded.edition, name = excluded.name, body = excluded.body\
              """)
          .bind("userId", userId)
          .bind("id", CampaignProjection.text(creature, "id", ""))
          .bind("edition", CampaignProjection.text(creature, "e", ""))
          .bind("name", CampaignProjection.text(creature, "n", ""))
          .bind("body", JsonCodec.text(creature))
          .execute();
    }
    return true;
  }

  private static int count(Handle handle, String table, String userId) {
    return handle
        .createQuery("SELECT count(*) FROM " + table + " WHERE user_id = :userId")
        .bind("userId", userId)
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public boolean remove(String userId, String id) {
    return database.write(
        "user " + userId,
        handle ->
            handle
                    .createUpdate("DELETE FROM own_creature WHERE user_id = :userId AND id = :id")
                    .bindMap(Map.of("userId", userId, "id", id))
                    .execute()
                == 1);
  }

  @Override
  public List<Favourite> favourites(String userId) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT edition, creature_id FROM favourite_creature WHERE user_id = :userId"
                    + " ORDER BY edition, creature_id")
            .bind("userId", userId)
            .map((row, _) -> new Favourite(row.getString("edition"), row.getString("creature_id")))
            .list());
  }

  @Override
  public boolean favour(String userId, Favourite favourite) {
    return database.write(
        "user " + userId,
        handle -> {
          if (count(handle, "favourite_creature", userId) >= MAX) {
            return false;
          }
          handle
              .createUpdate(
                  "INSERT INTO favourite_creature (user_id, edition, creature_id)"
                      + " VALUES (:userId, :edition, :id) ON CONFLICT DO NOTHING")
              .bindMap(values(userId, favourite))
              .execute();
          return true;
        });
  }

  @Override
  public void disfavour(String userId, Favourite favourite) {
    database.write(
        "user " + userId,
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM favourite_creature WHERE user_id = :userId"
                        + " AND edition = :edition AND creature_id = :id")
                .bindMap(values(userId, favourite))
                .execute());
  }

  private static Map<String, String> values(String userId, Favourite favourite) {
    return Map.of("userId", userId, "edition", favourite.edition(), "id", favourite.creatureId());
  }
}
