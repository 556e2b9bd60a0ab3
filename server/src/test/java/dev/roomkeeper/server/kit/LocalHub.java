package dev.roomkeeper.server.kit;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.server.hub.Audience;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.LiveRoom;
import dev.roomkeeper.server.hub.NewRoom;
import dev.roomkeeper.server.hub.Passphrases;
import dev.roomkeeper.server.hub.RoomMemory;
import dev.roomkeeper.server.storage.DataDirectory;
import dev.roomkeeper.server.storage.SqlDatabase;
import dev.roomkeeper.server.storage.SqlJournal;
import dev.roomkeeper.server.storage.SqlRoomCatalog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A hub on a SQLite database of its own; its rooms all live on one loop. */
public final class LocalHub implements AutoCloseable {
  /** An audience that nobody listens to. */
  public static final Audience NOBODY =
      new Audience() {
        @Override
        public void publish(Flush flush) {}

        @Override
        public void close(long connection, CloseCode code, String reason) {}

        @Override
        public void wrote(long connection, long bytes) {}

        @Override
        public boolean isBehind() {
          return false;
        }

        @Override
        public void gone() {}
      };

  private static final Passphrases NONE =
      new Passphrases() {
        @Override
        public String hash(String passphrase) {
          throw new AssertionError();
        }

        @Override
        public boolean matches(String passphrase, String hash) {
          throw new AssertionError();
        }
      };

  /** What an answer of a port becomes; null to leave it as it is. */
  @FunctionalInterface
  public interface Instead {
    Object of(String method, Object answer);
  }

  /** What a test has in place of a hub's usual parts. */
  public static final class Parts {
    public Cluster cluster = Cluster.ALONE;
    public Audience audience = NOBODY;
    public List<RoomKind> kinds = BundledKinds.kinds();
    public UnaryOperator<Journal> journal = UnaryOperator.identity();

    /** What may wait for rooms' turns. */
    public RoomMemory waiting = RoomMemory.UNBOUNDED;

    /** As which the journal names this node; "" for one that is alone. */
    public String owner = "";
  }

  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
  private final DataDirectory directory;
  private final SqlDatabase database;
  private final Journal journal;
  private final Hub hub;

  public LocalHub(Path folder, Parts parts) {
    directory = DataDirectory.open(folder.resolve("data"));
    database = SqlDatabase.sqlite(directory, BundledKinds.modules());
    journal =
        parts.journal.apply(
            new SqlJournal(
                database, InstantSource.system(), parts.owner.isEmpty() ? null : parts.owner));
    hub =
        new Hub(
            parts.kinds,
            new SqlRoomCatalog(database),
            journal,
            NONE,
            new Hub.Means(
                Clock.SYSTEM,
                new Random(7)::nextLong,
                () -> loop,
                Thread::startVirtualThread,
                RoomMemory.UNBOUNDED,
                parts.waiting,
                _ -> {}),
            _ -> parts.audience,
            2_000,
            parts.cluster);
  }

  /** The port with some of its answers changed. */
  public static <T> T changed(Class<T> port, T real, Instead instead) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              try {
                return instead.of(method.getName(), method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  public Hub hub() {
    return hub;
  }

  public Journal journal() {
    return journal;
  }

  /** A new lobby that lives here. */
  public LiveRoom open() {
    try {
      String id = hub.create("lobby", "A room", JsonObject.EMPTY, "ann").id();
      return hub.open(id).get(10, TimeUnit.SECONDS).orElseThrow();
    } catch (NewRoom.Refused | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Returns when all that the rooms were told so far is done. */
  public void settle() throws Exception {
    loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    loop.shutdownNow();
    journal.close();
    database.close();
    directory.close();
  }
}
