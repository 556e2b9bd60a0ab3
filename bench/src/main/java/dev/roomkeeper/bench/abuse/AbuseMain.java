package dev.roomkeeper.bench.abuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.bench.BenchException;
import dev.roomkeeper.bench.LocalServer;
import dev.roomkeeper.bench.Machine;
import dev.roomkeeper.client.ServerAddress;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code ./bench/bench abuse}. */
@Command(
    name = "bench abuse",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Starts a server of 512 MB with its usual limits, attacks it in many ways while bystanders"
          + " play, and prints what they noticed, as a Markdown table.",
      "Exit status: 0; 1 if a bystander was refused, closed or slowed down, if memory or disk went"
          + " over their budgets, or if the attackers were not told; 2 if the run could not be"
          + " made."
    })
final class AbuseMain implements Callable<Integer> {
  /** What a container of 512 MB is started with. */
  private static final String HEAP = "-Xmx256m";

  private static final double SECONDS = 15;
  private static final double SHORT_SECONDS = 3;

  @Option(names = "--short", description = "3 s each: a test that everything works.")
  private boolean brief;

  @Option(names = "--seconds", paramLabel = "S", description = "How long each attack lasts (15).")
  private @Nullable Double seconds;

  @Option(
      names = "--attack",
      split = ",",
      paramLabel = "NAME",
      description = "Only these: seats,pings.")
  private List<String> names = List.of();

  private final PrintWriter out = writer(System.out);
  private final PrintWriter err = writer(System.err);
  private final List<String> arguments;

  private AbuseMain(String... arguments) {
    this.arguments = List.of(arguments);
  }

  public static void main(String... arguments) {
    AbuseMain main = new AbuseMain(arguments);
    System.exit(
        new CommandLine(main)
            .setExecutionExceptionHandler((thrown, _, _) -> {
              if (thrown instanceof BenchException) {
                main.err.println("bench: " + thrown.getMessage());
              } else {
                thrown.printStackTrace(main.err);
              }
              return 2;
            })
            .execute(arguments));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Attack> attacks = Attacks.named(names);
    double each = seconds != null ? seconds : brief ? SHORT_SECONDS : SECONDS;
    List<Outcome> outcomes = new ArrayList<>();
    Path root = Path.of(System.getProperty("roomkeeper.root", "."));
    try (LocalServer server = LocalServer.withUsualLimits(root, HEAP);
        SwallowerProcess swallower = new SwallowerProcess()) {
      ServerAddress address = ServerAddress.of(server.awaitUrl());
      Running running = new Running(address, server.pid(), server.data(), server.log());
      try (Stand stand = new Stand(running, err)) {
        for (Attack attack : attacks) {
          err.println("# " + attack.name() + ": " + attack.what());
          Outcome.Phase control = stand.run(attack, swallower.address(), each);
          Outcome outcome = new Outcome(attack, each, control, stand.run(attack, address, each));
          err.println(
              "#   "
                  + (outcome.faults().isEmpty() ? "holds" : String.join("; ", outcome.faults())));
          outcomes.add(outcome);
        }
      }
    }
    String command =
        "./bench/bench abuse" + (arguments.isEmpty() ? "" : " ") + String.join(" ", arguments);
    out.println(OutcomeTable.of(command, LocalDate.now(ZoneOffset.UTC), Machine.here(), outcomes));
    boolean holds = outcomes.stream().allMatch(outcome -> outcome.faults().isEmpty());
    return holds ? 0 : 1;
  }
}
