package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.server.ranks.RankTable;
import dev.roomkeeper.server.ranks.Rating;
import dev.roomkeeper.server.ranks.Season;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Ratings and standings in a SQL database. */
public final class SqlRanks implements RankTable {
  /** A rating says little before, and is not shown. */
  private static final int RATED_FROM = 10;

  private final SqlDatabase database;

  public SqlRanks(SqlDatabase database) {
    this.database = database;
  }

  // --- Results ---

  @Override
  public List<String> unsettled(int most) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT id FROM game_match WHERE ended_at IS NOT NULL AND settled_at IS NULL
                ORDER BY ended_at LIMIT :most\
                """)
            .bind("most", most)
            .mapTo(String.class)
            .list());
  }

  @Override
  public Optional<Settled> settle(String matchId, long nowMillis) {
    return database.write("match " + matchId, handle -> settle(handle, matchId, nowMillis));
  }

  /** A match as it ended. */
  private record Ended(String kind, boolean isRated, long atMillis, JsonObject scores) {}

  /** A player as the match ended. */
  private record Player(String userId, boolean hasLeft, int rank, int points) {}

  private static Optional<Settled> settle(Handle handle, String matchId, long nowMillis) {
    int first =
        handle
            .createUpdate(
                """
                UPDATE game_match SET settled_at = :now
                WHERE id = :id AND ended_at IS NOT NULL AND settled_at IS NULL\
                """)
            .bind("now", nowMillis)
            .bind("id", matchId)
            .execute();
    if (first == 0) {
      return Optional.empty();
    }
    Ended ended =
        handle
            .createQuery("SELECT kind, rated, ended_at, scores FROM game_match WHERE id = :id")
            .bind("id", matchId)
            .map((row, _) ->
                new Ended(
                    row.getString("kind"),
                    row.getBoolean("rated"),
                    row.getLong("ended_at"),
                    JsonCodec.readOwn(row.getString("scores").getBytes(StandardCharsets.UTF_8))))
            .one();
    List<Player> players = players(handle, matchId, ended.scores);
    players.forEach(player -> writeResult(handle, matchId, player));
    if (ended.isRated && players.size() > 1) {
      count(handle, ended, players);
    }
    return Optional.of(new Settled(matchId, players.stream().map(Player::userId).toList()));
  }

  /** All players, sorted by id; those who left or are not named share the last rank. */
  private static List<Player> players(Handle handle, String matchId, JsonObject scores) {
    List<Player> players =
        handle
            .createQuery(
                """
                SELECT user_id, left_at IS NOT NULL AS has_left FROM match_player
                WHERE match_id = :id ORDER BY user_id\
                """)
            .bind("id", matchId)
            .map((row, _) -> {
              String userId = row.getString("user_id");
              JsonObject score = scores.object(userId);
              return new Player(
                  userId,
                  row.getBoolean("has_left") || score.isEmpty(),
                  (int) score.number("rank", 1),
                  (int) score.number("points", 0));
            })
            .list();
    int worst = players.stream().mapToInt(Player::rank).max().orElse(0);
    boolean anyStayed = players.stream().anyMatch(player -> !player.hasLeft);
    return players.stream()
        .map(player ->
            player.hasLeft && anyStayed
                ? new Player(player.userId, true, worst + 1, player.points)
                : player)
        .toList();
  }

  private static void writeResult(Handle handle, String matchId, Player player) {
    handle
        .createUpdate(
            """
            UPDATE match_player SET place = :rank, points = :points
            WHERE match_id = :id AND user_id = :userId\
            """)
        .bind("rank", player.rank)
        .bind("points", player.points)
        .bind("id", matchId)
        .bind("userId", player.userId)
        .execute();
  }

  private static void count(Handle handle, Ended ended, List<Player> players) {
    List<Rating.Result> results = new ArrayList<>();
    for (Player player : players) {
      results.add(new Rating.Result(lock(handle, ended.kind, player.userId), player.rank));
    }
    List<Rating> after = Rating.after(results);
    // A draw has no winner. Rank 1 can be shared by a team, so it is one only if all have it.
    boolean isDraw = players.stream().allMatch(player -> player.rank == 1);
    for (int i = 0; i < players.size(); i++) {
      Player player = players.get(i);
      boolean hasWon = player.rank == 1 && !player.hasLeft && !isDraw;
      keep(handle, ended.kind, player.userId, after.get(i));
      stand(handle, ended, player, hasWon, after.get(i));
    }
  }

  /** Written before it is read, so that of two matches of one player the second sees the first. */
  private static Rating lock(Handle handle, String kind, String userId) {
    handle
        .createUpdate(
            """
            INSERT INTO rating (kind, user_id, mu, sigma, matches)
            VALUES (:kind, :userId, :mu, :sigma, 1)
            ON CONFLICT (kind, user_id) DO UPDATE SET matches = rating.matches + 1\
            """)
        .bind("kind", kind)
        .bind("userId", userId)
        .bind("mu", Rating.FIRST.mu())
        .bind("sigma", Rating.FIRST.sigma())
        .execute();
    return read(handle, kind, userId).rating();
  }

  private static void keep(Handle handle, String kind, String userId, Rating rating) {
    handle
        .createUpdate(
            """
            UPDATE rating SET mu = :mu, sigma = :sigma
            WHERE kind = :kind AND user_id = :userId\
            """)
        .bind("mu", rating.mu())
        .bind("sigma", rating.sigma())
        .bind("kind", kind)
        .bind("userId", userId)
        .execute();
  }

  private static void stand(
      Handle handle, Ended ended, Player player, boolean hasWon, Rating rating) {
    handle
        .createUpdate(
            """
            INSERT INTO standing (kind, season, user_id, matches, points, points_at, wins, wins_at,
                                  rating, rating_at)
            VALUES (:kind, :season, :userId, 1, :points, :at, :wins, :at, :rating, :at)
            ON CONFLICT (kind, season, user_id) DO UPDATE SET
              matches = standing.matches + 1,
              points_at = CASE WHEN excluded.points <> 0 THEN excluded.points_at
                          ELSE standing.points_at END,
              points = standing.points + excluded.points,
              wins_at = CASE WHEN excluded.wins <> 0 THEN excluded.wins_at
                        ELSE standing.wins_at END,
              wins = standing.wins + excluded.wins,
              rating = excluded.rating, rating_at = excluded.rating_at\
            """)
        .bind("kind", ended.kind)
        .bind("season", Season.of(ended.atMillis))
        .bind("userId", player.userId)
        .bind("points", player.hasLeft ? 0 : player.points)
        .bind("wins", hasWon ? 1 : 0)
        .bind("rating", shown(rating))
        .bind("at", ended.atMillis)
        .execute();
  }

  /** What a board shows of a rating: what somebody is at least, almost certainly. */
  private static double shown(Rating rating) {
    return Math.round((rating.mu() - 3 * rating.sigma()) * 100) / 100.0;
  }

  // --- What is shown ---

  @Override
  public Rated rating(String kind, String userId) {
    return database.read(handle -> read(handle, kind, userId));
  }

  private static Rated read(Handle handle, String kind, String userId) {
    return handle
        .createQuery(
            "SELECT mu, sigma, matches FROM rating WHERE kind = :kind AND user_id = :userId")
        .bind("kind", kind)
        .bind("userId", userId)
        .map((row, _) ->
            new Rated(
                new Rating(row.getDouble("mu"), row.getDouble("sigma")), row.getInt("matches")))
        .findFirst()
        .orElseGet(() -> new Rated(Rating.FIRST, 0));
  }

  /** The rows of a board that are shown: those of people with an account. */
  private static Query query(Handle handle, Board board, String which) {
    String rows =
        """
        SELECT s.user_id, a.name, s.%1$s AS score, s.matches,
          row_number() OVER (ORDER BY s.%1$s DESC, s.%1$s_at, s.user_id) AS place
        FROM standing s JOIN account a ON a.user_id = s.user_id
        JOIN rating r ON r.kind = s.kind AND r.user_id = s.user_id
        WHERE s.kind = :kind AND s.season = :season AND r.matches >= :matches\
        """
            .formatted(board.score().name().toLowerCase(Locale.ROOT));
    return handle
        .createQuery("SELECT * FROM (" + rows + ") AS board " + which + " ORDER BY place")
        .bind("matches", board.score() == Score.RATING ? RATED_FROM : 0)
        .bind("kind", board.kind())
        .bind("season", board.season());
  }

  private static List<Row> rows(Query query) {
    return query
        .map((row, _) ->
            new Row(
                row.getLong("place"),
                row.getString("user_id"),
                row.getString("name"),
                row.getDouble("score"),
                row.getInt("matches")))
        .list();
  }

  @Override
  public List<Row> top(Board board, long fromRank, int most) {
    return database.read(handle ->
        rows(
            query(handle, board, "WHERE place >= :from AND place < :end")
                .bind("from", fromRank)
                .bind("end", fromRank + most)));
  }

  @Override
  public Optional<Row> row(Board board, String userId) {
    return database.read(handle ->
        rows(query(handle, board, "WHERE user_id = :userId").bind("userId", userId)).stream()
            .findFirst());
  }

  @Override
  public List<Row> ofMatch(Board board, String matchId) {
    return database.read(handle ->
        rows(
            query(
                    handle,
                    board,
                    "WHERE user_id IN (SELECT user_id FROM match_player WHERE match_id = :id)")
                .bind("id", matchId)));
  }

  @Override
  public void forget(String userId) {
    boolean _ =
        database.write(
            "standing " + userId,
            handle -> {
              handle.execute("DELETE FROM standing WHERE user_id = ?", userId);
              handle.execute("DELETE FROM rating WHERE user_id = ?", userId);
              return true;
            });
  }
}
