package dev.roomkeeper.bench;

import static dev.roomkeeper.bench.Table.count;
import static dev.roomkeeper.bench.Table.millis;
import static dev.roomkeeper.bench.Table.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run's results: {@link #markdown} is the text for people, the record itself goes to the JSON
 * file.
 */
record Report(
    String command,
    Machine machine,
    @Nullable List<String> serverJvmOptions,
    int clientLoops,
    List<Result> results) {
  /** Explains the tables. */
  private static final String NOTES =
      """
      Open loop: each message has a fixed due time. Latency counts from then until the bytes reached the client. \
      Warm-up does not count.
      `delivered` counts each client that a message reached, its sender too. `CPU s/M` is the server's user and system \
      time per million of those.
      `bytes/msg` and `B/s/client` are counted at the clients' sockets, with WebSocket headers. `written/received` \
      divides the bytes of the server's write calls, to its disk too, by them.
      Clients, server and all other programs share the cores of this machine.
      """;

  /** A row of latencies: of deliveries or of acks. */
  private record LatencyRow(
      String name, Result.Load load, String received, long lost, Percentiles latency) {}

  private record MovementRow(String name, Result.Load load, @Nullable Double ratio) {}

  String markdown() {
    StringBuilder out = new StringBuilder();
    line(
        out,
        "Machine: %s, %d cores, %.0f GiB; %s; %s",
        machine.cpu(),
        machine.cores(),
        machine.memoryBytes() / (double) (1 << 30),
        machine.kernel(),
        machine.jdk());
    if (serverJvmOptions != null) {
      line(
          out,
          "Server's JVM: %s",
          serverJvmOptions.isEmpty() ? "defaults" : String.join(" ", serverJvmOptions));
    }
    line(out, "Command: `%s` (%d client event loops)%n", command, clientLoops);
    loads(
        out,
        results.stream()
            .filter(Result.Load.class::isInstance)
            .map(Result.Load.class::cast)
            .toList());
    for (Result result : results) {
      switch (result) {
        case Result.Load load -> {}
        case Result.Movement movement -> movement(out, movement);
        case Result.Space space -> out.append(SpaceTable.of(space));
        case Result.Idle idle -> idle(out, idle);
      }
    }
    out.append(NOTES).append(System.lineSeparator());
    for (Check check : checks()) {
      line(
          out,
          "- %s %s (%s)",
          check.met() ? "ok:" : check.isFigure() ? "MISSED:" : "FAILED:",
          check.what(),
          check.found());
    }
    warnings().forEach(warning -> line(out, "- warning: %s", warning));
    return out.toString();
  }

  List<Check> checks() {
    return Check.of(results);
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (Result result : results) {
      switch (result) {
        case Result.Load load ->
            warnings.addAll(Check.warnings(load.label(), List.of(load), clientLoops));
        case Result.Movement movement ->
            warnings.addAll(Check.warnings("movement", movement.loads(), clientLoops));
        case Result.Space space ->
            warnings.addAll(Check.warnings("space", space.loads(), clientLoops));
        case Result.Idle idle -> {}
      }
    }
    return warnings;
  }

  private static void loads(StringBuilder out, List<Result.Load> loads) {
    if (loads.isEmpty()) {
      return;
    }
    out.append(
        new Table<LatencyRow>()
            .column("load", LatencyRow::name)
            .column("clients", row -> count(row.load.clients()))
            .column("sent/s", row -> count(row.load.messages().offeredPerSecond()))
            .column("delivered/s", LatencyRow::received)
            .column("lost", row -> count(row.lost))
            .percentiles(LatencyRow::latency)
            .of(
                Stream.concat(
                        loads.stream().map(Report::delivered),
                        loads.stream().map(Report::acked).filter(Objects::nonNull))
                    .toList()));
    out.append(
        new Table<Result.Load>()
            .column("cost", Result.Load::label)
            .column(
                "server CPU s/M",
                load -> number("%.1f", load.cost().server(), Result.ServerUse::secondsPerMillion))
            .column(
                "server cores",
                load -> number("%.2f", load.cost().server(), Result.ServerUse::cores))
            .column(
                "writes/msg",
                load -> number("%.2f", load.cost().server(), Result.ServerUse::writesPerDelivered))
            .column(
                "written/received",
                load ->
                    number(
                        "%.2f",
                        load.cost().server(),
                        server -> server.writtenBytes() / receivedBytes(load)))
            .column("bytes/msg", load -> count(load.traffic().bytesPerDelivered()))
            .column("B/s/client", load -> count(load.traffic().bytesPerSecondPerClient()))
            .column(
                "frames/s/client",
                load -> number("%.1f", load.traffic().framesPerSecondPerClient()))
            .column("client cores", load -> number("%.2f", load.cost().clientCores()))
            .column("send lag p99 ms", load -> millis(load.times().sendLag().p99()))
            .column("machine busy", load -> number("%.0f %%", 100 * load.cost().machineBusy()))
            .of(loads));
  }

  private static LatencyRow delivered(Result.Load load) {
    Result.Load.Messages messages = load.messages();
    return new LatencyRow(
        load.label(),
        load,
        count(messages.deliveredPerSecond()),
        messages.lost(),
        load.times().latency());
  }

  private static @Nullable LatencyRow acked(Result.Load load) {
    Result.Load.Messages messages = load.messages();
    Percentiles ack = load.times().ack();
    return ack == null
        ? null
        : new LatencyRow(
            load.label() + ", ack",
            load,
            count(messages.acksPerSecond()) + " acks",
            messages.sent() - ack.count(),
            ack);
  }

  private static double receivedBytes(Result.Load load) {
    return load.traffic().bytesPerSecondPerClient() * load.clients() * load.seconds();
  }

  private static void movement(StringBuilder out, Result.Movement movement) {
    List<MovementRow> rows = new ArrayList<>();
    rows.add(new MovementRow("full rate: flush", movement.atFullRate(), null));
    rows.add(new MovementRow("full rate: no flush", movement.atFullRateUnflushed(), null));
    int round = 0;
    for (Result.Movement.Pair pair : movement.pairs()) {
      round++;
      rows.add(new MovementRow("round " + round + ": flush", pair.flushed(), null));
      rows.add(
          new MovementRow(
              "round " + round + ": no flush", pair.unflushed(), MovementRounds.ratio(pair)));
    }
    out.append(
        new Table<MovementRow>()
            .column("movement", MovementRow::name)
            .column("updates/s", row -> count(row.load.messages().offeredPerSecond()))
            .column(
                "frames/s/client",
                row -> number("%.1f", row.load.traffic().framesPerSecondPerClient()))
            .column("max", row -> number("%.1f", row.load.traffic().framesPerSecondPerClientMax()))
            .column("B/s/client", row -> count(row.load.traffic().bytesPerSecondPerClient()))
            .column(
                "server µs/update",
                row -> number("%.0f", row.load.cost().server(), Result.ServerUse::microsPerSent))
            .column(
                "server cores",
                row -> number("%.2f", row.load.cost().server(), Result.ServerUse::cores))
            .column("client cores", row -> number("%.2f", row.load.cost().clientCores()))
            .column("machine busy", row -> number("%.0f %%", 100 * row.load.cost().machineBusy()))
            .column("p50 ms", row -> millis(row.load.times().latency().p50()))
            .column("p99 ms", row -> millis(row.load.times().latency().p99()))
            .column("ratio", row -> number("%.3f", row.ratio))
            .of(rows));
    Result.Load full = movement.atFullRate();
    Double ratio = movement.ratio();
    line(
        out,
        "Movement: %d clients; rounds at %s moves/s each%s; ratio of server CPU per update, median: %s%n",
        full.clients(),
        number("%.4g", movement.pairRatePerClient()),
        movement.pairRatePerClient() * full.clients() < full.messages().offeredPerSecond() * 0.999
            ? " (more saturates without flush interval)"
            : "",
        ratio == null ? "unknown without --pid" : number("%.3f", ratio));
  }

  private static void idle(StringBuilder out, Result.Idle idle) {
    out.append(
        new Table<Result.Idle>()
            .column("idle", row -> count(row.clients()))
            .column("rooms", row -> count(row.rooms()))
            .column("joins/s", row -> count(row.clients() / row.joins().seconds()))
            .column(
                "RSS/connection KiB",
                row -> number("%.2f", row.memory(), memory -> memory.rssPerConnection() / 1024))
            .column(
                "heap/connection KiB",
                row ->
                    number(
                        "%.2f",
                        row.memory() == null ? null : row.memory().heapPerConnection(),
                        bytes -> bytes / 1024))
            .column(
                "server RSS MiB",
                row -> number("%,.0f", row.memory(), memory -> memory.rss() / (double) (1 << 20)))
            .column("server cores", row -> number("%.3f", row.serverCores()))
            .column("B/s/client", row -> number("%.1f", row.bytesPerSecondPerClient()))
            .column("closed", row -> count(row.failures().closes()))
            .of(List.of(idle)));
  }

  static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format + "%n", values));
  }
}
