package dev.roomkeeper.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.kinds.Kinds;
import dev.roomkeeper.server.storage.DataDirectory;
import dev.roomkeeper.server.storage.SqlDatabase;
import dev.roomkeeper.server.storage.SqlJournal;
import dev.roomkeeper.server.storage.SqlRoomCatalog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that stops, on a real journal whose answers to takeovers wait for the test. */
@Timeout(30)
final class DrainTest {
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
  private static final Audience NOBODY =
      new Audience() {
        @Override
        public void publish(Flush flush) {}

        @Override
        public void close(long connection, CloseCode code, String reason) {}

        @Override
        public void gone() {}
      };

  @TempDir Path folder;
  private final CompletableFuture<Void> mayAnswer = new CompletableFuture<>();
  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
  private DataDirectory directory;
  private SqlDatabase database;
  private SqlJournal journal;
  private Hub hub;

  @BeforeEach
  void start() {
    directory = DataDirectory.open(folder.resolve("data"));
    database = SqlDatabase.sqlite(directory);
    journal = new SqlJournal(database, InstantSource.system(), null);
    Dice dice = new java.util.Random(7)::nextLong;
    hub =
        new Hub(
            Kinds.all(),
            new SqlRoomCatalog(database),
            waiting(journal),
            NONE,
            Clock.SYSTEM,
            dice,
            () -> loop,
            Thread::startVirtualThread,
            _ -> NOBODY,
            2_000,
            Cluster.ALONE);
  }

  @AfterEach
  void stop() {
    loop.shutdownNow();
    journal.close();
    database.close();
    directory.close();
  }

  private Journal waiting(Journal journal) {
    return (Journal)
        Proxy.newProxyInstance(
            Journal.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (_, method, arguments) -> {
              try {
                Object answer = method.invoke(journal, arguments);
                return method.getName().equals("takeOver")
                    ? mayAnswer.thenCompose(_ -> (CompletableFuture<?>) answer)
                    : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void a_room_that_is_being_opened_is_given_up_as_soon_as_it_is_open() throws Exception {
    RoomRecord room = hub.create("lobby", "A room", JsonObject.EMPTY, "ann");
    CompletableFuture<Optional<LiveRoom>> opening = hub.open(room.id());
    CompletableFuture<Void> drained = hub.drain(0);
    assertThat(opening).isNotDone();
    assertThat(drained).as("not before it knows").isNotDone();
    mayAnswer.complete(null);
    assertThat(drained).succeedsWithin(5, TimeUnit.SECONDS);
    assertThat(opening).isCompleted();
    assertThat(hub.live()).isEmpty();
    assertThat(hub.isOpening(room.id())).isFalse();
  }

  @Test
  void one_that_can_not_be_opened_holds_nobody_up_and_no_other_is_opened() throws Exception {
    RoomRecord room = hub.create("lobby", "A room", JsonObject.EMPTY, "ann");
    CompletableFuture<Optional<LiveRoom>> opening = hub.open(room.id());
    CompletableFuture<Void> drained = hub.drain(0);
    mayAnswer.completeExceptionally(new IllegalStateException("the database is gone"));
    assertThat(drained).succeedsWithin(5, TimeUnit.SECONDS);
    assertThat(opening).isCompletedExceptionally();
    assertThat(hub.open(room.id())).isCompletedExceptionally();
    assertThat(hub.isOpening(room.id())).isFalse();
  }
}
