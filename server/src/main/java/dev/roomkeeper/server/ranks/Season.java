package dev.roomkeeper.server.ranks;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** The period whose results are counted together: a month, in UTC. */
public final class Season {
  private Season() {}

  /** The season of a time, for example 2026-11. */
  public static String of(long millis) {
    return YearMonth.from(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC)).toString();
  }
}
