package dev.roomkeeper.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Runs one load on a fleet: warm-up, measured time, and the wait for late messages. */
final class Measurement {
  private static final Path SELF_STAT = Path.of("/proc/self/stat");
  private static final Path CPU_STAT = Path.of("/proc/stat");
  private static final long LATE_MICROS_MAX = 5_000_000;

  /**
   * One load.
   *
   * @param senders in the order in which they send
   * @param receivers how many clients each message reaches, its sender among them
   * @param merges whether the room may merge messages, so that fewer arrive than were sent
   */
  record Plan(
      String label,
      Talk talk,
      double perSecond,
      List<Client> senders,
      int receivers,
      boolean merges,
      double warmupSeconds,
      double seconds) {}

  /** The counters at the start or at the end of the measured time. */
  private record Reading(
      long atMicros,
      Lane.Counts counts,
      List<Long> framesByClient,
      List<Long> bytesByClient,
      ServerProbe.@Nullable Usage server,
      double ownCpuSeconds,
      ProcText.CpuTicks machine) {}

  private final Fleet fleet;
  private final @Nullable ServerProbe probe;
  private long[] bytesByClient = {};

  Measurement(Fleet fleet, @Nullable ServerProbe probe) {
    this.fleet = fleet;
    this.probe = probe;
  }

  Result.Load run(Plan plan) {
    Lane.Counts before = fleet.counts();
    Schedule schedule =
        new Schedule(Stamp.nowMicros() + 50_000, plan.perSecond(), plan.senders().size());
    long from = schedule.startMicros() + (long) (plan.warmupSeconds() * 1e6);
    long to = from + (long) (plan.seconds() * 1e6);
    fleet.measure(from, to);
    Pacer pacer =
        new Pacer(
            schedule,
            to,
            (first, end) -> fleet.say(plan.talk(), schedule, plan.senders(), first, end));
    Thread thread = Thread.ofPlatform().name("pacer").daemon().start(pacer);
    try {
      sleepUntil(from);
      Reading begin = reading();
      sleepUntil(to);
      Reading end = reading();
      thread.join();
      long sent = schedule.countBefore(to) - schedule.countBefore(from);
      awaitLate(plan, sent);
      return result(plan, sent, before, begin, end);
    } catch (InterruptedException e) {
      throw new BenchException("interrupted", e);
    } finally {
      pacer.stop();
    }
  }

  private Reading reading() {
    ServerProbe.Usage server = probe == null ? null : probe.usage();
    double own = ProcText.cpuSeconds(ServerProbe.readProc(SELF_STAT));
    ProcText.CpuTicks machine = ProcText.cpuTicks(ServerProbe.readProc(CPU_STAT));
    return new Reading(
        Stamp.nowMicros(),
        fleet.counts(),
        fleet.byClient(Client::frames),
        fleet.byClient(Client::bytes),
        server,
        own,
        machine);
  }

  /**
   * Waits until all messages have arrived, or none has arrived for half a second. In a room that
   * merges messages only the latter counts.
   */
  private void awaitLate(Plan plan, long sent) throws InterruptedException {
    long expected = sent * plan.receivers();
    long deadline = Stamp.nowMicros() + LATE_MICROS_MAX;
    long quietSince = Stamp.nowMicros();
    long seen = -1;
    while (Stamp.nowMicros() < deadline && Stamp.nowMicros() - quietSince < 500_000) {
      Thread.sleep(20);
      Lane.Counts counts = fleet.counts();
      long acked =
          plan.talk().isAcked() ? fleet.merged(lane -> lane.ackMicros).getTotalCount() : sent;
      if (!plan.merges()
          && acked >= sent
          && fleet.merged(lane -> lane.latencyMicros).getTotalCount() >= expected) {
        return;
      }
      if (counts.stamps + counts.acks != seen) {
        seen = counts.stamps + counts.acks;
        quietSince = Stamp.nowMicros();
      }
    }
  }

  private Result.Load result(Plan plan, long sent, Lane.Counts before, Reading begin, Reading end) {
    Lane.Counts inWindow = end.counts.plus(begin.counts, -1);
    Lane.Counts inAll = fleet.counts().plus(before, -1);
    double seconds = (end.atMicros - begin.atMicros) / 1e6;
    long[] frames = difference(end.framesByClient, begin.framesByClient);
    bytesByClient = difference(end.bytesByClient, begin.bytesByClient);
    Histogram latency = fleet.merged(lane -> lane.latencyMicros);
    double clientCores = (end.ownCpuSeconds - begin.ownCpuSeconds) / seconds;
    double busy =
        (end.machine.busy() - begin.machine.busy())
            / (double) (end.machine.all() - begin.machine.all());
    Result.ServerUse server = serverUse(begin.server, end.server, inWindow, seconds);
    int clients = frames.length;
    return new Result.Load(
        plan.label(),
        clients,
        seconds,
        new Result.Load.Messages(
            plan.perSecond(),
            sent,
            plan.merges() ? -1 : sent * plan.receivers(),
            latency.getTotalCount(),
            inWindow.stamps / seconds,
            inWindow.acks / seconds),
        new Result.Load.Times(
            Percentiles.of(latency),
            plan.talk().isAcked() ? Percentiles.of(fleet.merged(lane -> lane.ackMicros)) : null,
            Percentiles.of(fleet.merged(lane -> lane.sendLagMicros))),
        new Result.Load.Traffic(
            (double) inWindow.bytes / Math.max(1, inWindow.stamps),
            inWindow.bytes / seconds / clients,
            Arrays.stream(frames).sum() / seconds / clients,
            Arrays.stream(frames).max().orElse(0) / seconds),
        new Result.Load.Cost(
            server,
            clientCores,
            busy,
            server == null ? null : otherCores(busy, server, clientCores)),
        new Result.Failures(inAll.refusals, inAll.closes, fleet.trouble()));
  }

  private static double otherCores(double busy, Result.ServerUse server, double clientCores) {
    double used = busy * Runtime.getRuntime().availableProcessors();
    return Math.max(0, used - server.cores() - clientCores);
  }

  /** Bytes that each client received in the measured time of the last run, in the fleet's order. */
  long[] bytesByClient() {
    return bytesByClient.clone();
  }

  private static long[] difference(List<Long> later, List<Long> earlier) {
    long[] differences = new long[later.size()];
    Arrays.setAll(differences, i -> later.get(i) - earlier.get(i));
    return differences;
  }

  private static Result.@Nullable ServerUse serverUse(
      ServerProbe.@Nullable Usage begin,
      ServerProbe.@Nullable Usage end,
      Lane.Counts inWindow,
      double seconds) {
    if (begin == null || end == null) {
      return null;
    }
    ServerProbe.Usage used = end.minus(begin);
    return new Result.ServerUse(
        used.cpuSeconds() / seconds,
        used.cpuSeconds() * 1e6 / Math.max(1, inWindow.stamps),
        used.cpuSeconds() * 1e6 / Math.max(1, inWindow.sent),
        used.writtenBytes(),
        (double) used.writeCalls() / Math.max(1, inWindow.stamps));
  }

  static void sleepUntil(long micros) throws InterruptedException {
    long left = micros - Stamp.nowMicros();
    while (left > 0) {
      Thread.sleep(left / 1000, (int) (left % 1000 * 1000));
      left = micros - Stamp.nowMicros();
    }
  }
}
