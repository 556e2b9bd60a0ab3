package dev.roomkeeper.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.cluster.Vouching.Outcome;
import dev.roomkeeper.engine.cluster.Vouching.Voice;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VouchingTest {
  @Test
  void a_node_says_what_it_read_and_what_it_has() {
    assertThat(Vouching.answer(7, 7, 0, false)).isEqualTo(Voice.CLEAR);
    assertThat(Vouching.answer(7, 8, 0, false)).isEqualTo(Voice.TAKEN);
    assertThat(Vouching.answer(7, -1, 8, false)).isEqualTo(Voice.TAKEN);
    assertThat(Vouching.answer(7, -1, 6, false)).isEqualTo(Voice.CLEAR);
  }

  @Test
  void a_node_whose_takeover_is_under_way_cant_say() {
    assertThat(Vouching.answer(7, -1, 0, true)).isEqualTo(Voice.SILENT);
    assertThat(Vouching.answer(7, 7, 0, true)).isEqualTo(Voice.CLEAR);
  }

  @Test
  void all_have_to_speak_but_the_dead() {
    assertThat(Vouching.tally(List.of(Voice.CLEAR, Voice.CLEAR))).isEqualTo(Outcome.HELD);
    assertThat(Vouching.tally(List.of(Voice.CLEAR, Voice.DEAD))).isEqualTo(Outcome.HELD);
    assertThat(Vouching.tally(List.of(Voice.CLEAR, Voice.SILENT))).isEqualTo(Outcome.UNKNOWN);
    assertThat(Vouching.tally(List.of(Voice.CLEAR, Voice.SILENT, Voice.TAKEN)))
        .isEqualTo(Outcome.LOST);
  }

  @Test
  void nobody_vouches_for_oneself() {
    assertThat(Vouching.tally(List.of())).isEqualTo(Outcome.UNKNOWN);
    assertThat(Vouching.tally(List.of(Voice.DEAD))).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void vouching_ends_some_time_after_the_database_spoke() {
    assertThat(Vouching.isAllowed(1_000, 0, 60_999)).isTrue();
    assertThat(Vouching.isAllowed(1_000, 0, 61_000)).isFalse();
  }

  @Test
  void who_stood_still_is_not_vouched_for_until_the_database_spoke() {
    assertThat(Vouching.isAllowed(1_000, 1_001, 1_500)).isFalse();
    assertThat(Vouching.isAllowed(1_001, 1_001, 1_500)).isTrue();
  }
}
