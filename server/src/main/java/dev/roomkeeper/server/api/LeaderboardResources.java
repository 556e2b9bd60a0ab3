package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.Shapes;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.ranks.RankTable;
import dev.roomkeeper.server.ranks.RankTable.Board;
import dev.roomkeeper.server.ranks.RankTable.Row;
import dev.roomkeeper.server.ranks.RankTable.Score;
import dev.roomkeeper.server.ranks.Season;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaderboards, for example {@code arena-points}. Anybody can read them, and admins can remove
 * entries.
 */
final class LeaderboardResources {
  private static final int ROWS_MAX = 100;

  private final RankTable ranks;
  private final Set<String> kinds;
  private final InstantSource clock;

  private LeaderboardResources(RankTable ranks, Set<String> kinds, InstantSource clock) {
    this.ranks = ranks;
    this.kinds = kinds;
    this.clock = clock;
  }

  static void add(Routes routes, RankTable ranks, Set<String> kinds, InstantSource clock) {
    LeaderboardResources boards = new LeaderboardResources(ranks, kinds, clock);
    routes.add(HttpMethod.GET, "/api/v1/leaderboards/:name", boards::show);
    routes.add(HttpMethod.DELETE, "/api/v1/admin/leaderboards/:userId", boards::forget);
  }

  private Reply show(Call call) throws Refusal {
    Board board = board(call);
    int limit = Shapes.limit(call, ROWS_MAX);
    String match = call.query("match", "");
    String userId = call.userIdIfAny();
    Optional<Row> own = userId == null ? Optional.empty() : ranks.row(board, userId);
    List<Row> rows =
        match.isEmpty()
            ? ranks.top(board, first(call, own.orElse(null), limit), limit)
            : ranks.ofMatch(board, match);
    JsonObject told =
        Shapes.list("rows", rows, LeaderboardResources::row).with("season", board.season());
    return Reply.ok(own.isEmpty() ? told : told.with("own", row(own.get())));
  }

  private Board board(Call call) throws Refusal {
    String name = call.path("name");
    int dash = name.lastIndexOf('-');
    Score score =
        Arrays.stream(Score.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name.substring(dash + 1)))
            .findFirst()
            .orElse(null);
    if (dash < 1 || score == null || !kinds.contains(name.substring(0, dash))) {
      throw new Refusal(404, "NOT_FOUND", "there is no such leaderboard");
    }
    String season = call.query("season", Season.of(clock.millis()));
    if (!season.matches("[0-9]{4}-[0-9]{2}")) {
      throw Refusal.bad("\"season\" must be a month, such as 2026-11");
    }
    return new Board(name.substring(0, dash), score, season);
  }

  /** The rank of the first row to show. */
  private static long first(Call call, @Nullable Row own, int limit) throws Refusal {
    String around = call.query("around", "");
    if (!around.isEmpty() && !around.equals("me")) {
      throw Refusal.bad("\"around\" must be me");
    }
    return around.isEmpty() || own == null ? 1 : Math.max(1, own.rank() - limit / 2);
  }

  private static JsonObject row(Row row) {
    return JsonObject.of("rank", Json.of(row.rank()))
        .with("userId", row.userId())
        .with("name", row.name())
        .with("score", row.score())
        .with("matches", (long) row.matches());
  }

  private Reply forget(Call call) throws Refusal {
    call.admin();
    String userId = call.path("userId");
    ranks.forget(userId);
    return Reply.ok(JsonObject.of("userId", Json.of(userId)));
  }
}
