package dev.roomkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.auth.SignInBrake.Turn;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignInBrakeTest {
  private final AtomicLong ticks = new AtomicLong(1_000);
  private long sleptMillis;
  private final SignInBrake brake =
      new SignInBrake(
          ticks::get,
          duration -> {
            sleptMillis += duration.toMillis();
            ticks.addAndGet(duration.toMillis());
          });

  private void fail(String name, String address) {
    assertThat(brake.enter(name, address)).isInstanceOf(Turn.Now.class);
    brake.failed(address);
  }

  @Test
  void five_failures_of_a_name_are_free_and_each_further_costs_twice_as_much() {
    for (int i = 0; i < 5; i++) {
      fail("ann", "a" + i);
    }
    assertThat(sleptMillis).isZero();
    long[] expected = {250, 500, 1_000, 2_000, 4_000, 4_000};
    for (long each : expected) {
      sleptMillis = 0;
      fail("ann", "b" + each + ticks);
      assertThat(sleptMillis).isEqualTo(each);
    }
  }

  @Test
  void other_names_are_not_slowed_and_a_right_password_makes_free_again() {
    for (int i = 0; i < 8; i++) {
      fail("ann", "a" + i);
    }
    sleptMillis = 0;
    fail("bob", "b");
    assertThat(sleptMillis).isZero();
    brake.enter("ann", "c");
    brake.passed("ann");
    sleptMillis = 0;
    fail("ann", "d");
    assertThat(sleptMillis).isZero();
  }

  @Test
  void an_address_that_tries_many_names_is_slowed_and_told_to_come_later() {
    for (int i = 0; i < 20; i++) {
      fail("name" + i, "a");
    }
    assertThat(sleptMillis).isZero();
    Turn turn = new Turn.Now();
    int tries = 0;
    while (turn instanceof Turn.Now) {
      turn = brake.enter("other" + tries, "a");
      brake.failed("a");
      tries++;
    }
    assertThat(turn).isEqualTo(new Turn.Later(8));
    assertThat(tries).isBetween(5, 8);
    sleptMillis = 0;
    fail("bob", "b");
    assertThat(sleptMillis).isZero();
  }

  @Test
  void many_at_one_time_are_not_free() {
    SignInBrake standing =
        new SignInBrake(() -> 1_000, duration -> sleptMillis += duration.toMillis());
    int now = 0;
    for (int i = 0; i < 100; i++) {
      now += standing.enter("ann", "a" + i) instanceof Turn.Now ? 1 : 0; // none is answered yet
    }
    assertThat(now).isBetween(6, 12);
  }

  @Test
  void failures_are_forgotten_after_a_while_and_what_was_not_tried_counts_not() {
    for (int i = 0; i < 12; i++) {
      brake.enter("ann", "a" + i);
      brake.notTried("ann");
    }
    assertThat(sleptMillis).isZero();
    for (int i = 0; i < 9; i++) {
      fail("ann", "a" + i);
    }
    ticks.addAndGet(900_001);
    sleptMillis = 0;
    for (int i = 0; i < 5; i++) { // as many as are free at first
      fail("ann", "b" + i);
    }
    assertThat(sleptMillis).isZero();
  }

  @Test
  void it_remembers_a_bounded_number() {
    for (int i = 0; i < 6; i++) {
      fail("ann", "a" + i);
    }
    for (int i = 0; i < 30_000; i++) {
      fail("name" + i, "address" + i);
    }
    assertThat(brake.remembered()).isLessThanOrEqualTo(20_000);
  }
}
