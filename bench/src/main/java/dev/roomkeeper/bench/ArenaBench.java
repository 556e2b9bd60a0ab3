package dev.roomkeeper.bench;

import static dev.roomkeeper.bench.Table.count;
import static dev.roomkeeper.bench.Table.millis;
import static dev.roomkeeper.bench.Table.number;

import dev.roomkeeper.client.ServerAddress;
import dev.roomkeeper.client.User;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what players of arenas cost a server. All walk and fire, each on its own socket. */
@Command(
    name = "bench arena",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Plays in arenas over real sockets, in binary. All players walk, turn and fire all the time.",
      "Prints what the server used, and what each player received."
    })
final class ArenaBench implements Callable<Integer> {
  private static final Path SELF_STAT = Path.of("/proc/self/stat");
  private static final int PLAYERS_PER_SOURCE_ADDRESS = 50;
  private static final long JOIN_SECONDS_MAX = 60;
  private static final Pattern WOKEN_LATE =
      Pattern.compile(
          "(?m)^roomkeeper_room_woken_late_milliseconds_bucket\\{le=\"([^\"]+)\"\\} ([0-9.E+]+)$");

  @Option(names = "--players", description = "All players (default: ${DEFAULT-VALUE}).")
  private int players = 300;

  @Option(names = "--per-arena", description = "Players of an arena (default: ${DEFAULT-VALUE}).")
  private int perArena = 5;

  @Option(names = "--map", description = "The map; default: one map after the other.")
  private @Nullable String map;

  @Option(names = "--seconds", description = "Measured time (default: ${DEFAULT-VALUE}).")
  private double seconds = 20;

  @Option(
      names = "--warmup",
      description = "Time before it, which does not count (default: ${DEFAULT-VALUE}).")
  private double warmup = 20;

  @Option(names = "--url", description = "A running server; default: starts one.")
  private @Nullable URI url;

  @Option(names = "--pid", description = "Pid of its process on this machine (with --url).")
  private long pid;

