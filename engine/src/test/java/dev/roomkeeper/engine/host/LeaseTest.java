package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long a host may send without asking whether the room is still its own. */
class LeaseTest {
  private static final long TAKEN = 1_000_000;
  private static final long LEASE_MILLIS = 2_000;

  private final Lease lease = new Lease(TAKEN, LEASE_MILLIS);

  @Test
  void it_sends_until_a_quarter_of_the_lease_is_left() {
    assertThat(lease.allowsSending(TAKEN + 1_499)).isTrue();
    assertThat(lease.allowsSending(TAKEN + 1_500))
        .as("what it sends is on its way a while")
        .isFalse();
    assertThat(lease.endsAtTicks()).isEqualTo(TAKEN + LEASE_MILLIS);
  }

  @Test
  void it_asks_when_half_of_the_lease_is_over() {
    assertThat(lease.isHalfOver(TAKEN + 999)).isFalse();
    assertThat(lease.isHalfOver(TAKEN + 1_000)).isTrue();
  }

  @Test
  void it_counts_from_the_question_and_a_late_answer_takes_nothing_back() {
    lease.answered(TAKEN + 700);
    assertThat(lease.endsAtTicks()).isEqualTo(TAKEN + 2_700);
    lease.answered(TAKEN + 200);
    lease.confirm(TAKEN + 300);
    assertThat(lease.endsAtTicks()).isEqualTo(TAKEN + 2_700);
  }

  @Test
  void it_asks_once_and_again_where_no_answer_comes() {
    assertThat(lease.ask(TAKEN)).isTrue();
    assertThat(lease.ask(TAKEN + 499)).isFalse();
    assertThat(lease.ask(TAKEN + 500)).isTrue();
    lease.answered(TAKEN + 500);
    assertThat(lease.ask(TAKEN + 501)).isTrue();
  }

  @Test
  void after_a_second_it_may_have_been_lost() {
    assertThat(lease.isInDoubt(TAKEN + 1_000)).isFalse();
    assertThat(lease.isInDoubt(TAKEN + 1_001)).isTrue();
  }
}
