package dev.roomkeeper.bench.abuse;

import dev.roomkeeper.bench.BenchException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rooms are opened while somebody looks, as the server's metrics say. */
final class LiveRooms {
  private static final Pattern ROOMS = Pattern.compile("(?m)^roomkeeper_rooms (\\d+)");
  private static final int ADDRESS = 9;

  private final Attackers attackers;
  private long last = -1;
  private long opened;

  LiveRooms(Attackers attackers) {
    this.attackers = attackers;
  }

  /** Adds what was opened since it looked last. Rooms that rest meanwhile hide as many. */
  void look() {
    try {
      Matcher rooms =
          ROOMS.matcher(attackers.from(ADDRESS).ask("GET", "/metrics", null, null).body());
      if (rooms.find()) { // In a control run nobody counts rooms.
        long now = Long.parseLong(rooms.group(1));
        opened += last < 0 ? 0 : Math.max(0, now - last);
        last = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  long opened() {
    return opened;
  }
}
