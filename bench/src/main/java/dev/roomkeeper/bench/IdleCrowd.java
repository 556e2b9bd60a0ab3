package dev.roomkeeper.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a connection costs that only stays: memory before and after many of them joined, and the
 * pings.
 */
final class IdleCrowd {
  private IdleCrowd() {}

  static Result.Idle play(Stage stage, Sizes sizes) {
    int perRoom = Math.min(sizes.idlePerRoom(), sizes.idleClients());
    int rooms = sizes.idleClients() / perRoom;
    int clients = rooms * perRoom;
    stage.api().guests(clients); // the guests' accounts are no part of a connection
    ServerProbe probe = stage.probe();
    try {
      Thread.sleep(1000); // what an earlier scenario left is let go
      ServerProbe.Memory before = probe == null ? null : probe.memory();
      ServerProbe.Usage usedAtFirst = probe == null ? null : probe.usage();
      long began = Stamp.nowMicros();
      try (Fleet fleet = stage.fleet("idle", rooms, perRoom, Sizes.FLUSH_MILLIS, Talk.MESSAGE)) {
        double joinSeconds = (Stamp.nowMicros() - began) / 1e6;
        Double joinCpuMillis =
            probe == null || usedAtFirst == null
                ? null
                : probe.usage().minus(usedAtFirst).cpuSeconds() * 1e3 / clients;
        stage.say("idle: %,d joined in %.1f s; now they stay", clients, joinSeconds);
        Thread.sleep(1000);
        ServerProbe.Usage usedBefore = probe == null ? null : probe.usage();
        Lane.Counts countsBefore = fleet.counts();
        long from = Stamp.nowMicros();
        Measurement.sleepUntil(from + (long) (sizes.idleSeconds() * 1e6));
        double seconds = (Stamp.nowMicros() - from) / 1e6;
        Lane.Counts counts = fleet.counts().plus(countsBefore, -1);
        Double cores =
            probe == null || usedBefore == null
                ? null
                : probe.usage().minus(usedBefore).cpuSeconds() / seconds;
        ServerProbe.Memory after = probe == null ? null : probe.memory();
        return new Result.Idle(
            clients,
            rooms,
            joinSeconds,
            joinCpuMillis,
            growth(
                before == null ? null : before.rssBytes(),
                after == null ? null : after.rssBytes(),
                clients),
            growth(
                before == null ? null : before.heapBytes(),
                after == null ? null : after.heapBytes(),
                clients),
            after == null ? null : after.rssBytes(),
            cores,
            counts.bytes / seconds / clients,
            fleet.counts().closes,
            fleet.trouble());
      }
    } catch (InterruptedException e) {
      throw new BenchException("interrupted", e);
    }
  }

  private static @Nullable Double growth(@Nullable Long before, @Nullable Long after, int clients) {
    return before == null || after == null ? null : (double) (after - before) / clients;
  }
}
