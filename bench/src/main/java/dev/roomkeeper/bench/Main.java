package dev.roomkeeper.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.client.ServerAddress;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;

/** The command line: chooses server and scenarios, runs them, prints the table. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Puts load on a Roomkeeper server over real sockets and prints latencies and costs as Markdown tables.",
      "Without --url it starts ./run on a free port and an empty data folder, and stops it at the end.",
      "Exit status: 0; 1 if a message was lost or refused or a connection closed (with --strict also if a figure was"
          + " missed); 2 if the run failed."
    })
final class Main implements Callable<Integer> {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A running server, such as http://localhost:8080.")
  private @Nullable URI url;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "Pid of its process on this machine, to measure CPU and memory (with --url).")
  private @Nullable Long pid;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "NAME",
      description =
          "broadcast, rooms, movement, space, idle; default: all. May be a list: rooms,idle.")
  private List<String> scenarios = List.of("all");

  @Option(
      names = "--short",
      description = "Small sizes, about 35 s in all, to test that everything works.")
  private boolean brief;

  @Option(names = "--seconds", paramLabel = "S", description = "Measured time of each load.")
  private @Nullable Double seconds;

  @Option(
      names = "--warmup",
      paramLabel = "S",
      description = "Time before it, which does not count.")
  private @Nullable Double warmup;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "Clients of each scenario (rooms: in all rooms together).")
  private @Nullable Integer clients;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description =
          "Messages a second: of the sender (broadcast), in each room (rooms), of each client (movement; space, at most 8).")
  private @Nullable Double rate;

  @Option(
      names = "--durable-rate",
      paramLabel = "R",
      description = "Durable commands a second in each room (rooms).")
  private @Nullable Double durableRate;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Rounds of movement, each with the flush interval and without, and of space, each on both maps.")
  private @Nullable Integer rounds;

  @Option(
      names = "--loops",
      paramLabel = "N",
      description = "The clients' event loops (default: half the cores).")
  private int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  @Option(
      names = "--wire",
      paramLabel = "WIRE",
      description = "Subprotocol of the clients: ${COMPLETION-CANDIDATES}; default: JSON.")
  private Wire wire = Wire.JSON;

  @Option(names = "--strict", description = "A missed figure is a failure too.")
  private boolean strict;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also writes all figures to this file.")
  private @Nullable Path json;

  @Spec private @Nullable CommandSpec spec;

  private final List<String> arguments;

  private Main(String... arguments) {
    this.arguments = List.of(arguments);
  }

  public static void main(String... arguments) {
    System.exit(run(writer(System.out), writer(System.err), arguments));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Main(arguments))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler((thrown, commandLine, parsed) -> {
          if (thrown instanceof BenchException) {
            err.println("bench: " + thrown.getMessage());
          } else {
            thrown.printStackTrace(err);
          }
          return 2;
        })
        .execute(arguments);
  }

  @Override
  public Integer call() {
    List<Scenario> wanted = wantedScenarios();
    if (loops < 1) {
      throw new BenchException("--loops must be 1 or more: " + loops);
    }
    Sizes sizes =
        (brief ? Sizes.SHORT : Sizes.FULL)
            .with(warmup, seconds, clients, rate, durableRate, rounds);
    URI given = url;
    if (given != null) {
      return play(wanted, sizes, given, pid);
    }
    if (pid != null) {
      throw new BenchException("--pid needs --url");
    }
    try (LocalServer server =
        LocalServer.start(Path.of(System.getProperty("roomkeeper.root", ".")))) {
      URI started = server.awaitUrl();
      return play(wanted, sizes, started, server.pid());
    }
  }

  private List<Scenario> wantedScenarios() {
    List<Scenario> wanted = new ArrayList<>();
    for (String name : scenarios) {
      if (name.equals("all")) {
        return Scenario.all();
      }
      try {
        wanted.add(Scenario.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new BenchException(
            "no scenario "
                + name
                + "; the scenarios are broadcast, rooms, movement, space, idle and all",
            e);
      }
    }
    return wanted;
  }

  private int play(List<Scenario> wanted, Sizes sizes, URI server, @Nullable Long serverPid) {
    PrintWriter out = commandLine().getOut();
    PrintWriter err = commandLine().getErr();
    ServerProbe probe = serverPid == null ? null : new ServerProbe(serverPid);
    ServerAddress target = ServerAddress.of(server);
    List<Result> results = new ArrayList<>();
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(loops, NioIoHandler.newFactory());
    try (HttpApi api = new HttpApi(target)) {
      List<EventLoop> each = new ArrayList<>();
      for (int i = 0; i < loops; i++) {
        each.add(group.next());
      }
      Stage stage = new Stage(target, api, each, probe, wire, err);
      wanted.forEach(scenario -> scenario.play(stage, sizes, results::add));
    } finally {
      group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
    String command =
        "./bench/bench" + (arguments.isEmpty() ? "" : " " + String.join(" ", arguments));
    Report report =
        new Report(
            command, Machine.here(), probe == null ? null : probe.jvmOptions(), loops, results);
    out.println(report.markdown());
    if (json != null) {
      HttpApi.JSON
          .rebuild()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValue(json, report);
    }
    return report.checks().stream().anyMatch(check -> !check.met() && (strict || !check.isFigure()))
        ? 1
        : 0;
  }

  private CommandLine commandLine() {
    CommandSpec known = spec;
    if (known == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    return known.commandLine();
  }
}
