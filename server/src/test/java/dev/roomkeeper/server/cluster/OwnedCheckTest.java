package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.LiveRoom;
import dev.roomkeeper.server.kit.LocalHub;
import dev.roomkeeper.server.kit.TestClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node makes of the rooms that the database says are its own. */
@Timeout(30)
class OwnedCheckTest {
  @TempDir Path folder;
  private final AtomicLong ticks = new AtomicLong(1_000_000);
  private LocalHub local;
  private OwnedCheck check;

  private boolean othersReach;

  /** What the database answers next. */
  private CompletableFuture<Map<String, Long>> owned = new CompletableFuture<>();

  static Clock clock(AtomicLong ticks) {
    return new Clock() {
      @Override
      public long nowMillis() {
        return ticks.get();
      }

      @Override
      public long ticks() {
        return ticks.get();
      }
    };
  }

  @BeforeEach
  void start() {
    local = new LocalHub(folder, new LocalHub.Parts());
    Journal journal =
        LocalHub.changed(
            Journal.class,
            local.journal(),
            (method, answer) -> method.equals("owned") ? owned : answer);
    check =
        new OwnedCheck(
            journal,
            local.hub()::live,
            () -> CompletableFuture.completedFuture(othersReach),
            Runnable::run,
            clock(ticks));
  }

  @AfterEach
  void stop() {
    local.close();
  }

  private void answers(Map<String, Long> rooms) {
    owned = CompletableFuture.completedFuture(rooms);
    ticks.addAndGet(1_000);
    check.ask(false);
  }

  private void isGone(LiveRoom room) {
    TestClient.await(() -> local.hub().live(room.record().id()).isEmpty(), "it is given up");
  }

  @Test
  void a_room_that_another_node_took_ends_here_though_nobody_told() throws Exception {
    LiveRoom kept = local.open();
    LiveRoom taken = local.open();
    LiveRoom removed = local.open();
    String id = kept.record().id();
    answers(Map.of(id, kept.epoch(), taken.record().id(), taken.epoch() + 1));
    isGone(taken);
    isGone(removed);
    local.settle();
    assertThat(local.hub().live(id)).contains(kept);
  }

  @Test
  void a_room_that_opened_after_the_question_is_not_judged_by_the_answer() throws Exception {
    check.ask(false);
    LiveRoom room = local.open();
    owned.complete(Map.of());
    local.settle();
    assertThat(local.hub().live(room.record().id())).contains(room);
  }

  private void failsAt(long millis) {
    owned = CompletableFuture.failedFuture(new IllegalStateException("gone"));
    ticks.addAndGet(millis);
    check.ask(false);
  }

  @Test
  void while_nobody_reaches_the_database_rooms_stay_and_where_others_do_they_are_let_go()
      throws Exception {
    LiveRoom room = local.open();
    for (int i = 0; i < 10; i++) {
      failsAt(1_000);
    }
    local.settle();
    assertThat(check.isCutOff()).isFalse();
    assertThat(local.hub().live(room.record().id())).contains(room);

    othersReach = true;
    failsAt(1_000);
    failsAt(2_999);
    assertThat(check.isCutOff()).isFalse();
    failsAt(1);
    assertThat(check.isCutOff()).isTrue();
    isGone(room);
    answers(Map.of());
    assertThat(check.isCutOff()).isFalse();
  }

  @Test
  void others_stand_in_for_the_database_only_for_who_was_told_since_it_stood_still() {
    assertThat(check.mayBeVouchedFor()).as("it was told nothing yet").isFalse();
    answers(Map.of());
    assertThat(check.mayBeVouchedFor()).isTrue();
    owned = new CompletableFuture<>();
    ticks.addAndGet(1);
    check.ask(true);
    assertThat(check.mayBeVouchedFor()).as("it stood still").isFalse();
    owned.complete(Map.of());
    assertThat(check.mayBeVouchedFor()).as("it asked afterwards, and was told").isTrue();
    ticks.addAndGet(60_000);
    assertThat(check.mayBeVouchedFor()).as("for a minute").isFalse();
  }

  @Test
  void an_answer_to_what_was_asked_before_it_stood_still_says_nothing() {
    check.ask(false);
    ticks.addAndGet(5_000);
    check.ask(true);
    owned.complete(Map.of());
    assertThat(check.mayBeVouchedFor()).isFalse();
  }
}
