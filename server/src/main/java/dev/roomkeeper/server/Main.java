package dev.roomkeeper.server;

import dev.roomkeeper.server.ice.IceRefused;
import dev.roomkeeper.server.ice.IceServers;
import dev.roomkeeper.server.storage.DataRefused;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads the options of one server process, and runs it until it is told to stop. */
@Command(
    name = "run",
    description = "Starts a Roomkeeper server.",
    mixinStandardHelpOptions = true,
    version = "Roomkeeper 0.1.0",
    sortOptions = false)
final class Main implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}, which is all.")
  private String host = "0.0.0.0";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Directory that keeps everything. Default: ${DEFAULT-VALUE}.")
  private Path data = Path.of("data");

  @Option(
      names = "--origin",
      paramLabel = "URL",
      description =
          "Pages of this origin may connect too, such as https://play.example; may be repeated.")
  private Set<String> origins = Set.of();

  @Option(
      names = "--metaverse-port",
      paramLabel = "PORT",
      description =
          "A port of its own for the WebSocket dialect of \"2D metaverse\" course clients, which"
              + " is served at the path / of --port too; 0 picks a free one.")
  private @Nullable Integer metaversePort;

  @Option(
      names = "--ice-server",
      paramLabel = "URL",
      description =
          "A STUN or TURN server for video, such as stun:turn.example or"
              + " turns:turn.example?transport=tcp; may be repeated.")
  private List<String> iceServers = List.of();

  @Option(
      names = "--turn-secret-file",
      paramLabel = "FILE",
      description = "File with coturn's static-auth-secret; nobody else should read it.")
  private @Nullable Path turnSecretFile;

  /** The built web pages; ./run sets it, so that it works from any directory. */
  private final Path pages = Path.of(System.getProperty("roomkeeper.apps", "apps/dist"));

  public static void main(String[] args) {
    int status = new CommandLine(new Main()).execute(args);
    System.exit(status);
  }

  @Override
  public Integer call() throws InterruptedException {
    Server server;
    try {
      IceServers ice = IceServers.of(iceServers, turnSecretFile, InstantSource.system());
      server =
          Server.start(new Server.Settings(host, port, metaversePort, data, pages, origins, ice));
    } catch (IceRefused | DataRefused | Server.CannotListen e) {
      System.err.println(e.getMessage());
      return 1;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  // What was asked for is done: 0, where the JVM's own end would be 128 + SIGTERM.
                  Runtime.getRuntime().halt(0);
                },
                "shutdown"));
    System.out.println("Roomkeeper is at http://localhost:" + server.port());
    server
        .metaversePort()
        .ifPresent(
            own -> System.out.println("Course clients' WebSockets are at ws://localhost:" + own));
    new CountDownLatch(1).await(); // until a signal runs the hook
    return 0;
  }
}
