package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.MatchReport;
import org.jdbi.v3.core.Handle;

/**
 * Writes what a match's room tells by {@link MatchReport} into the tables, in the transaction that
 * keeps the commit: so a result is kept with it, once.
 */
final class MatchMirror {
  private MatchMirror() {}

  /** Whether the commit tells something of a match; nearly none does. */
  static boolean concerns(Commit commit) {
    return switch (commit.change().get(Layers.ALL)) {
      case null -> false;
      case Change.Nested all -> all.get(MatchReport.KEY) != null;
      case Change.Replace(_, var after) ->
          after instanceof JsonObject all && all.has(MatchReport.KEY);
    };
  }

  /** Writes who plays, who has left, and how it ended. */
  static void append(Handle handle, String roomId, Commit commit) {
    Json told = commit.change().patch().object(Layers.ALL).get(MatchReport.KEY);
    if (!(told instanceof JsonObject report)) {
      nobodyPlays(handle, roomId);
      return;
    }
    if (report.get(MatchReport.PLAYING) == Json.Null.NULL) {
      nobodyPlays(handle, roomId);
    }
    report
        .object(MatchReport.PLAYING)
        .forEach((userId, until) -> plays(handle, roomId, userId, until));
    report
        .object(MatchReport.LEFT)
        .forEach((userId, has) -> {
          if (has == Json.Bool.TRUE) {
            left(handle, roomId, userId, commit.atMillis());
          }
        });
    if (report.get(MatchReport.SCORES) instanceof JsonObject scores) {
      handle
          .createUpdate(
              """
              UPDATE game_match SET ended_at = :at, scores = :scores
              WHERE id = :id AND ended_at IS NULL AND never IS NULL\
              """)
          .bind("at", commit.atMillis())
          .bind("scores", CommitRow.text(scores))
          .bind("id", roomId)
          .execute();
    }
  }

  private static void nobodyPlays(Handle handle, String roomId) {
    handle.execute("DELETE FROM playing WHERE room_id = ?", roomId);
  }

  private static void plays(Handle handle, String roomId, String userId, Json until) {
    if (until instanceof Json.Num number) {
      handle.execute(
          """
          INSERT INTO playing (user_id, room_id, until_at) VALUES (?, ?, ?)
          ON CONFLICT (user_id, room_id) DO UPDATE SET until_at = excluded.until_at\
          """,
          userId,
          roomId,
          (long) number.value());
    } else {
      handle.execute("DELETE FROM playing WHERE user_id = ? AND room_id = ?", userId, roomId);
    }
  }

  private static void left(Handle handle, String roomId, String userId, long atMillis) {
    handle
        .createUpdate(
            """
            UPDATE match_player SET left_at = :at
            WHERE match_id = :id AND user_id = :userId AND left_at IS NULL
              AND EXISTS (SELECT 1 FROM game_match m WHERE m.id = :id AND m.ended_at IS NULL)\
            """)
        .bind("at", atMillis)
        .bind("id", roomId)
        .bind("userId", userId)
        .execute();
  }
}
