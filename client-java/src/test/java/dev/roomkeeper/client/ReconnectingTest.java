package dev.roomkeeper.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReconnectingTest {
  @Test
  void P21_a_refused_client_stays_away_and_others_come_back() {
    assertThat(IntStream.of(4400, 4401, 4403, 4404, 4409)).allMatch(Reconnecting::staysAway);
    assertThat(IntStream.of(4408, 4413, 4429, 4503, 1006, 1011, 1012, 1013))
        .noneMatch(Reconnecting::staysAway);
    assertThat(IntStream.of(4503, 1012)).allMatch(Reconnecting::isMoving);
    assertThat(IntStream.of(1006, 1011, 1013, 4408)).noneMatch(Reconnecting::isMoving);
  }

  @Test
  void P21_the_backoff_doubles_from_a_tenth_of_a_second_to_five_with_jitter() {
    Random random = new Random(1);
    long[] longest = new long[40];
    for (int round = 0; round < 2_000; round++) {
      for (int failures = 0; failures < longest.length; failures++) {
        long millis = Reconnecting.backoffMillis(failures, random);
        assertThat(millis).isBetween(100L, 5_000L);
        longest[failures] = Math.max(longest[failures], millis);
      }
      assertThat(Reconnecting.movingMillis(random)).isBetween(0L, 200L);
    }
    assertThat(longest[0]).isBetween(190L, 200L);
    assertThat(longest[2]).isBetween(700L, 800L);
    assertThat(longest[39]).isBetween(4_800L, 5_000L);
  }
}
