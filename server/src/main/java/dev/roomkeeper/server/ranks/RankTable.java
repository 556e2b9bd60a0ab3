package dev.roomkeeper.server.ranks;

import java.util.List;
import java.util.Optional;

/** Port: ratings and standings. Calls block on the database: from virtual threads only. */
public interface RankTable {
  /** What a leaderboard counts. */
  enum Score {
    POINTS,
    WINS,
    RATING
  }

  /**
   * One leaderboard.
   *
   * @param season such as 2026-11
   */
  record Board(String kind, Score score, String season) {}

  /**
   * One row of a leaderboard.
   *
   * @param rank counts from 1; of equal scores the one who got there first comes first
   */
  record Row(long rank, String userId, String name, double score, int matches) {}

  /** A rating, and after how many rated matches. */
  record Rated(Rating rating, int matches) {}

  /**
   * A match whose result counts now.
   *
   * @param userIds of all who were seated
   */
  record Settled(String matchId, List<String> userIds) {}

  /** The matches that ended and do not count yet, the oldest first. */
  List<String> unsettled(int most);

  /** Counts the match's result, once whoever asks; empty if it counts already or has not ended. */
  Optional<Settled> settle(String matchId, long nowMillis);

  /** The user's rating; the first one for who has not played. */
  Rated rating(String kind, String userId);

  /** The board's rows from this rank on. */
  List<Row> top(Board board, long fromRank, int most);

  /** The user's own row; empty for who is not on the board. */
  Optional<Row> row(Board board, String userId);

  /** The rows of those who played the match, in the board's order. */
  List<Row> ofMatch(Board board, String matchId);

  /** Takes all results of the user off all boards. */
  void forget(String userId);
}
