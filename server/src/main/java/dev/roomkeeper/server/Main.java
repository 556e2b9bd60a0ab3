package dev.roomkeeper.server;

import dev.roomkeeper.server.auth.OidcTrust;
import dev.roomkeeper.server.cluster.RedisAddress;
import dev.roomkeeper.server.ice.IceRefused;
import dev.roomkeeper.server.storage.DataRefused;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  public static void main(String[] args) {
    int status = new CommandLine(new Main()).execute(args);
    System.exit(status);
  }

  @Override
  public Integer call() throws InterruptedException {
    Server server;
    try {
      server = Server.start(settings);
    } catch (IceRefused
        | OidcTrust.Refused
        | DataRefused
        | RedisAddress.Refused
        | Server.CannotListen e) {
      System.err.println(e.getMessage());
      return 1;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  Thread.ofPlatform().daemon().name("deadline").start(Main::haltWhenLate);
                  server.close();
                  // What was asked for is done: 0, where the JVM's own end would be 128 + SIGTERM.
                  Runtime.getRuntime().halt(0);
                },
                "shutdown"));
    System.out.println("Roomkeeper is at http://localhost:" + server.port());
    server
        .setupCode()
        .ifPresent(code ->
            System.out.println("Nobody is admin yet. Sign up as one with the set-up code " + code));
    server
        .metaversePort()
        .ifPresent(
            own -> System.out.println("Course clients' WebSockets are at ws://localhost:" + own));
    server.awaitDrain(); // or until a signal runs the hook
    return 0;
  }

  /** What is durable is safe, and whoever supervises the process waits no longer. */
  private static void haltWhenLate() {
    try {
      Thread.sleep(CLOSE_MILLIS_MAX);
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
