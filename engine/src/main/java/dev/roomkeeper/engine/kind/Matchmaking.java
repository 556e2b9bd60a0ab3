package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * How strangers are brought together for matches of one kind of room: {@link RoomKind#matchmaking}.
 *
 * @param modes the ways to play; the first is meant where none is named
 * @param matchMillisMax whoever plays a match is free for another after so long, even if the match
 *     never told how it ended
 * @param options makes the options of a match's room
 */
public record Matchmaking(
    List<Mode> modes, long matchMillisMax, Function<Roster, JsonObject> options) {
  private static final int SEATS_MAX = 64;
  private static final long MATCH_MILLIS_MAX = 24L * 3_600_000;

  /**
   * A way to play.
   *
   * @param name in lower case, without spaces
   * @param seatsMin a match begins with at least so many
   * @param seatsMax a waiting room that is so full begins at once
   * @param countdownMillis from the moment {@code seatsMin} are there
   * @param isRated whether matches of strangers change their ratings
   */
  public record Mode(
      String name, int seatsMin, int seatsMax, long countdownMillis, boolean isRated) {
    public Mode {
      if (!name.matches("[a-z0-9-]{1,32}")) {
        throw new IllegalArgumentException("name must match [a-z0-9-]{1,32}");
      }
      if (seatsMin < 2 || seatsMax < seatsMin || seatsMax > SEATS_MAX) {
        throw new IllegalArgumentException(
            "2 <= seatsMin <= seatsMax <= " + SEATS_MAX + " must hold");
      }
      if (countdownMillis < 0 || countdownMillis > 60_000) {
        throw new IllegalArgumentException("countdownMillis must be from 0 to 60000");
      }
    }
  }

  /** Somebody for whom a seat is kept. */
  public record Player(String userId, String name) {}

  /**
   * Those who will play a match.
   *
   * @param isRated whether its result changes their ratings
   */
  public record Roster(String mode, boolean isRated, List<Player> players) {
    public Roster {
      players = List.copyOf(players);
    }
  }

  public Matchmaking {
    modes = List.copyOf(modes);
    if (modes.isEmpty() || modes.stream().map(Mode::name).distinct().count() < modes.size()) {
      throw new IllegalArgumentException("modes must not be empty, and have different names");
    }
    if (matchMillisMax < 1 || matchMillisMax > MATCH_MILLIS_MAX) {
      throw new IllegalArgumentException("matchMillisMax must be from 1 to " + MATCH_MILLIS_MAX);
    }
  }
}
