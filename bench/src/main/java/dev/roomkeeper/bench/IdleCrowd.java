package dev.roomkeeper.bench;

import org.jspecify.annotations.Nullable;

/** Measures what an idle connection costs: memory before and after many joined, and the pings. */
final class IdleCrowd {
  private IdleCrowd() {}

  static Result.Idle play(Stage stage, Sizes sizes) {
    int perRoom = Math.min(sizes.idle().perRoom(), sizes.idle().clients());
    int rooms = sizes.idle().clients() / perRoom;
    int clients = rooms * perRoom;
    stage.api().guests(clients); // the guests' accounts do not count as a connection's memory
    ServerProbe probe = stage.probe();
    try {
      Thread.sleep(1000); // lets the server release what an earlier scenario left
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
        Measurement.sleepUntil(from + (long) (sizes.idle().seconds() * 1e6));
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
            new Result.Idle.Joins(joinSeconds, joinCpuMillis),
            growth(before, after, clients),
            cores,
            counts.bytes / seconds / clients,
            new Result.Failures(fleet.counts().refusals, fleet.counts().closes, fleet.trouble()));
      }
    } catch (InterruptedException e) {
      throw new BenchException("interrupted", e);
    }
  }

  private static Result.Idle.@Nullable Memory growth(
      ServerProbe.@Nullable Memory before, ServerProbe.@Nullable Memory after, int clients) {
    if (before == null || after == null) {
      return null;
    }
    Long heapBefore = before.heapBytes();
    Long heapAfter = after.heapBytes();
    return new Result.Idle.Memory(
        (double) (after.rssBytes() - before.rssBytes()) / clients,
        heapBefore == null || heapAfter == null
            ? null
            : (double) (heapAfter - heapBefore) / clients,
        after.rssBytes());
  }
}
