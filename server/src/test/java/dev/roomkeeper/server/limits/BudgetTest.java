package dev.roomkeeper.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BudgetTest {
  private final AtomicLong ticks = new AtomicLong(1_000);

  private Budget budget(double most, double perSecond) {
    return new Budget(new Budget.Terms(most, perSecond), ticks::get);
  }

  @Test
  void each_owner_has_its_own_and_it_comes_back_with_time() {
    Budget budget = budget(2, 1);
    assertThat(budget.take("ann", 1)).isTrue();
    assertThat(budget.take("ann", 1)).isTrue();
    assertThat(budget.take("ann", 1)).isFalse();
    assertThat(budget.take("bob", 2)).as("another's").isTrue();
    assertThat(budget.retrySeconds("ann", 1)).isEqualTo(1);
    ticks.addAndGet(1_000);
    assertThat(budget.take("ann", 1)).isTrue();
    assertThat(budget.take("ann", 1)).isFalse();
  }

  @Test
  void what_does_not_come_back_by_itself_is_given_back() {
    Budget budget = budget(1, 0);
    assertThat(budget.take("ann", 1)).isTrue();
    ticks.addAndGet(1_000_000);
    assertThat(budget.take("ann", 1)).isFalse();
    budget.giveBack("ann", 1);
    assertThat(budget.take("ann", 1)).isTrue();
  }

  @Test
  void what_was_spent_already_is_paid_off_before_more_is_had() {
    Budget budget = budget(10, 1);
    budget.charge("ann", 15);
    ticks.addAndGet(5_000);
    assertThat(budget.take("ann", 1)).isFalse();
    ticks.addAndGet(1_000);
    assertThat(budget.take("ann", 1)).isTrue();
    budget.charge("ann", 1e9);
    assertThat(budget.retrySeconds("ann", 1)).as("a debt has a bound").isLessThanOrEqualTo(11);
  }

  @Test
  void what_costs_more_than_anybody_has_is_for_whoever_has_all_and_is_paid_later() {
    Budget budget = budget(10, 1);
    assertThat(budget.take("ann", 15)).isTrue();
    ticks.addAndGet(5_000);
    assertThat(budget.take("ann", 1)).isFalse();
    assertThat(budget.take("ann", 15)).isFalse();
  }

  @Test
  void many_owners_are_bounded_and_none_loses_what_it_holds() {
    Budget sockets = budget(1, 0);
    assertThat(sockets.take("ann", 1)).isTrue();
    Budget.Account held = sockets.hold("bob");
    assertThat(held.take(1)).isTrue();
    Budget frames = budget(10, 1);
    for (int i = 0; i < 50_000; i++) {
      assertThat(sockets.take("u" + i, 1)).isTrue();
      sockets.giveBack("u" + i, 1);
      frames.take("u" + i, 1);
    }
    assertThat(frames.remembered()).isLessThanOrEqualTo(20_000);
    assertThat(sockets.remembered()).isEqualTo(2);
    assertThat(sockets.take("ann", 1)).isFalse();
    assertThat(sockets.take("bob", 1)).isFalse();
  }

  @Test
  void who_is_held_is_known_for_a_while() {
    Budget budget = budget(1, 1);
    budget.take("ann", 1);
    budget.take("ann", 1);
    budget.take("ann", 1);
    budget.take("bob", 1);
    assertThat(budget.held()).containsExactly(new Budget.Held("ann", 2, 0));
    assertThat(budget.refusals()).isEqualTo(2);
    ticks.addAndGet(10_001);
    assertThat(budget.held()).isEmpty();
  }
}
