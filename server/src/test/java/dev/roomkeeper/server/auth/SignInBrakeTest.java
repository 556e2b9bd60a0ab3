package dev.roomkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.auth.SignInBrake.Turn;
import dev.roomkeeper.server.limits.Limits;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SignInBrakeTest {
  private final AtomicLong ticks = new AtomicLong(1_000);
  private final SignInBrake brake = new SignInBrake(new Limits(Limits.Numbers.DEFAULT, ticks::get));

  /** Tries, and fails if it gets to try. */
  private Turn fail(String name, String address) {
    return brake.enter(name, address, () -> false);
  }

  private int tries(String name, String address, int times) {
    int tries = 0;
    for (int i = 0; i < times; i++) {
      tries += fail(name, address) instanceof Turn.Now ? 1 : 0;
    }
    return tries;
  }

  @Test
  void five_failures_of_a_name_from_an_address_are_free_and_then_one_in_four_seconds() {
    assertThat(tries("ann", "10.0.0.1", 100)).isEqualTo(5);
    assertThat(fail("ann", "10.0.0.1")).isEqualTo(new Turn.Later(4));
    ticks.addAndGet(4_000);
    assertThat(tries("ann", "10.0.0.1", 100)).isEqualTo(1);
    assertThat(tries("bob", "10.0.0.1", 1)).as("another name").isEqualTo(1);
  }

  @Test
  void a_name_that_is_tried_elsewhere_is_not_slowed_here() {
    assertThat(tries("ann", "10.0.0.1", 100)).isEqualTo(5);
    assertThat(tries("ann", "10.0.0.2", 100)).isEqualTo(5);
    assertThat(tries("ann", "10.0.0.3", 1)).isEqualTo(1);
  }

  @Test
  void an_address_that_tries_many_names_is_slowed_but_not_who_was_there_before() {
    int tries = 0;
    for (int i = 0; i < 100; i++) {
      tries += tries("name" + i, "2001:db8::" + i, 1); // of one network
    }
    assertThat(tries).isEqualTo(30);
    assertThat(brake.enter("ann", "2001:db8::1", () -> false)).isEqualTo(new Turn.Later(8));
    assertThat(brake.enter("ann", "2001:db8::1", () -> true)).isInstanceOf(Turn.Now.class);
    assertThat(tries("bob", "2001:db9::1", 1)).as("elsewhere").isEqualTo(1);
  }

  @Test
  void a_name_that_many_addresses_try_is_slowed_but_not_for_who_was_there_before() {
    int tries = 0;
    for (int i = 0; i < 200; i++) {
      tries += tries("ann", "10.0.1." + i, 1);
    }
    assertThat(tries).isEqualTo(100);
    assertThat(brake.enter("ann", "10.0.0.9", () -> true)).isInstanceOf(Turn.Now.class);
    assertThat(tries("bob", "10.0.0.9", 1)).isEqualTo(1);
  }

  @Test
  void what_was_right_or_not_tried_costs_nothing() {
    for (int i = 0; i < 500; i++) {
      Turn turn = fail("ann", "10.0.0.1");
      assertThat(turn).isInstanceOf(Turn.Now.class);
      brake.notTried((Turn.Now) turn);
    }
    assertThat(tries("ann", "10.0.0.1", 4)).isEqualTo(4);
    Turn turn = fail("ann", "10.0.0.1");
    brake.passed((Turn.Now) turn);
    assertThat(tries("ann", "10.0.0.1", 100)).as("free again").isEqualTo(5);
  }
}
