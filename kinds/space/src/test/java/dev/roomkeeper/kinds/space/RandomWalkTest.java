package dev.roomkeeper.kinds.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S6, S8: what everybody sees and who is near whom, against the plainest model. */
final class RandomWalkTest {
  @ParameterizedTest
  @CsvSource({"70, 60, 25", "24, 20, 30", "9, 8, 24"})
  void S6_each_sees_exactly_its_cells_and_is_near_exactly_those_it_should(
      int width, int height, int people) {
    long seed = System.nanoTime();
    System.out.println("random walk " + seed + " on " + width + " x " + height);
    RandomWalk walk = new RandomWalk(seed, width, height, people);

    walk.play(1_500);

    assertThat(walk.taken()).isGreaterThan(150);
    assertThat(walk.refused()).isGreaterThan(150);
    if (width < 30) {
      assertThat(walk.fullest()).isEqualTo(8);
    }
  }

  @Test
  void S6_nobody_loses_a_neighbour_to_one_who_goes_on_in_the_same_step() {
    // In this walk a full member made place for the one who moved, who then found somebody nearer.
    new RandomWalk(10_527_816_941_233L, 24, 20, 30).play(1_500);
    new RandomWalk(10_527_816_941_233L, 9, 8, 24).play(1_500);
  }
}
