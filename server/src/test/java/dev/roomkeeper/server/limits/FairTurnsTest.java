package dev.roomkeeper.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class FairTurnsTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> ran = new ArrayList<>();

  private void runAll() {
    for (Runnable task; (task = threads.poll()) != null; ) {
      task.run();
    }
  }

  @Test
  void who_hands_in_much_waits_behind_what_is_its_own() {
    FairTurns turns = new FairTurns(threads::add, new FairTurns.Bounds(1, 100, 1_000));
    for (int i = 0; i < 10; i++) {
      assertThat(turns.run("eve", () -> ran.add("eve"))).isTrue();
    }
    assertThat(turns.run("ann", () -> ran.add("ann"))).isTrue();
    assertThat(turns.run("bob", () -> ran.add("bob"))).isTrue();
    runAll();
    assertThat(ran.subList(0, 5)).containsExactly("eve", "eve", "ann", "bob", "eve");
    assertThat(ran).hasSize(12);
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void so_much_runs_at_one_time_and_so_much_waits() {
    FairTurns turns = new FairTurns(threads::add, new FairTurns.Bounds(2, 3, 4));
    int taken = 0;
    for (int i = 0; i < 10; i++) {
      taken += turns.run("eve", () -> ran.add("eve")) ? 1 : 0;
    }
    assertThat(taken).as("two run and three wait").isEqualTo(5);
    assertThat(threads).hasSize(2);
    assertThat(turns.run("ann", () -> ran.add("ann"))).as("another has its own").isTrue();
    assertThat(turns.run("bob", () -> ran.add("bob"))).as("four wait").isFalse();
    runAll();
    assertThat(ran).hasSize(6).endsWith("eve").contains("ann");
  }

  @Test
  void a_task_that_throws_holds_no_turn() {
    FairTurns turns = new FairTurns(threads::add, new FairTurns.Bounds(1, 3, 4));
    turns.run(
        "eve",
        () -> {
          throw new IllegalStateException("broken");
        });
    turns.run("ann", () -> ran.add("ann"));
    try {
      runAll();
    } catch (IllegalStateException e) {
      runAll();
    }
    assertThat(ran).containsExactly("ann");
  }
}
