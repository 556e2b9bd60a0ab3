package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;

/**
 * What the room of a match tells the server by its state: who plays, who has left for good, and how
 * the match ended. It stands in the layer "all" under {@value #KEY}, and the server writes it into
 * its tables in the transaction that keeps the commit.
 */
public final class MatchReport {
  public static final String KEY = "match";
  public static final String LEFT = "left";
  public static final String SCORES = "scores";
  public static final String PLAYING = "playing";

  /** The edit by which the server says that a user leaves the match for good. */
  public static final String QUIT = "match.quit";

  private MatchReport() {}

  /**
   * How one player did.
   *
   * @param rank 1 for the best; equal ranks are a tie
   */
  public record Score(String userId, int rank, int points) {
    public Score {
      if (rank < 1) {
        throw new IllegalArgumentException("rank must be at least 1");
      }
    }
  }

  /**
   * The user plays a match here that the queue did not make. Until it is over the server leads the
   * user back to this room, and begins no other match with the user.
   *
   * @param untilMillis when the user is free whatever the room tells, in milliseconds since 1970
   */
  public static void plays(Draft draft, String userId, long untilMillis) {
    draft.put(Layers.ALL, List.of(KEY, PLAYING, userId), Json.of(untilMillis));
  }

  /** The user does not play here any more, or the match is over. */
  public static void playsNoMore(Draft draft, String userId) {
    draft.remove(Layers.ALL, List.of(KEY, PLAYING, userId));
  }

  /** The user has no part in this match any more, and may play another. Makes the draft durable. */
  public static void left(Draft draft, String userId) {
    draft.makeDurable();
    draft.put(Layers.ALL, List.of(KEY, LEFT, userId), Json.Bool.TRUE);
  }

  /**
   * The match has ended. Counts once; players who are not named, or have left, come last. Makes the
   * draft durable.
   */
  public static void ended(Draft draft, List<Score> scores) {
    draft.makeDurable();
    JsonObject all = JsonObject.EMPTY;
    for (Score score : scores) {
      all =
          all.with(
              score.userId,
              JsonObject.EMPTY.with("rank", (long) score.rank).with("points", (long) score.points));
    }
    draft.put(Layers.ALL, List.of(KEY, SCORES), all);
  }
}
