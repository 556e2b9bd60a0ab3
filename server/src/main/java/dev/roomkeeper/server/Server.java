package dev.roomkeeper.server;

import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.kinds.Kinds;
import dev.roomkeeper.server.api.Api;
import dev.roomkeeper.server.auth.AccountStanding;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.Accounts;
import dev.roomkeeper.server.auth.AllTokens;
import dev.roomkeeper.server.auth.Guests;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.auth.OidcTrust;
import dev.roomkeeper.server.auth.Passphrases;
import dev.roomkeeper.server.auth.PasswordRule;
import dev.roomkeeper.server.auth.SignInBrake;
import dev.roomkeeper.server.auth.Tokens;
import dev.roomkeeper.server.cluster.ManyNodes;
import dev.roomkeeper.server.cluster.RedisAddress;
import dev.roomkeeper.server.cluster.RedisDirectory;
import dev.roomkeeper.server.cluster.VouchedJournal;
import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.DueRooms;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.ice.IceServers;
import dev.roomkeeper.server.limits.Addresses;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.ops.MeteredJournal;
import dev.roomkeeper.server.ops.Metrics;
import dev.roomkeeper.server.spaces.SeedFile;
import dev.roomkeeper.server.storage.SqlAccounts;
import dev.roomkeeper.server.storage.SqlCatalogue;
import dev.roomkeeper.server.storage.SqlDatabase;
import dev.roomkeeper.server.storage.SqlFeedback;
import dev.roomkeeper.server.storage.SqlGuests;
import dev.roomkeeper.server.storage.SqlJournal;
import dev.roomkeeper.server.storage.SqlRoomCatalog;
import dev.roomkeeper.server.storage.SqlSpaces;
import dev.roomkeeper.server.web.Origins;
import io.netty.channel.EventLoopGroup;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.VertxInternal;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server process, wired by hand: reads top to bottom, and is the only one who knows everybody.
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  // Nobody else can own a room of a file: its directory is locked. So the lease may be long.
  private static final long FILE_LEASE_MILLIS = 30_000;

  /** So long a node that lost a room without knowing may go on sending what is not durable. */
  private static final long LEASE_MILLIS = 2_000;

  private static final long LAST_ANSWER_MILLIS = 200;
  private static final long DRAIN_MILLIS = 15_000;

  /** Over so long the rooms of a node are moved to others, at most. */
  private static final long SPREAD_MILLIS = 10_000;

  private static final int NODE_ID_LENGTH = 12;
  private static final long TIDY_MILLIS = 60_000;
  private static final long CLOSE_MILLIS = 5_000;

  /** The address is taken, or not this machine's; the message is for the operator. */
  public static final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotListen(String message) {
      super(message);
    }
  }

  private final Store store;
  private final Journal journal;
  private final @Nullable ManyNodes nodes;
  private final @Nullable RedisDirectory redis;
  private final ExecutorService blocking;
  private final Vertx vertx;
  private final Hub hub;
  private final DueRooms dueRooms;
  private final Gateway gateway;
  private final Metrics metrics;
  private final MatchParts matches;
  private final HttpServer http;
  private final Optional<String> setupCode;
  private final @Nullable HttpServer metaverse;
  private final CountDownLatch drainAsked = new CountDownLatch(1);
  private volatile boolean stopping;

  private Server(Settings settings, List<RoomKind> kinds) {
    Clock clock = Clock.SYSTEM;
    SecureRandom random = new SecureRandom();
    Dice dice = random::nextLong;
    metrics = new Metrics();
    Api.Inside inside = null;
    blocking = Executors.newVirtualThreadPerTaskExecutor();

    IceServers ice =
        IceServers.of(settings.iceServers, settings.turnSecretFile, InstantSource.system());
    List<OidcTrust> trusted =
        settings.oidc.stream().map(oidc -> new OidcTrust(oidc.issuer, oidc.audience)).toList();
    RedisAddress redisAddress =
        settings.redis == null
            ? null
            : RedisAddress.parse(
                settings.redis,
                settings.redisUser,
                ServicePassword.REDIS.find(settings.redisPasswordFile, System.getenv()));
    store = Store.open(settings);
    SqlDatabase database = store.database();
    int port = redisAddress != null && settings.port == 0 ? Ports.free() : settings.port;
    String address = settings.nodeAddress == null ? "127.0.0.1:" + port : settings.nodeAddress;
    Link link = new Link(store.linkKey(), InstantSource.system(), address);
    if (redisAddress == null) {
      nodes = null;
      redis = null;
      journal = metered(new SqlJournal(database, InstantSource.system(), null));
    } else {
      String id = dice.id(NODE_ID_LENGTH);
      String owner = ManyNodes.owner(id, address);
      redis = new RedisDirectory(redisAddress, link);
      Journal unvouched = metered(new SqlJournal(database, InstantSource.system(), owner));
      VouchedJournal vouched = new VouchedJournal(unvouched);
      journal = vouched;
      nodes =
          new ManyNodes(
              id, address, settings.role != Settings.Role.http, redis, journal, link, clock);
      vouched.vouchedForBy(nodes);
      inside = new Api.Inside(nodes, unvouched, link, address);
    }
    Cluster cluster = nodes == null ? Cluster.ALONE : nodes;
    AccountTable people = new SqlAccounts(database);
    AccountStanding standing = new AccountStanding(people, blocking, clock::ticks);
    Tokens own = new Tokens(store.tokenKey(), InstantSource.system(), Tokens.LIFE_MILLIS, standing);
    Guests guests = new Guests(new SqlGuests(database), own, dice, InstantSource.system());
    Limits limits = new Limits(settings.limits(), clock::ticks);
    AllTokens tokens = new AllTokens(own, trusted, people, dice, InstantSource.system());
    tokens.meetIssuers();
    Accounts accounts =
        new Accounts(
            people,
            new Passphrases(),
            new SignInBrake(limits),
            own,
            dice,
            InstantSource.system(),
            new Accounts.Rules(
                settings.weakPasswords ? PasswordRule.ANY : PasswordRule.strong(),
                settings.openAdminSignup),
            userId -> signedOut(userId, standing));
    setupCode = accounts.renewSetupCode();
    if (settings.openAdminSignup) {
      LOG.warn("Anybody who asks becomes an admin here: --open-admin-signup is for tests alone.");
    }
    Api.Tables tables =
        new Api.Tables(
            people, new SqlCatalogue(database), new SqlSpaces(database), new SqlFeedback(database));
    SeedFile.plant(tables.catalogue(), settings.pages, dice, clock.nowMillis());

    int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    EventLoopGroup group = ((VertxInternal) vertx).nettyEventLoopGroup();
    hub =
        new Hub(
            kinds,
            new SqlRoomCatalog(database),
            journal,
            new RoomPassphrases(new Passphrases()),
            new Hub.Means(
                clock,
                dice,
                group::next,
                blocking,
                new RoomHeap(limits, Runtime.getRuntime().maxMemory())),
            Gateway::audience,
            settings.database == null ? FILE_LEASE_MILLIS : LEASE_MILLIS,
            cluster);
    dueRooms = new DueRooms(hub, journal, cluster, clock, blocking);
    Addresses addresses = Addresses.behind(settings.proxies);
    Origins origins = Origins.of(settings.origins);
    gateway =
        new Gateway(
            hub,
            new KnownPeople(people, blocking, clock),
            tokens,
            limits,
            clock,
            blocking,
            cluster,
            link,
            addresses,
            origins,
            settings.path,
            settings.timings);
    matches = new MatchParts(hub, database, redisAddress, link, clock, dice, blocking);
    metrics.watch(hub, limits::open, gateway::traffic);
    metrics.watch(limits);
    Router router =
        Api.router(
            vertx,
            hub,
            guests,
            accounts,
            tables,
            dice,
            tokens,
            limits,
            new Api.Front(addresses, origins, settings.path, settings.pages),
            ice,
            blocking,
            gateway::upgrade,
            metrics::text,
            new Api.Operation(
                this::isReady,
                this::drain,
                settings.role == Settings.Role.sockets,
                settings.openMetrics),
            new Api.Play(
                matches.matchmaker,
                hub.matchmaking(),
                matches.ranks,
                request -> gateway.upgradeForLobby(request, matches.lobby)),
            inside);
    http =
        listen(
            settings.host,
            port,
            "--port",
            request -> {
              if (gateway.isForCourse(request)) {
                gateway.upgradeForCourse(request);
              } else {
                router.handle(request);
              }
            });
    metaverse =
        settings.metaversePort == null
            ? null
            : listen(
                settings.host,
                settings.metaversePort,
                "--metaverse-port",
                gateway::upgradeForCourse);
    if (nodes != null) {
      nodes.start(hub, () -> limits.open() + hub.live().size());
    }
    vertx.setPeriodic(TIDY_MILLIS, _ -> blocking.execute(hub::openForsaken));
    dueRooms.start();
  }

  /**
   * Starts a server.
   *
   * @throws dev.roomkeeper.server.storage.DataRefused if the data directory can't be used
   * @throws CannotListen if the address can't be had
   */
  public static Server start(Settings settings) {
    return start(settings, Kinds.all());
  }

  /** As {@link #start(Settings)}, with these kinds of rooms. */
  static Server start(Settings settings, List<RoomKind> kinds) {
    return new Server(settings, kinds);
  }

  private Journal metered(Journal journal) {
    return new MeteredJournal(journal, metrics.registry());
  }

  /** The port it listens on. */
  public int port() {
    return http.actualPort();
  }

  /** By which the first admin signs up; empty if there is one. */
  public Optional<String> setupCode() {
    return setupCode;
  }

  /** The port of the course's dialect alone, if it has one of its own. */
  public OptionalInt metaversePort() {
    return metaverse == null ? OptionalInt.empty() : OptionalInt.of(metaverse.actualPort());
  }

  /** Waits until an admin wants the process to end. */
  void awaitDrain() throws InterruptedException {
    drainAsked.await();
  }

  private boolean isReady() {
    return !stopping && (nodes == null || !nodes.isCutOff());
  }

  /** Not ready from now on; {@link #close} follows when whoever asked has got the answer. */
  private void drain() {
    stopping = true;
    vertx.setTimer(LAST_ANSWER_MILLIS, _ -> drainAsked.countDown());
  }

  private HttpServer listen(
      String host, int port, String option, Handler<HttpServerRequest> handler) {
    try {
      return Ports.listen(vertx, host, port, option, handler);
    } catch (CannotListen e) {
      closeAllButHttp();
      throw e;
    }
  }

  private void signedOut(String userId, AccountStanding standing) {
    standing.changed(userId);
    gateway.signOut(userId);
  }

  /** Gives all rooms up in good order, closes their sockets, and stops. */
  @Override
  public void close() {
    stopping = true;
    dueRooms.close();
    if (nodes != null) {
      nodes.drain();
    }
    inGoodOrder(
        "giving the rooms up",
        () ->
            hub.drain(nodes == null ? 0 : SPREAD_MILLIS).get(DRAIN_MILLIS, TimeUnit.MILLISECONDS));
    inGoodOrder(
        "closing the sockets", () -> gateway.close().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS));
    inGoodOrder("closing HTTP", () -> http.close().await(CLOSE_MILLIS, TimeUnit.MILLISECONDS));
    if (metaverse != null) {
      HttpServer second = metaverse;
      inGoodOrder(
          "closing the second port",
          () -> second.close().await(CLOSE_MILLIS, TimeUnit.MILLISECONDS));
    }
    closeAllButHttp();
  }

  /** One step of closing; the next follows whatever comes of it. */
  private static void inGoodOrder(String what, Callable<?> step) {
    try {
      step.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("{} did not end in good order: {}", what, e.toString());
    }
  }

  private void closeAllButHttp() {
    matches.close();
    if (nodes != null) {
      nodes.close();
    }
    if (redis != null) {
      redis.close();
    }
    journal.close();
    try {
      vertx.close().await(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | RuntimeException e) {
      LOG.warn("the event loops did not stop in time");
    }
    blocking.shutdownNow();
    store.close();
    metrics.close();
  }
}
