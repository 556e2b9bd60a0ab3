package dev.roomkeeper.server.ranks;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** For how long results are counted together: a month, in UTC. */
public final class Season {
  private Season() {}

  /** The season of a time of day, such as 2026-11. */
  public static String of(long millis) {
    return YearMonth.from(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC)).toString();
  }
}
