package dev.roomkeeper.server.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How long people waited lately, by pool. Thread-safe. */
final class Estimates {
  private static final int WAITS_MAX = 64;

  private final Map<String, Deque<Long>> waits = new HashMap<>();

  /** A match has begun. */
  synchronized void begun(WaitingRoom room, long nowMillis) {
    Deque<Long> of = waits.computeIfAbsent(room.pool(), _ -> new ArrayDeque<>());
    for (Waiting waiting : room.tickets()) {
      of.addLast(Math.max(0, nowMillis - waiting.ticket().sinceMillis()));
      if (of.size() > WAITS_MAX) {
        of.removeFirst();
      }
    }
  }

  synchronized OptionalLong median(String pool) {
    long[] sorted =
        waits.getOrDefault(pool, new ArrayDeque<>()).stream().mapToLong(wait -> wait).sorted().toArray();
    return sorted.length == 0 ? OptionalLong.empty() : OptionalLong.of(sorted[sorted.length / 2]);
  }
}
