package dev.roomkeeper.server;

import dev.roomkeeper.server.cluster.RedisAddress;
import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.web.BasePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of the command line, with their defaults. */
public final class Settings {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = OptionReaders.Port.class,
      description = "Port to listen on; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
  public int port = 8080;

  @Option(
      names = "--metaverse-port",
      paramLabel = "PORT",
      converter = OptionReaders.Port.class,
      description =
          "A port of its own for the WebSockets of \"2D metaverse\" course clients, which the path"
              + " / of the other port takes as well; 0 picks a free one. Default: none.")
  public @Nullable Integer metaversePort;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      converter = OptionReaders.Host.class,
      description = "Address to listen on. Default: ${DEFAULT-VALUE}, which is all.")
  public String host = "0.0.0.0";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      converter = OptionReaders.Directory.class,
      description =
          "Directory that keeps everything, unless there is a --database. Default: ${DEFAULT-VALUE}.")
  public Path data = Path.of("data");

  @Option(
      names = "--path",
      paramLabel = "PATH",
      converter = OptionReaders.PathPrefix.class,
      description =
          "Path below which a proxy shows the pages, the API and the sockets, such as /rooms; it"
              + " may pass the path on or take it off. Default: none.")
  public BasePath path = BasePath.NONE;

  @Option(
      names = "--origin",
      paramLabel = "URL",
      converter = OptionReaders.Origin.class,
      description =
          "Pages of this origin may connect and use the API too, such as https://play.example; may be repeated.")
  public Set<String> origins = new LinkedHashSet<>();

  @Option(
      names = "--trust-proxy",
      paramLabel = "ADDRESS",
      converter = OptionReaders.ProxyAddress.class,
      description =
          "Address of a proxy of your own, or a network such as 10.0.0.0/8, whose X-Forwarded-For"
              + " is believed; may be repeated.")
  public Set<String> proxies = new LinkedHashSet<>();

  @Option(
      names = "--weak-passwords",
      description = "Takes any password for an account, such as 123456. For tests alone.")
  public boolean weakPasswords;

  @Option(
      names = "--open-metrics",
      description =
          "Shows /metrics to anybody; else a node that is alone shows them to this machine and to"
              + " admins.")
  public boolean openMetrics;

  @Option(
      names = "--open-admin-signup",
      description = "Lets anybody sign up as an admin. For tests alone.")
  public boolean openAdminSignup;

  /** The issuers whose tokens are accepted besides the server's own. */
  @ArgGroup(exclusive = false, multiplicity = "0..*")
  public List<Oidc> oidc =
      new ArrayList<>(); // Not List.of(), because the option parser adds to it.

  /** An issuer of tokens and the audience that they must name. */
  public static final class Oidc {
    @Option(
        names = "--oidc-issuer",
        paramLabel = "URL",
        required = true,
        description =
            "Takes the tokens of this OIDC issuer too, such as https://login.example; may be"
                + " repeated, each with its audience.")
    public String issuer = "";

    @Option(
        names = "--oidc-audience",
        paramLabel = "NAME",
        required = true,
        description =
            "Whom that issuer's tokens have to be for: the client's id, as a rule. It is looked for"
                + " in aud, in Keycloak's azp and in Cognito's client_id.")
    public String audience = "";

    /** The issuer as the command line names it. */
    public static Oidc of(String issuer, String audience) {
      Oidc oidc = new Oidc();
      oidc.issuer = issuer;
      oidc.audience = audience;
      return oidc;
    }
  }

  @Option(
      names = "--ice-server",
      paramLabel = "URL",
      description =
          "A STUN or TURN server for video, such as stun:turn.example or"
              + " turns:turn.example?transport=tcp; may be repeated.")
  public List<String> iceServers = new ArrayList<>();

  @Option(
      names = "--turn-secret-file",
      paramLabel = "FILE",
      description = "File with coturn's static-auth-secret; nobody else should read it.")
  public @Nullable Path turnSecretFile;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "A PostgreSQL database to keep everything in, such as postgres://user@host:5432/name,"
              + " instead of a file. The password comes by --database-password-file, or in the"
              + " environment as ROOMKEEPER_DATABASE_PASSWORD or PGPASSWORD.")
  public @Nullable String database;

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      description = "File whose first line is the database's password.")
  public @Nullable Path databasePasswordFile;

  @Option(
      names = "--redis",
      paramLabel = "URL",
      description =
          "The Redis, or Redis Cluster, by which several nodes on one --database act as one, such"
              + " as redis://host:6379, or rediss:// for TLS. The password comes by"
              + " --redis-password-file, or in the environment as ROOMKEEPER_REDIS_PASSWORD or"
              + " REDISCLI_AUTH.")
  public @Nullable String redis;

  @Option(
      names = "--redis-user",
      paramLabel = "NAME",
      description =
          "As whom to enter Redis, by its access control list. Default: its default user.")
  public @Nullable String redisUser;

  @Option(
      names = "--redis-password-file",
      paramLabel = "FILE",
      description = "File whose first line is Redis' password.")
  public @Nullable Path redisPasswordFile;

  @Option(
      names = "--node-address",
      paramLabel = "HOST:PORT",
      converter = OptionReaders.OwnAddress.class,
      description =
          "Where other nodes and the router reach this one, an IPv6 address in brackets. Default:"
              + " 127.0.0.1 and the port.")
  public @Nullable String nodeAddress;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description =
          "What this node of several serves: ${COMPLETION-CANDIDATES}. A node for http has no"
              + " rooms, one for sockets neither pages nor API. Default: ${DEFAULT-VALUE}.")
  public Role role = Role.all;

  @Option(
      names = "--kinds",
      paramLabel = "DIR",
      converter = OptionReaders.Directory.class,
      description =
          "A folder with jars of more kinds of rooms than those that come with the server"
              + " (docs/kinds.md).")
  public @Nullable Path kinds;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      converter = OptionReaders.OneSetting.class,
      description =
          "A setting of a kind of rooms, such as arena.match-seconds=60; may be repeated, and the"
              + " last of a name holds.")
  private List<OptionReaders.SetValue> kindSettings = List.of();

  /** The settings of kinds, by name. */
  Map<String, String> kindSettings() {
    Map<String, String> byName = new HashMap<>();
    kindSettings.forEach(set -> byName.put(set.name(), set.value()));
    return byName;
  }

  /** The folder of the built web pages. ./run sets it, so that it works from any directory. */
  public Path pages = Path.of(System.getProperty("roomkeeper.apps", "apps/dist"));

  public Limits.Numbers limits = Limits.Numbers.DEFAULT;

  @Option(
      names = "--limit",
      paramLabel = "NAME=MOST+BACK/s",
      converter = OptionReaders.OneLimit.class,
      description =
          "Another number for one of the budgets of docs/security.md, such as"
              + " frames-by-user=800+400/s, or /m or /h, or sockets-by-address=500; may be repeated.")
  private List<String> limitTexts = List.of();

  /** The sizes of all budgets, with the command line's values. */
  Limits.Numbers limits() {
    Limits.Numbers numbers = limits;
    for (String text : limitTexts) {
      numbers = numbers.with(text);
    }
    return numbers;
  }

  public Gateway.Timings timings = Gateway.Timings.DEFAULT;

  /** What a node serves. */
  public enum Role {
    all,
    sockets,
    http
  }

  /** The options contradict each other. The message is for the operator. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * Checks that the options fit together. An option without effect is a mistake, too.
   *
   * @throws Refused if they do not fit
   */
  void check() {
    if (redis != null) {
      RedisAddress.parse(
          redis, null, null); // Checks that it can be read before anything else happens.
    }
    if (redis != null && database == null) {
      throw new Refused(
          "--redis joins nodes that have one PostgreSQL: name that with --database, or leave --redis"
              + " out for a server that is alone.");
    }
    if (redis == null) {
      refuse(redisUser != null, "--redis-user", "--redis");
      refuse(redisPasswordFile != null, "--redis-password-file", "--redis");
      refuse(nodeAddress != null, "--node-address", "--redis");
      refuse(role != Role.all, "--role", "--redis");
    }
    refuse(
        database == null && databasePasswordFile != null, "--database-password-file", "--database");
    if (metaversePort != null && metaversePort != 0 && metaversePort == port) {
      throw new Refused(
          "--metaverse-port and --port are both "
              + port
              + ": give it another one, or leave it out, for course clients may use --port as well.");
    }
  }

  private static void refuse(boolean isGiven, String option, String needed) {
    if (isGiven) {
      throw new Refused(
          option + " does nothing without " + needed + ": name that too, or leave it out.");
    }
  }

  /** The default settings, changed. */
  public static Settings with(Consumer<Settings> change) {
    Settings settings = new Settings();
    change.accept(settings);
    return settings;
  }
}