  public static void main(String... arguments) {
    System.exit(new CommandLine(new ArenaBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (url != null) {
      return play(url, pid);
    }
    try (LocalServer server =
        LocalServer.start(Path.of(System.getProperty("roomkeeper.root", ".")))) {
      return play(server.awaitUrl(), server.pid());
    }
  }

  /** The counters at the start or at the end of the measured time. */
  private record Reading(
      long atMicros, double serverCpu, double ownCpu, Shooter.Counts counts, Woken woken) {}

  /**
   * How late the server's rooms were woken.
   *
   * @param bounds in milliseconds, rising; the last is infinite
   * @param counts how many were at most as late as each bound
   */
  private record Woken(List<Double> bounds, List<Double> counts) {
    static Woken of(String metrics) {
      List<Double> bounds = new ArrayList<>();
      List<Double> counts = new ArrayList<>();
      Matcher bucket = WOKEN_LATE.matcher(metrics);
      while (bucket.find()) {
        String bound = bucket.group(1);
        bounds.add(bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound));
        counts.add(Double.parseDouble(bucket.group(2)));
      }
      return new Woken(bounds, counts);
    }

    /** The lowest bound that so many percent of the rooms woken since then were within. */
    double percentile(Woken since, double percent) {
      double all = counts.getLast() - since.counts.getLast();
      for (int i = 0; i < counts.size(); i++) {
        if (counts.get(i) - since.counts.get(i) >= all * percent / 100) {
          return bounds.get(i);
        }
      }
      return Double.NaN;
    }
  }

  private int play(URI server, long serverPid) throws Exception {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    ServerAddress target = ServerAddress.of(server);
    ServerProbe probe = new ServerProbe(serverPid);
    List<Shooter> shooters = new ArrayList<>();
    try (HttpApi api = new HttpApi(target)) {
      join(target, api, group.next(), shooters);
      Measurement.sleepUntil(Stamp.nowMicros() + (long) (warmup * 1e6));
      ask(
          shooters,
          shooter -> {
            shooter.gapMicros.reset();
            shooter.lagMicros.reset();
            return shooter;
          });
      Reading from = reading(server, probe, shooters);
      Measurement.sleepUntil(from.atMicros + (long) (seconds * 1e6));
      Reading to = reading(server, probe, shooters);
      return report(from, to, shooters);
    } finally {
      ask(
          shooters,
          shooter -> {
            shooter.leave();
            return shooter;
          });
      group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private void join(ServerAddress target, HttpApi api, EventLoop loop, List<Shooter> shooters)
      throws Exception {
    int arenas = (players + perArena - 1) / perArena;
    System.err.printf("# %d arenas of %d%n", arenas, perArena);
    List<User> users = api.guests(arenas * perArena);
    List<String> rooms = api.arenas(arenas, perArena, map);
    for (int i = 0; i < users.size(); i++) {
      Shooter shooter = new Shooter(loop, i);
      shooters.add(shooter);
      String source = "127.0.0." + (2 + i / PLAYERS_PER_SOURCE_ADDRESS);
      shooter.connect(
          target,
          target.isLoopback() ? new InetSocketAddress(source, 0) : null,
          rooms.get(i % arenas),
          users.get(i));
      if (i % PLAYERS_PER_SOURCE_ADDRESS == 0) {
        Thread.sleep(50);
      }
    }
    CompletableFuture<?>[] all =
        shooters.stream().map(shooter -> shooter.playing).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(all).get(JOIN_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new BenchException("not all players joined within " + JOIN_SECONDS_MAX + " s", e);
    }
  }

  private Reading reading(URI server, ServerProbe probe, List<Shooter> shooters)
      throws IOException, InterruptedException {
    Woken woken;
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve("/metrics"))
              .timeout(Duration.ofSeconds(10))
              .build();
      woken = Woken.of(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
    Shooter.Counts sum = Shooter.Counts.NONE;
    for (Shooter.Counts counts : ask(shooters, Shooter::counts)) {
      sum = sum.plus(counts, 1);
    }
    return new Reading(
        Stamp.nowMicros(),
        probe.usage().cpuSeconds(),
        ProcText.cpuSeconds(ServerProbe.readProc(SELF_STAT)),
        sum,
        woken);
  }

  /** Prints the figures, and returns the exit status. */
  private int report(Reading from, Reading to, List<Shooter> shooters) {
    double time = (to.atMicros - from.atMicros) / 1e6;
    double cores = (to.serverCpu - from.serverCpu) / time;
    Shooter.Counts counts = to.counts.plus(from.counts, -1);
    double each = time * shooters.size();
    Histogram gaps = merged(shooters, shooter -> shooter.gapMicros);
    Histogram lags = merged(shooters, shooter -> shooter.lagMicros);
    System.out.print(
        new Table<Shooter.Counts>()
            .column("players", _ -> count(shooters.size()))
            .column("per arena", _ -> count(perArena))
            .column("server cores", _ -> number("%.2f", cores))
            .column("players a core", _ -> number("%.0f", shooters.size() / cores))
            .column(
                "CPU µs a tick and player", _ -> number("%.1f", cores * 1e6 / 30 / shooters.size()))
            .column(
                "tick late p99 ms", _ -> "≤ " + number("%.0f", to.woken.percentile(from.woken, 99)))
            .column("payload B/s each", row -> number("%.0f", row.payloadBytes() / each))
            .column("socket B/s each", row -> number("%.0f", row.socketBytes() / each))
            .column("frames/s each", row -> number("%.1f", row.frames() / each))
            .column("snapshot gap p99 ms", _ -> millis(gaps.getValueAtPercentile(99)))
            .column("events/s", row -> number("%.1f", row.kills() / time))
            .column("client cores", _ -> number("%.2f", (to.ownCpu - from.ownCpu) / time))
            .column("steps late p99 ms", _ -> millis(lags.getValueAtPercentile(99)))
            .of(List.of(counts)));
    String trouble =
        ask(shooters, shooter -> String.valueOf(shooter.trouble())).stream()
            .filter(said -> !said.equals("null"))
            .findFirst()
            .orElse(null);
    if (trouble != null || counts.refusals() > 0) {
      System.out.println(counts.refusals() + " refused; " + trouble);
      return 1;
    }
    return 0;
  }

  private static Histogram merged(List<Shooter> shooters, Function<Shooter, Histogram> which) {
    Histogram sum = Lane.histogram();
    ask(shooters, shooter -> which.apply(shooter).copy()).forEach(sum::add);
    return sum;
  }

  /** Runs a function for each shooter on their loop, and returns the results. */
  private static <T> List<T> ask(List<Shooter> shooters, Function<Shooter, T> question) {
    if (shooters.isEmpty()) {
      return List.of();
    }
    List<T> answers = new ArrayList<>();
    shooters
        .getFirst()
        .loop
        .submit(() -> shooters.forEach(shooter -> answers.add(question.apply(shooter))))
        .syncUninterruptibly();
    return answers;
  }
}
