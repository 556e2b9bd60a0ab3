package dev.roomkeeper.server.ranks;

import java.util.List;
import java.util.Optional;

/** Port: ratings and standings. Calls block on the database, so use virtual threads. */
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
   * @param season for example 2026-11
   */
  record Board(String kind, Score score, String season) {}

  /**
   * One row of a leaderboard.
   *
   * @param rank counts from 1; of equal scores, the first who reached it comes first
   */
  record Row(long rank, String userId, String name, double score, int matches) {}

  /** A rating and the number of rated matches. */
  record Rated(Rating rating, int matches) {}

  /**
   * A match whose result counts now.
   *
   * @param userIds everybody who was seated
   */
  record Settled(String matchId, List<String> userIds) {}

  /** The matches that ended and do not count yet, the oldest first. */
  List<String> unsettled(int most);

  /** Counts the match's result once. Empty if it counts already or has not ended. */
  Optional<Settled> settle(String matchId, long nowMillis);

  /** The user's rating, or the initial one for a user without matches. */
  Rated rating(String kind, String userId);

  /** The board's rows from this rank on. */
  List<Row> top(Board board, long fromRank, int most);

  /** The user's own row; empty if the user is not on the board. */
  Optional<Row> row(Board board, String userId);

  /** The rows of those who played the match, in the board's order. */
  List<Row> ofMatch(Board board, String matchId);

  /** Removes all results of the user from all boards. */
  void forget(String userId);
}
