package dev.roomkeeper.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run's results; {@link #markdown} is the table that people read, the record itself goes to the
 * JSON file.
 */
record Report(
    String command,
    Machine machine,
    @Nullable List<String> serverJvmOptions,
    int clientLoops,
    List<Result> results) {
  /** What the tables mean; under each of them. */
  private static final String NOTES =
      """
      Open loop: each message is due at a fixed time, and latency counts from then until the bytes reached the client, \
      warm-up left out.
      `delivered` counts each receiving client, the sender too. `CPU s/M` is the server's user and system time per \
      million of those.
      `bytes/msg` and `B/s/client` are counted at the clients' sockets, WebSocket headers included; `written/received` \
      sets the server's write calls (its disk's too) against them.
      Clients, server and whatever else runs share the cores of this machine.
      """;

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
    row(
        out,
        "load",
        "clients",
        "sent/s",
        "delivered/s",
        "lost",
        "p50 ms",
        "p90",
        "p99",
        "p99.9",
        "max");
    rule(out, 10);
    for (Result.Load load : loads) {
      row(
          out,
          load.label(),
          count(load.clients()),
          count(load.offeredPerSecond()),
          count(load.deliveredPerSecond()),
          count(load.lost()),
          latency(load.latency()));
    }
    List<Result.Load> acked = loads.stream().filter(load -> load.ack() != null).toList();
    for (Result.Load load : acked) {
      Percentiles ack = load.ack();
      if (ack != null) {
        row(
            out,
            load.label() + ", ack",
            count(load.clients()),
            count(load.offeredPerSecond()),
            count(load.acksPerSecond()) + " acks",
            count(load.sent() - ack.count()),
            latency(ack));
      }
    }
    out.append(System.lineSeparator());
    row(
        out,
        "cost",
        "server CPU s/M",
        "server cores",
        "writes/msg",
        "written/received",
        "bytes/msg",
        "B/s/client",
        "frames/s/client",
        "client cores",
        "send lag p99 ms",
        "machine busy");
    rule(out, 11);
    for (Result.Load load : loads) {
      Result.ServerUse server = load.server();
      row(
          out,
          load.label(),
          server == null ? "–" : number("%.1f", server.secondsPerMillion()),
          server == null ? "–" : number("%.2f", server.cores()),
          server == null ? "–" : number("%.2f", server.writesPerDelivered()),
          server == null
              ? "–"
              : number(
                  "%.2f",
                  server.writtenBytes()
                      / (load.bytesPerSecondPerClient() * load.clients() * load.seconds())),
          number("%.0f", load.bytesPerDelivered()),
          count(load.bytesPerSecondPerClient()),
          number("%.1f", load.framesPerSecondPerClient()),
          number("%.2f", load.clientCores()),
          millis(load.sendLag().p99()),
          number("%.0f %%", 100 * load.machineBusy()));
    }
    out.append(System.lineSeparator());
  }

  private static void movement(StringBuilder out, Result.Movement movement) {
    row(
        out,
        "movement",
        "updates/s",
        "frames/s/client",
        "max",
        "B/s/client",
        "server µs/update",
        "server cores",
        "client cores",
        "machine busy",
        "p50 ms",
        "p99 ms",
        "ratio");
    rule(out, 12);
    movementRow(out, "full rate: flush", movement.atFullRate(), "");
    movementRow(out, "full rate: no flush", movement.atFullRateUnflushed(), "");
    int round = 0;
    for (Result.Movement.Pair pair : movement.pairs()) {
      round++;
      Double ratio = MovementRounds.ratio(pair);
      movementRow(out, "round " + round + ": flush", pair.flushed(), "");
      movementRow(
          out,
          "round " + round + ": no flush",
          pair.unflushed(),
          ratio == null ? "–" : number("%.3f", ratio));
    }
    out.append(System.lineSeparator());
    Result.Load full = movement.atFullRate();
    Double ratio = movement.ratio();
    line(
        out,
        "Movement: %d clients; rounds at %s moves/s each%s; ratio of server CPU per update, median: %s%n",
        full.clients(),
        number("%.4g", movement.pairRatePerClient()),
        movement.pairRatePerClient() * full.clients() < full.offeredPerSecond() * 0.999
            ? " (more saturates without flush interval)"
            : "",
        ratio == null ? "unknown without --pid" : number("%.3f", ratio));
  }

  private static void movementRow(StringBuilder out, String name, Result.Load load, String ratio) {
    Result.ServerUse server = load.server();
    row(
        out,
        name,
        count(load.offeredPerSecond()),
        number("%.1f", load.framesPerSecondPerClient()),
        number("%.1f", load.framesPerSecondPerClientMax()),
        count(load.bytesPerSecondPerClient()),
        server == null ? "–" : number("%.0f", server.microsPerSent()),
        server == null ? "–" : number("%.2f", server.cores()),
        number("%.2f", load.clientCores()),
        number("%.0f %%", 100 * load.machineBusy()),
        millis(load.latency().p50()),
        millis(load.latency().p99()),
        ratio);
  }

  private static void idle(StringBuilder out, Result.Idle idle) {
    row(
        out,
        "idle",
        "rooms",
        "joins/s",
        "RSS/connection KiB",
        "heap/connection KiB",
        "server RSS MiB",
        "server cores",
        "B/s/client",
        "closed");
    rule(out, 9);
    row(
        out,
        count(idle.clients()),
        count(idle.rooms()),
        count(idle.clients() / idle.joinSeconds()),
        kibibytes(idle.rssPerConnection()),
        kibibytes(idle.heapPerConnection()),
        idle.rssBytes() == null ? "–" : count(idle.rssBytes() / (double) (1 << 20)),
        idle.serverCores() == null ? "–" : number("%.3f", idle.serverCores()),
        number("%.1f", idle.bytesPerSecondPerClient()),
        count(idle.closes()));
    out.append(System.lineSeparator());
  }

  private static String[] latency(Percentiles latency) {
    return new String[] {
      millis(latency.p50()),
      millis(latency.p90()),
      millis(latency.p99()),
      millis(latency.p999()),
      millis(latency.max())
    };
  }

  private static String kibibytes(@Nullable Double bytes) {
    return bytes == null ? "–" : number("%.2f", bytes / 1024);
  }

  static String millis(long micros) {
    return number("%.2f", micros / 1000.0);
  }

  static String count(double value) {
    return number("%,.0f", value);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static void row(
      StringBuilder out,
      String first,
      String second,
      String third,
      String fourth,
      String fifth,
      String[] more) {
    row(out, first, second, third, fourth, fifth, more[0], more[1], more[2], more[3], more[4]);
  }

  static void row(StringBuilder out, String... cells) {
    line(out, "%s", List.of(cells).stream().collect(Collectors.joining(" | ", "| ", " |")));
  }

  static void rule(StringBuilder out, int columns) {
    line(out, "%s", "|---|" + "---:|".repeat(columns - 1));
  }

  static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format + "%n", values));
  }
}
