package dev.roomkeeper.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final long PATIENCE_SECONDS = 20;

  private final Deadlines deadlines = new Deadlines(300);

  @Test
  void what_is_not_done_in_time_fails_and_not_before() {
    long began = System.nanoTime();
    CompletableFuture<String> late = deadlines.within(new CompletableFuture<>());
    assertThatThrownBy(() -> late.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(300_000_000);
  }

  @Test
  void what_is_done_in_time_keeps_its_value_and_does_not_hold_up_those_behind_it()
      throws Exception {
    CompletableFuture<String> first = deadlines.within(new CompletableFuture<>());
    CompletableFuture<String> second = deadlines.within(new CompletableFuture<>());
    CompletableFuture<String> third = deadlines.within(new CompletableFuture<>());
    second.complete("done");
    for (CompletableFuture<String> late : java.util.List.of(first, third)) {
      assertThatThrownBy(() -> late.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .hasCauseInstanceOf(TimeoutException.class);
    }
    assertThat(second.get()).isEqualTo("done");
  }

  @Test
  void one_that_comes_after_a_pause_is_looked_after_too() {
    deadlines.within(new CompletableFuture<>()).exceptionally(_ -> null).join();
    CompletableFuture<String> later = deadlines.within(new CompletableFuture<>());
    assertThatThrownBy(() -> later.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TimeoutException.class);
  }
}
