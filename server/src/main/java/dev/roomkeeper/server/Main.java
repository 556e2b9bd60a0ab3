package dev.roomkeeper.server;

import dev.roomkeeper.server.auth.OidcTrust;
import dev.roomkeeper.server.ice.IceRefused;
import dev.roomkeeper.server.ice.IceServers;
import dev.roomkeeper.server.storage.DataRefused;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
      names = "--open-admin-signup",
      description = "Lets anybody sign up as an admin. For tests alone.")
  private boolean openAdminSignup;

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

  /** An issuer of tokens, and whom they have to be for. */
  static final class Oidc {
    @Option(
        names = "--oidc-issuer",
        paramLabel = "URL",
        required = true,
        description =
            "Takes the tokens of this OIDC issuer too, such as https://login.example; may be"
                + " repeated, each with its audience.")
    private String issuer = "";

    @Option(
        names = "--oidc-audience",
        paramLabel = "NAME",
        required = true,
        description = "Whom that issuer's tokens have to be for: the client's id, as a rule.")
    private String audience = "";
  }

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<Oidc> oidc = List.of();

  @Spec private @Nullable CommandSpec spec;

  private List<OidcTrust> trusted() {
    try {
      return oidc.stream().map(each -> new OidcTrust(each.issuer, each.audience)).toList();
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()));
    }
  }

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
      Server.SignIn signIn = new Server.SignIn(openAdminSignup, trusted());
      server = Server.start(new Server.Settings(host, port, data, pages, origins, signIn, ice));
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
        .setupCode()
        .ifPresent(code ->
            System.out.println("Nobody is admin yet. Sign up as one with the set-up code " + code));
    new CountDownLatch(1).await(); // until a signal runs the hook
    return 0;
  }
}
