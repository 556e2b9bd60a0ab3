package dev.roomkeeper.server;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.server.api.Api;
import dev.roomkeeper.server.auth.PassphraseHasher;
import dev.roomkeeper.server.auth.Places;
import dev.roomkeeper.server.cluster.ManyNodes;
import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.DueRooms;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.ice.IceServers;
import dev.roomkeeper.server.limits.Addresses;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.moderation.BannedUsers;
import dev.roomkeeper.server.moderation.ModerationTables;
import dev.roomkeeper.server.ops.Metrics;
import dev.roomkeeper.server.storage.SqlApart;
import dev.roomkeeper.server.storage.SqlAudit;
import dev.roomkeeper.server.storage.SqlBans;
import dev.roomkeeper.server.storage.SqlDatabase;
import dev.roomkeeper.server.storage.SqlFeedback;
import dev.roomkeeper.server.storage.SqlReports;
import dev.roomkeeper.server.storage.SqlRoomCatalog;
import dev.roomkeeper.server.web.Front;
import dev.roomkeeper.server.web.Origins;
import io.netty.channel.EventLoopGroup;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.VertxInternal;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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

/** One server process, wired by hand from storage to listeners. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /**
   * A node that lost a room without noticing may send data that is not durable for this long. A
   * question that the database does not answer is put to the other nodes.
   */
  private static final long LEASE_MILLIS = 2_000;

  /** A single node has nobody to ask, and nobody to lose a room to. */
  private static final long ALONE_LEASE_MILLIS = 30_000;

  private static final long LAST_ANSWER_MILLIS = 200;
  private static final long DRAIN_MILLIS = 15_000;

  /** The rooms of a draining node move to other nodes within this time. */
  private static final long SPREAD_MILLIS = 10_000;

  private static final long TIDY_MILLIS = 60_000;
  private static final long CLOSE_MILLIS = 5_000;

  /** The address is taken, or is not this machine's. The message is for the operator. */
  public static final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotListen(String message) {
      super(message);
    }
  }

  private final Clock clock = Clock.SYSTEM;
  private final Metrics metrics = new Metrics();
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final Store store;
  private final Nodes nodes;
  private final Vertx vertx;
  private final Hub hub;
  private final DueRooms dueRooms;
  private final Gateway gateway;
  private final MatchParts matches;
  private final HttpServer http;
  private final @Nullable HttpServer metaverse;
  private final Optional<String> setupCode;
  private final CountDownLatch drainAsked = new CountDownLatch(1);
  private volatile boolean stopping;

  private Server(Settings settings, List<KindModule> modules) {
    Map<String, String> kindSettings = Modules.settings(modules, settings.kindSettings());
    Dice dice = new SecureDice();
    IceServers ice =
        IceServers.of(settings.iceServers, settings.turnSecretFile, InstantSource.system());
    Limits limits = new Limits(settings.limits(), clock::ticks);
    store = Store.open(settings, modules);
    List<RoomKind> kinds = modules.stream().map(KindModule::kind).toList();
    nodes = Nodes.open(settings, store, Kinds.of(kinds), metrics, clock, dice);
    People people = People.open(settings, store, limits, clock, dice, blocking, this::signedOut);
    SqlDatabase database = store.database();
    database.projections().compareVersions(database);
    ModerationTables moderation =
        new ModerationTables(
            new SqlApart(database),
            new SqlReports(database),
            new SqlBans(database),
            new SqlAudit(database));
    setupCode = people.accounts().renewSetupCode();

    vertx =
        Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(loops()).setPreferNativeTransport(true));
    EventLoopGroup group = ((VertxInternal) vertx).nettyEventLoopGroup();
    hub =
        new Hub(
            kinds,
            new SqlRoomCatalog(database),
            nodes.journal(),
            new RoomPassphrases(new PassphraseHasher()),
            new Hub.Means(
                clock,
                dice,
                group::next,
                blocking,
                new RoomHeap(limits, Runtime.getRuntime().maxMemory()),
                metrics::roomWokenLate),
            Gateway::audience,
            nodes.others().isEmpty() ? ALONE_LEASE_MILLIS : LEASE_MILLIS,
            nodes.cluster());
    dueRooms = new DueRooms(hub, nodes.journal(), nodes.cluster(), clock, blocking);

    Front front =
        new Front(Addresses.behind(settings.proxies), Origins.of(settings.origins), settings.path);
    gateway =
        new Gateway(
            hub,
            new Gateway.Visitors(
                new KnownPeople(
                    people.table(),
                    moderation.apart(),
                    new Places(store.tokenKey()),
                    blocking,
                    clock),
                people.tokens(),
                limits),
            new Gateway.Nodes(nodes.cluster(), nodes.link()),
            front,
            settings.timings,
            clock,
            blocking);
    people.tokens().read();
    vertx.setPeriodic(BannedUsers.READ_MILLIS, _ -> blocking.execute(people.tokens()::read));
    Blocks blocks = new Blocks(moderation.apart(), gateway, hub, InstantSource.system());
    vertx.setPeriodic(Blocks.READ_MILLIS, _ -> blocking.execute(blocks::read));
    matches =
        new MatchParts(hub, database, Nodes.redis(settings), nodes.link(), clock, dice, blocking);
    metrics.watch(hub, limits::open, gateway::traffic);
    metrics.watch(limits);
    Router router =
        Api.router(
            new Api.Means(vertx, dice, limits, blocking),
            new Api.Who(people.guests(), people.accounts(), people.tokens()),
            new Api.Tables(
                people.table(),
                new SqlRoomCatalog(database),
                new SqlFeedback(database),
                moderation,
                database),
            new Api.Kinds(modules, kindSettings),
            new Api.Rooms(
                hub,
                gateway::upgrade,
                ice,
                new Api.Play(
                    matches.matchmaker,
                    hub.matchmaking(),
                    matches.ranks,
                    request -> gateway.upgradeForLobby(request, matches.lobby))),
            new Api.Shown(front, settings.pages),
            new Api.Operation(
                this::isReady,
                this::drain,
                metrics::text,
                settings.role == Settings.Role.sockets,
                settings.openMetrics),
            nodes.inside());
    http =
        listen(
            settings.host,
            nodes.port(),
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
    nodes.others().ifPresent(others -> others.start(hub, () -> limits.open() + hub.live().size()));
    vertx.setPeriodic(TIDY_MILLIS, _ -> blocking.execute(hub::openForsaken));
    vertx.setPeriodic(TIDY_MILLIS, _ -> blocking.execute(this::fillGaps));
    blocking.execute(this::fillGaps);
    dueRooms.start();
  }

  private static int loops() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  private void fillGaps() {
    try {
      store.database().projections().fillGaps(store.database(), InstantSource.system());
    } catch (RuntimeException e) {
      LOG.warn(
          "Tables of kinds could not be mended: {}", e.getMessage()); // The next round may succeed.
    }
  }

  /**
   * Starts a server.
   *
   * @throws dev.roomkeeper.server.storage.DataRefused if the data directory cannot be used
   * @throws CannotListen if the address cannot be used
   * @throws Modules.Refused if a kind cannot be loaded or a setting is wrong
   */
  public static Server start(Settings settings) {
    return start(settings, Modules.load(settings.kinds));
  }

  /** Like {@link #start(Settings)}, with these kinds of rooms. */
  static Server start(Settings settings, List<KindModule> modules) {
    return new Server(settings, modules);
  }

  /** The port it listens on. */
  public int port() {
    return http.actualPort();
  }

  /** The code for signing up the first admin; empty if there is an admin. */
  public Optional<String> setupCode() {
    return setupCode;
  }

  /** The port of the course's dialect, if it has its own. */
  public OptionalInt metaversePort() {
    return metaverse == null ? OptionalInt.empty() : OptionalInt.of(metaverse.actualPort());
  }

  /** Waits until an admin asks the process to end. */
  void awaitDrain() throws InterruptedException {
    drainAsked.await();
  }

  private boolean isReady() {
    return !stopping
        && !store.database().refusesWrites()
        && !nodes.others().map(ManyNodes::isCutOff).orElse(false);
  }

  /** Reports not ready from now on. {@link #close} follows once the caller has its answer. */
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

  private void signedOut(String userId) {
    gateway.signOut(userId);
  }

  /** Gives up all rooms in order, closes their sockets, and stops. */
  @Override
  public void close() {
    stopping = true;
    dueRooms.close();
    nodes.others().ifPresent(ManyNodes::drain);
    long spreadMillis = nodes.others().isEmpty() ? 0 : SPREAD_MILLIS;
    inGoodOrder(
        "giving the rooms up",
        () -> hub.drain(spreadMillis).get(DRAIN_MILLIS, TimeUnit.MILLISECONDS));
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

  /** One step of closing. The next step follows even if this one fails. */
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
    nodes.close();
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
