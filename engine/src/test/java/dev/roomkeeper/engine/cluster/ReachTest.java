package dev.roomkeeper.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReachTest {
  private static final long NOW = 1_000_000;

  @Test
  void while_nobody_reaches_the_database_nobody_is_cut_off() {
    Reach reach = Reach.FINE;
    for (int i = 0; i < 100; i++) {
      reach = reach.unanswered(false, NOW + i * 1_000L);
    }
    assertThat(reach.isCutOff()).isFalse();
  }

  @Test
  void a_node_that_alone_does_not_reach_it_is_cut_off_after_three_seconds() {
    Reach reach = Reach.FINE.unanswered(true, NOW).unanswered(true, NOW + 2_999);
    assertThat(reach.isCutOff()).isFalse();
    assertThat(reach.unanswered(true, NOW + 3_000).isCutOff()).isTrue();
  }

  @Test
  void the_others_must_reach_it_each_time_that_this_one_does_not() {
    Reach reach = Reach.FINE.unanswered(true, NOW).unanswered(false, NOW + 2_000);
    reach = reach.unanswered(true, NOW + 3_500);
    assertThat(reach.isCutOff()).as("counted from the last time that nobody did").isFalse();
    assertThat(reach.unanswered(true, NOW + 6_500).isCutOff()).isTrue();
  }

  @Test
  void who_is_cut_off_stays_so_until_the_database_answers() {
    Reach reach = Reach.FINE.unanswered(true, NOW).unanswered(true, NOW + 3_000);
    assertThat(reach.unanswered(false, NOW + 9_000).isCutOff()).isTrue();
    assertThat(Reach.FINE.isCutOff()).isFalse();
  }
}
