package dev.roomkeeper.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.kit.LocalHub;
import dev.roomkeeper.server.kit.TestClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that stops, on a real journal whose answers to takeovers wait for the test. */
@Timeout(30)
final class DrainTest {
  @TempDir Path folder;
  private CompletableFuture<Void> mayAnswer = new CompletableFuture<>();
  private final CompletableFuture<Void> rowIsFree = new CompletableFuture<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private LocalHub local;
  private Hub hub;

  private final Audience audience =
      new Audience() {
        @Override
        public void publish(Flush flush) {
          flush.personal().keySet().forEach(id -> told.add("joined " + id));
        }

        @Override
        public void close(long connection, CloseCode code, String reason) {
          told.add("close " + connection + " " + code);
        }

        @Override
        public void wrote(long connection, long bytes) {}

        @Override
        public boolean isBehind() {
          return false;
        }

        @Override
        public void gone() {
          told.add("gone");
        }
      };

  @BeforeEach
  void start() {
    LocalHub.Parts parts = new LocalHub.Parts();
    parts.audience = audience;
    parts.journal =
        real ->
            LocalHub.changed(
                Journal.class,
                real,
                (method, answer) ->
                    method.equals("takeOver")
                        ? mayAnswer.thenCompose(_ -> (CompletableFuture<?>) answer)
                        : answer);
    parts.cluster =
        LocalHub.changed(
            Cluster.class,
            Cluster.ALONE,
            (method, answer) -> {
              if (method.equals("closed")) {
                told.add("to be freed");
                return rowIsFree;
              }
              return answer;
            });
    local = new LocalHub(folder, parts);
    hub = local.hub();
  }

  @AfterEach
  void stop() {
    local.close();
  }

  @Test
  void a_room_that_is_being_opened_is_given_up_as_soon_as_it_is_open() throws Exception {
    rowIsFree.complete(null);
    RoomRecord room = hub.create("lobby", "A room", JsonObject.EMPTY, "ann");
    CompletableFuture<Optional<LiveRoom>> opening = hub.open(room.id());
    CompletableFuture<Void> drained = hub.drain(0);
    assertThat(opening).isNotDone();
    assertThat(drained).as("not before it knows").isNotDone();
    assertThat(hub.open(room.id())).as("nobody is let in any more").isCompletedExceptionally();
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

  @Test
  void a_room_that_could_not_be_opened_may_be_tried_again() throws Exception {
    RoomRecord room = hub.create("lobby", "A room", JsonObject.EMPTY, "ann");
    mayAnswer.completeExceptionally(new IllegalStateException("the database is gone"));
    assertThat(hub.open(room.id())).failsWithin(5, TimeUnit.SECONDS);
    mayAnswer = CompletableFuture.completedFuture(null);
    assertThat(hub.open(room.id())).succeedsWithin(5, TimeUnit.SECONDS);
    assertThat(hub.live(room.id())).isPresent();
  }

  @Test
  void members_are_sent_away_only_once_any_node_may_open_their_room() throws Exception {
    mayAnswer.complete(null);
    LiveRoom room = local.open();
    room.knock(
        new Input.Join(1, "ann", "Ann", null, null, JsonObject.EMPTY),
        new RoomMemory.Payers("ann", ""));
    TestClient.await(() -> told.contains("joined 1"), "the member is in");
    CompletableFuture<Void> drained = hub.drain(0);
    TestClient.await(() -> told.contains("to be freed"), "the room is given up");
    local.settle();
    assertThat(told)
        .as("whoever looks for it now must find it free")
        .noneMatch(each -> each.startsWith("close") || each.equals("gone"));
    assertThat(drained).isNotDone();
    rowIsFree.complete(null);
    assertThat(drained).succeedsWithin(5, TimeUnit.SECONDS);
    assertThat(told).endsWith("to be freed", "close 1 MOVING", "gone");
  }
}
