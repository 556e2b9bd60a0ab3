package dev.roomkeeper.server;

import dev.roomkeeper.engine.Dice;
import dev.roomkeeper.kinds.Kinds;
import dev.roomkeeper.server.api.Api;
import dev.roomkeeper.server.auth.Guests;
import dev.roomkeeper.server.auth.Tokens;
import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Passphrases;
import dev.roomkeeper.server.ice.IceServers;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.ops.MeteredJournal;
import dev.roomkeeper.server.ops.Metrics;
import dev.roomkeeper.server.storage.DataDirectory;
import dev.roomkeeper.server.storage.SqlDatabase;
import dev.roomkeeper.server.storage.SqlGuests;
import dev.roomkeeper.server.storage.SqlJournal;
import dev.roomkeeper.server.storage.SqlRoomCatalog;
import io.netty.channel.EventLoopGroup;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.VertxInternal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server process, wired by hand: reads top to bottom, and is the only one who knows everybody.
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  // Nobody else can own a room of this database: its directory is locked. So the lease may be long.
  private static final long LEASE_MILLIS = 30_000;

  private static final long DRAIN_MILLIS = 5_000;
  private static final long TIDY_MILLIS = 60_000;
  private static final long CLOSE_MILLIS = 5_000;

  /**
   * What a server is started with.
   *
   * @param port 0 for any that is free
   * @param data the directory that keeps everything
   * @param pages the folder of the built web pages; it may be missing
   * @param origins of other hosts' pages that may connect
   * @param ice what browsers are told to reach each other by
   */
  public record Settings(
      String host,
      int port,
      Path data,
      Path pages,
      Set<String> origins,
      IceServers ice,
      Limits.Numbers limits,
      Gateway.Timings timings) {
    Settings(String host, int port, Path data, Path pages, Set<String> origins, IceServers ice) {
      this(host, port, data, pages, origins, ice, Limits.Numbers.DEFAULT, Gateway.Timings.DEFAULT);
    }
  }

  /** The address is taken, or not this machine's; the message is for the operator. */
  public static final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotListen(String message) {
      super(message);
    }
  }

  private final DataDirectory directory;
  private final SqlDatabase database;
  private final Journal journal;
  private final ExecutorService blocking;
  private final Vertx vertx;
  private final Hub hub;
  private final Gateway gateway;
  private final Metrics metrics;
  private final HttpServer http;
  private volatile boolean stopping;

  private Server(Settings settings) {
    Clock clock = Clock.SYSTEM;
    SecureRandom random = new SecureRandom();
    Dice dice = random::nextLong;
    metrics = new Metrics();
    blocking = Executors.newVirtualThreadPerTaskExecutor();

    directory = DataDirectory.open(settings.data);
    database = SqlDatabase.sqlite(directory);
    journal =
        new MeteredJournal(new SqlJournal(database, InstantSource.system()), metrics.registry());
    byte[] key = directory.secret("token.key", Tokens.KEY_BYTES);
    Tokens tokens = new Tokens(key, InstantSource.system());
    Guests guests = new Guests(new SqlGuests(database), tokens, dice, InstantSource.system());
    Limits limits = new Limits(settings.limits, clock);

    int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    EventLoopGroup group = ((VertxInternal) vertx).nettyEventLoopGroup();
    hub =
        new Hub(
            Kinds.all(),
            new SqlRoomCatalog(database),
            journal,
            passphrases(),
            clock,
            dice,
            group::next,
            blocking,
            Gateway::audience,
            LEASE_MILLIS);
    gateway = new Gateway(hub, tokens, limits, clock, blocking, settings.origins, settings.timings);
    metrics.watch(hub, limits::open, gateway::traffic);
    http =
        listen(
            settings,
            vertx
                .createHttpServer(
                    new HttpServerOptions()
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeout(60)
                        .setMaxHeaderSize(16 << 10)
                        .setTcpNoDelay(true))
                .requestHandler(
                    Api.router(
                        vertx,
                        hub,
                        guests,
                        tokens,
                        limits,
                        settings.ice,
                        blocking,
                        gateway::upgrade,
                        metrics::text,
                        () -> !stopping,
                        settings.pages)));
    vertx.setPeriodic(TIDY_MILLIS, _ -> blocking.execute(hub::openForsaken));
  }

  /**
   * Starts a server.
   *
   * @throws dev.roomkeeper.server.storage.DataRefused if the data directory can't be used
   * @throws CannotListen if the address can't be had
   */
  public static Server start(Settings settings) {
    return new Server(settings);
  }

  /** The port it listens on. */
  public int port() {
    return http.actualPort();
  }

  private HttpServer listen(Settings settings, HttpServer server) {
    try {
      return server.listen(settings.port, settings.host).await(10, TimeUnit.SECONDS);
    } catch (TimeoutException | RuntimeException e) {
      closeAllButHttp();
      throw new CannotListen(
          "Roomkeeper can't listen on "
              + settings.host
              + ":"
              + settings.port
              + ": "
              + e.getMessage()
              + ". Another --port may be free; 0 picks one.");
    }
  }

  private static Passphrases passphrases() {
    var slow = new dev.roomkeeper.server.auth.Passphrases();
    return new Passphrases() {
      @Override
      public String hash(String passphrase) {
        return switch (slow.hash(passphrase)) {
          case dev.roomkeeper.server.auth.Passphrases.Hashed.Hash(var phc) -> phc;
          case dev.roomkeeper.server.auth.Passphrases.Hashed.Refused(var sentence) ->
              throw new IllegalArgumentException(sentence);
          case dev.roomkeeper.server.auth.Passphrases.Hashed.Busy() ->
              throw new RejectedExecutionException("too many passphrases at once");
        };
      }

      @Override
      public boolean matches(String passphrase, String hash) {
        return switch (slow.check(passphrase, hash)) {
          case RIGHT -> true;
          case WRONG -> false;
          case BUSY -> throw new RejectedExecutionException("too many passphrases at once");
        };
      }
    };
  }

  /** Gives all rooms up in good order, closes their sockets, and stops. */
  @Override
  public void close() {
    stopping = true;
    try {
      hub.drain().get(DRAIN_MILLIS, TimeUnit.MILLISECONDS);
      gateway.close().get(DRAIN_MILLIS, TimeUnit.MILLISECONDS);
      http.close().await(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.warn("not everything was closed in good order: {}", e.toString());
    }
    closeAllButHttp();
  }

  private void closeAllButHttp() {
    journal.close();
    try {
      vertx.close().await(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | RuntimeException e) {
      LOG.warn("the event loops did not stop in time");
    }
    blocking.shutdownNow();
    database.close();
    directory.close();
    metrics.close();
  }
}
