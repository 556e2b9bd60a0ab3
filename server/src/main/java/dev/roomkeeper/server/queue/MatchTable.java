package dev.roomkeeper.server.queue;

import dev.roomkeeper.server.hub.NewRoom;
import java.util.Optional;

/** Port: the stored matches. Calls block on the database, so use virtual threads. */
public interface MatchTable {
  /**
   * A waiting room that is to become a match.
   *
   * @param room the match's room, which is created with it
   * @param untilMillis when its players are free, whatever the match reports
   */
  record Plan(WaitingRoom waiting, NewRoom room, boolean isRated, long untilMillis) {}

  /** Like {@link Matches#begin}, in one transaction. */
  Matches.Begun begin(Plan plan, long nowMillis);

  /** Notes that the waiting room becomes no match, unless it has become one. */
  Matches.Begun never(WaitingRoom waiting, long nowMillis);

  /** Like {@link Matches#running}. */
  Optional<String> running(String userId, long nowMillis);
}
