package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.server.queue.MatchTable;
import dev.roomkeeper.server.queue.Matches.Begun;
import dev.roomkeeper.server.queue.Person;
import dev.roomkeeper.server.queue.Pools;
import dev.roomkeeper.server.queue.WaitingRoom;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The matches in a SQL database. What becomes of a waiting room is decided by whose row comes
 * first, and a user's one seat by its row's lock: so nodes that race agree.
 */
public final class SqlMatches implements MatchTable {
  private static final String USERS = "users";

  /** A room that was deleted, or ran too long, keeps nobody. */
  private static final String RUNS =
      """
      EXISTS (SELECT 1 FROM game_match m
              JOIN room r ON r.id = m.id
              JOIN match_player p ON p.match_id = m.id AND p.user_id = match_seat.user_id
              WHERE m.id = match_seat.match_id AND m.ended_at IS NULL AND m.until_at > :now
                AND p.left_at IS NULL)\
      """;

  /** Whether the user plays in a room that no queue made. */
  private static final String PLAYS =
      "EXISTS (SELECT 1 FROM playing WHERE user_id = :userId AND until_at > :now)";

  private final SqlDatabase database;

  public SqlMatches(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public Begun begin(Plan plan, long nowMillis) {
    WaitingRoom waiting = plan.waiting();
    return database.write(
        "match " + waiting.id(),
        handle -> {
          if (!insert(handle, waiting, plan.isRated(), plan.untilMillis(), nowMillis)) {
            return fate(handle, waiting.id());
          }
          SqlRoomCatalog.insert(
              database.projections(), handle, plan.room().record(), plan.room().vanishes());
          Collection<Person> people = inOrder(waiting);
          people.forEach(person -> insert(handle, waiting.id(), person));
          Set<String> busy = new TreeSet<>();
          people.stream()
              .map(Person::userId)
              .filter(userId -> !takeSeat(handle, waiting.id(), userId, nowMillis))
              .forEach(busy::add);
          if (busy.isEmpty()) {
            return new Begun.Runs();
          }
          giveUp(handle, waiting.id(), busy);
          return new Begun.Never(busy);
        });
  }

  @Override
  public Begun never(WaitingRoom waiting, long nowMillis) {
    return database.write(
        "match " + waiting.id(),
        handle -> {
          if (!insert(handle, waiting, false, nowMillis, nowMillis)) {
            return fate(handle, waiting.id());
          }
          Set<String> all = new TreeSet<>();
          waiting.people().forEach(person -> all.add(person.userId()));
          giveUp(handle, waiting.id(), all);
          return new Begun.Never(all);
        });
  }

  /** Always in the same order, so that two nodes never wait for each other in a circle. */
  private static Collection<Person> inOrder(WaitingRoom waiting) {
    TreeMap<String, Person> people = new TreeMap<>();
    waiting.people().forEach(person -> people.put(person.userId(), person));
    return people.values();
  }

  private static boolean insert(
      Handle handle, WaitingRoom waiting, boolean isRated, long untilMillis, long nowMillis) {
    return handle
            .createUpdate(
                """
                INSERT INTO game_match (id, kind, mode, rated, begun_at, until_at)
                VALUES (:id, :kind, :mode, :rated, :now, :until)
                ON CONFLICT (id) DO NOTHING\
                """)
            .bind("id", waiting.id())
            .bind("kind", Pools.kind(waiting.pool()))
            .bind("mode", Pools.mode(waiting.pool()))
            .bind("rated", isRated)
            .bind("now", nowMillis)
            .bind("until", untilMillis)
            .execute()
        == 1;
  }

  private static void insert(Handle handle, String matchId, Person person) {
    handle
        .createUpdate(
            "INSERT INTO match_player (match_id, user_id, name) VALUES (:id, :userId, :name)")
        .bind("id", matchId)
        .bind("userId", person.userId())
        .bind("name", person.name())
        .execute();
  }

  private static boolean takeSeat(Handle handle, String matchId, String userId, long nowMillis) {
    return handle
            .createUpdate(
                """
                INSERT INTO match_seat (user_id, match_id) SELECT :userId, :id WHERE NOT %s
                ON CONFLICT (user_id) DO UPDATE SET match_id = excluded.match_id WHERE NOT %s\
                """
                    .formatted(PLAYS, RUNS))
            .bind("userId", userId)
            .bind("id", matchId)
            .bind("now", nowMillis)
            .execute()
        == 1;
  }

  /** The row stays, so that whoever asks again hears the same. */
  private static void giveUp(Handle handle, String matchId, Set<String> busy) {
    handle.execute("DELETE FROM match_seat WHERE match_id = ?", matchId);
    handle.execute("DELETE FROM match_player WHERE match_id = ?", matchId);
    handle.execute("DELETE FROM room WHERE id = ?", matchId);
    List<Json> users = busy.stream().<Json>map(Json::of).toList();
    handle
        .createUpdate("UPDATE game_match SET never = :never WHERE id = :id")
        .bind("never", CommitRow.text(JsonObject.of(USERS, new Json.Arr(users))))
        .bind("id", matchId)
        .execute();
  }

  private static Begun fate(Handle handle, String matchId) {
    String never =
        handle
            .createQuery("SELECT never FROM game_match WHERE id = :id")
            .bind("id", matchId)
            .map((row, _) -> Optional.ofNullable(row.getString("never")))
            .one()
            .orElse(null);
    return never == null ? new Begun.Runs() : new Begun.Never(users(never));
  }

  private static Set<String> users(String json) {
    Set<String> users = new TreeSet<>();
    JsonObject read = JsonCodec.readOwn(json.getBytes(StandardCharsets.UTF_8));
    if (read.get(USERS) instanceof Json.Arr(var each)) {
      for (Json user : each) {
        users.add(text(user));
      }
    }
    return users;
  }

  private static String text(@Nullable Json json) {
    return json instanceof Json.Text(var text) ? text : "";
  }

  @Override
  public Optional<String> running(String userId, long nowMillis) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT match_id FROM match_seat WHERE user_id = :userId AND %s
                UNION ALL
                SELECT * FROM (SELECT room_id FROM playing
                               WHERE user_id = :userId AND until_at > :now
                               ORDER BY until_at DESC LIMIT 1) others\
                """
                    .formatted(RUNS))
            .bind("userId", userId)
            .bind("now", nowMillis)
            .mapTo(String.class)
            .findFirst());
  }
}
