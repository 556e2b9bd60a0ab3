package dev.roomkeeper.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rooms share an event loop by whose they are. */
final class FairLoopTest {
  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
  private final AtomicLong now = new AtomicLong();
  private final FairLoop loop = new FairLoop(executor, now::get);
  private final List<String> ran = new ArrayList<>(); // used on the loop only

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private void turn(String owner, String name, long nanos) {
    loop.execute(
        owner,
        () -> {
          ran.add(name);
          now.addAndGet(nanos);
        });
  }

  /** Does this on the loop, and then everything that waits. */
  private List<String> whileBusy(Runnable work) throws Exception {
    executor.submit(work).get(10, TimeUnit.SECONDS);
    Callable<List<String>> last = () -> List.copyOf(ran);
    List<String> seen = List.of();
    while (!executor.getQueue().isEmpty() || seen.isEmpty()) {
      seen = executor.submit(last).get(10, TimeUnit.SECONDS);
    }
    return seen;
  }

  @Test
  void L3_a_room_does_not_wait_behind_all_rooms_of_somebody_else() throws Exception {
    List<String> order =
        whileBusy(() -> {
          for (int i = 0; i < 50; i++) {
            turn("eve", "eve" + i, 1_000);
          }
          turn("ann", "ann", 10);
        });
    assertThat(order).hasSize(51);
    assertThat(order.indexOf("ann")).isEqualTo(1);
  }

  @Test
  void L3_whoever_used_little_time_comes_first_though_it_has_many_rooms() throws Exception {
    List<String> order =
        whileBusy(() -> {
          turn("eve", "eve0", 1_000);
          turn("eve", "eve1", 1_000);
          for (int i = 0; i < 10; i++) {
            turn("ann", "ann" + i, 10);
          }
        });
    assertThat(order.indexOf("eve1")).isEqualTo(11);
  }

  @Test
  void L3_who_did_nothing_for_long_has_saved_up_nothing() throws Exception {
    whileBusy(() -> {
      for (int i = 0; i < 100; i++) {
        turn("bob", "early", 1_000);
      }
    });
    List<String> order =
        whileBusy(() -> {
          for (int i = 0; i < 10; i++) {
            turn("eve", "eve", 1_000);
            turn("bob", "bob", 1_000);
          }
        });
    List<String> firstHalf = order.subList(100, 110);
    assertThat(firstHalf).filteredOn("eve"::equals).hasSizeBetween(4, 7);
  }

  @Test
  void turns_of_one_owner_keep_their_order_and_one_that_fails_holds_nobody_up() throws Exception {
    List<String> order =
        whileBusy(() -> {
          turn("ann", "a", 10);
          loop.execute(
              "ann",
              () -> {
                throw new IllegalStateException("on purpose");
              });
          turn("ann", "b", 10);
          turn("ann", "c", 10);
        });
    assertThat(order).containsExactly("a", "b", "c");
  }
}
