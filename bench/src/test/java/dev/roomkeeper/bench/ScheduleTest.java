package dev.roomkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  @Test
  void messages_are_due_at_even_distances_and_senders_take_turns() {
    Schedule schedule = new Schedule(1_000_000, 4, 3);
    assertThat(schedule.dueMicros(0)).isEqualTo(1_000_000);
    assertThat(schedule.dueMicros(1)).isEqualTo(1_250_000);
    assertThat(schedule.dueMicros(8)).isEqualTo(3_000_000);
    assertThat(
            List.of(schedule.sender(0), schedule.sender(1), schedule.sender(2), schedule.sender(3)))
        .containsExactly(0, 1, 2, 0);
  }

  @Test
  void the_due_times_do_not_drift_over_an_hour_of_an_odd_rate() {
    Schedule schedule = new Schedule(0, 3, 1);
    assertThat(schedule.dueMicros(3 * 3600)).isEqualTo(3_600_000_000L);
  }

  @Test
  void counting_agrees_with_the_due_times() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      Schedule schedule = new Schedule(random.nextInt(1000), 0.1 + random.nextDouble() * 10_000, 1);
      long micros = random.nextInt(5_000_000);
      long count = schedule.countBefore(micros);
      String shown = "seed " + seed + ", " + schedule + " before " + micros + ": " + count;
      assertThat(schedule.dueMicros(count)).as(shown).isGreaterThanOrEqualTo(micros);
      assertThat(count == 0 || schedule.dueMicros(count - 1) < micros).as(shown).isTrue();
    }
  }

  @Test
  void a_rate_or_senders_of_none_are_refused() {
    assertThatThrownBy(() -> new Schedule(0, 0, 1)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> new Schedule(0, 1, 0)).hasMessageContaining("0");
  }

  @Test
  void the_pacer_hands_over_each_message_once_in_order_never_early_and_catches_up_after_a_stall() {
    long start = Stamp.nowMicros() + 5000;
    Schedule schedule = new Schedule(start, 2000, 7);
    List<Long> handedOver = new ArrayList<>();
    AtomicInteger early = new AtomicInteger();
    Pacer pacer =
        new Pacer(
            schedule,
            start + 200_000,
            (from, to) -> {
              for (long i = from; i < to; i++) {
                handedOver.add(i);
                if (Stamp.nowMicros() < schedule.dueMicros(i)) {
                  early.incrementAndGet();
                }
              }
              if (from == 0) {
                stall(50);
              }
            });
    pacer.run();
    assertThat(handedOver).hasSize(400).isSorted().doesNotHaveDuplicates();
    assertThat(early).hasValue(0);
    assertThat(Stamp.nowMicros() - start).isLessThan(600_000);
  }

  private static void stall(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
