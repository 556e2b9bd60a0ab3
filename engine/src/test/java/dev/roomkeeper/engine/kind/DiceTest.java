package dev.roomkeeper.engine.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DiceTest {
  private final Dice dice = new SplittableRandom(20_260_101)::nextLong;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7, 52, 100})
  void below_is_uniform(int bound) {
    int draws = 1_000 * bound;
    int[] counts = new int[bound];
    for (int i = 0; i < draws; i++) {
      counts[dice.below(bound)]++;
    }
    assertUniform(counts, draws);
  }

  @Test
  void below_draws_again_where_a_remainder_would_be_favoured() {
    long[] draws = {-1L, 5L << 1};
    int[] next = {0};
    Dice loaded = () -> draws[next[0]++];
    assertThat(loaded.below(3)).isEqualTo(5 % 3);
    assertThat(next[0]).isEqualTo(2);
    assertThatThrownBy(() -> loaded.below(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shuffled_gives_each_order_equally_often() {
    List<Integer> items = List.of(1, 2, 3, 4);
    Map<List<Integer>, Integer> counts = new TreeMap<>((a, b) -> a.toString().compareTo(b + ""));
    int draws = 48_000;
    for (int i = 0; i < draws; i++) {
      counts.merge(dice.shuffled(items), 1, Integer::sum);
    }
    assertThat(counts).hasSize(24);
    assertUniform(counts.values().stream().mapToInt(Integer::intValue).toArray(), draws);
    assertThat(items).containsExactly(1, 2, 3, 4);
  }

  @Test
  void ids_use_the_whole_alphabet_and_do_not_repeat() {
    Set<String> ids = new HashSet<>();
    int[] counts = new int[32];
    for (int i = 0; i < 5_000; i++) {
      String id = dice.id(20);
      assertThat(id).hasSize(20);
      assertThat(ids.add(id)).isTrue();
      id.chars().forEach(c -> counts[Dice.ID_ALPHABET.indexOf(c)]++);
    }
    assertUniform(counts, 100_000);
  }

  /** Chi-square, far out in the tail: six standard deviations above its mean. */
  private static void assertUniform(int[] counts, int draws) {
    double expected = (double) draws / counts.length;
    double chiSquare =
        Arrays.stream(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    double freedom = counts.length - 1;
    assertThat(chiSquare).isLessThanOrEqualTo(freedom + 6 * Math.sqrt(2 * freedom) + 1e-9);
  }
}
