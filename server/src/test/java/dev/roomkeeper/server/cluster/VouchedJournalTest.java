package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.cluster.Vouching.Outcome;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.kit.TestClient;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who says that a room is still this node's, while the database does not. */
@Timeout(30)
class VouchedJournalTest {
  private final CopyOnWriteArrayList<Map<String, Long>> asked = new CopyOnWriteArrayList<>();

  /** What the database answers, and what the other nodes do. */
  private CompletableFuture<Boolean> database = new CompletableFuture<>();

  private CompletableFuture<Map<String, Outcome>> others = new CompletableFuture<>();

  private final VouchedJournal journal = new VouchedJournal(confirming());

  private Journal confirming() {
    return (Journal)
        Proxy.newProxyInstance(
            Journal.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (_, method, _) -> method.getName().equals("confirm") ? database : null);
  }

  private CompletableFuture<Boolean> confirm() {
    journal.vouchedForBy(epochs -> {
      asked.add(epochs);
      return others;
    });
    return journal.confirm("r", 7);
  }

  @AfterEach
  void stop() {
    journal.close();
  }

  @Test
  void while_the_database_answers_nobody_else_is_asked() {
    database.complete(true);
    assertThat(confirm().join()).isTrue();
    database = CompletableFuture.completedFuture(false);
    assertThat(confirm().join()).isFalse();
    TestClient.nap(200); // Questions to the others are gathered for 50 ms before they go out.
    assertThat(asked).isEmpty();
  }

  @Test
  void where_the_database_fails_the_others_are_asked_for_the_room_at_its_epoch() {
    database.completeExceptionally(new IllegalStateException("gone"));
    others.complete(Map.of("r", Outcome.HELD));
    assertThat(confirm().join()).isTrue();
    assertThat(asked).containsExactly(Map.of("r", 7L));
  }

  @Test
  void what_one_of_them_took_is_lost() {
    database.completeExceptionally(new IllegalStateException("gone"));
    others.complete(Map.of("r", Outcome.LOST));
    assertThat(confirm().join()).isFalse();
  }

  @Test
  void what_nobody_knows_is_no_answer() {
    database.completeExceptionally(new IllegalStateException("gone"));
    others.complete(Map.of("r", Outcome.UNKNOWN));
    assertThat(confirm()).failsWithin(10, TimeUnit.SECONDS);
    others = CompletableFuture.completedFuture(Map.of("another", Outcome.HELD));
    assertThat(confirm()).failsWithin(10, TimeUnit.SECONDS);
    others = CompletableFuture.failedFuture(new IllegalStateException("cut off"));
    assertThat(confirm()).failsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void a_silent_database_is_waited_for_half_a_second_and_no_longer() {
    others.complete(Map.of("r", Outcome.HELD));
    assertThat(confirm())
        .as("though the database has said nothing")
        .succeedsWithin(10, TimeUnit.SECONDS)
        .isEqualTo(true);
  }

  @Test
  void in_an_outage_the_others_are_asked_beside_the_database_and_whoever_answers_first_counts() {
    others.complete(Map.of("r", Outcome.HELD));
    database.completeExceptionally(new IllegalStateException("gone"));
    assertThat(confirm().join()).isTrue();
    others = new CompletableFuture<>();
    database = new CompletableFuture<>();
    CompletableFuture<Boolean> first = confirm();
    database.complete(false);
    assertThat(first.join()).as("the database").isFalse();
    database = new CompletableFuture<>();
    others = CompletableFuture.completedFuture(Map.of("r", Outcome.LOST));
    assertThat(confirm().join()).as("the others").isFalse();
  }
}
