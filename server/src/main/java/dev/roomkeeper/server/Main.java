package dev.roomkeeper.server;

import dev.roomkeeper.server.auth.OidcTrust;
import dev.roomkeeper.server.cluster.RedisAddress;
import dev.roomkeeper.server.ice.IceRefused;
import dev.roomkeeper.server.storage.DataRefused;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one server process until it is told to stop. */
@Command(
    name = "run",
    description = "Starts a Roomkeeper server.",
    mixinStandardHelpOptions = true,
    version = "Roomkeeper 0.1.0",
    sortOptions = false)
final class Main implements Callable<Integer> {
  private static final long CLOSE_MILLIS_MAX = 29_000;

  @Mixin private final Settings settings = new Settings();
  private final PrintWriter err;

  private Main(PrintWriter err) {
    this.err = err;
  }

  public static void main(String[] args) {
    System.exit(run(new PrintWriter(System.err, true, System.err.charset()), args));
  }

  /**
   * Runs until the server ends.
   *
   * @param err where it reports why it cannot start
   * @return the exit status
   */
  static int run(PrintWriter err, String... args) {
    return new CommandLine(new Main(err))
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((refused, _) -> explain(refused))
        .execute(args);
  }

  /** Prints one sentence, since it would be lost in the whole help text. */
  private static int explain(ParameterException refused) {
    PrintWriter err = refused.getCommandLine().getErr();
    err.println(refused.getMessage());
    if (refused instanceof UnmatchedArgumentException unknown) {
      // Only about the first option, since the words after it may have been meant as its value.
      UnmatchedArgumentException.printSuggestions(
          new UnmatchedArgumentException(
              refused.getCommandLine(), List.of(unknown.getUnmatched().getFirst())),
          err);
    }
    err.println("--help tells of all options.");
    return ExitCode.USAGE;
  }

  @Override
  public Integer call() throws InterruptedException {
    Server server;
    try {
      settings.check();
      server = Server.start(settings);
    } catch (Settings.Refused
        | Modules.Refused
        | IceRefused
        | OidcTrust.Refused
        | DataRefused
        | RedisAddress.Refused
        | Server.CannotListen e) {
      err.println(e.getMessage());
      return 1;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  Thread.ofPlatform().daemon().name("deadline").start(Main::haltWhenLate);
                  server.close();
                  // The requested stop succeeded: status 0, whereas the JVM would return 128 +
                  // SIGTERM.
                  Runtime.getRuntime().halt(0);
                },
                "shutdown"));
    System.out.println("Roomkeeper is at http://localhost:" + server.port());
    server
        .setupCode()
        .ifPresent(code ->
            System.out.println(
                "Nobody is admin yet. Sign up as one at /signup?admin with the set-up code "
                    + code));
    server
        .metaversePort()
        .ifPresent(
            own -> System.out.println("Course clients' WebSockets are at ws://localhost:" + own));
    server.awaitDrain(); // Or until a signal runs the hook.
    return 0;
  }

  /** Durable data is safe, and the process supervisor must not wait longer. */
  private static void haltWhenLate() {
    try {
      Thread.sleep(CLOSE_MILLIS_MAX);
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
