package dev.roomkeeper.server.ranks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ratings, held against what npm's openskill 4.1.0 makes of the same matches (tau 25/300). */
class RatingTest {
  private static final double[] NEW = {25, 25.0 / 3};

  /** Players as they were, their ranks, and as they are afterwards. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Vector(double[][] before, int[] ranks, double[][] after) {}

  static List<Vector> vectors() {
    return List.of(
        new Vector(
            new double[][] {NEW, NEW, NEW},
            new int[] {1, 2, 3},
            new double[][] {
              {27.869048680749426, 8.205243377397993},
              {25.717262170187357, 8.058224222802378},
              {21.413689149063217, 8.058224222802378}
            }),
        new Vector(
            new double[][] {NEW, NEW, NEW},
            new int[] {1, 1, 3},
            new double[][] {
              {25.717262170187357, 8.205243377397993},
              {25.717262170187357, 8.205243377397993},
              {23.565475659625285, 8.205243377397993}
            }),
        new Vector(
            new double[][] {NEW, NEW, NEW, NEW, NEW},
            new int[] {1, 2, 3, 4, 5},
            new double[][] {
              {27.66682666240021, 8.290970108063354},
              {26.833443330400147, 8.240554815393708},
              {25.722265554400057, 8.180401026155035},
              {24.055498890399925, 8.112194856654364},
              {20.72196556239966, 8.112194856654364}
            }),
        new Vector(
            new double[][] {{32.444, 5.123}, {43.381, 2.421}, {25.188, 6.211}, {12, 1.5}},
            new int[] {3, 1, 4, 2},
            new double[][] {
              {31.42330479010257, 4.989607606888085},
              {43.581726321331594, 2.4199849826155537},
              {22.611070835633637, 5.962822121349066},
              {12.161288313176794, 1.5021115040456094}
            }),
        new Vector(
            new double[][] {{29.1, 3.2}, {25, 8.3}, {18.5, 2.2}, NEW},
            new int[] {2, 2, 1, 2},
            new double[][] {
              {28.82846607324644, 3.193800642230874},
              {23.98213924480062, 8.010567421051002},
              {18.77165357009616, 2.2010954335721147},
              {23.973948065271703, 8.03915071002817}
            }),
        new Vector(
            new double[][] {{40, 1}, {10, 1}},
            new int[] {2, 1},
            new double[][] {
              {39.83503477046974, 1.003450307281795}, {10.16496522953026, 1.003450307281795}
            }),
        new Vector(
            new double[][] {NEW, NEW},
            new int[] {1, 1},
            new double[][] {{25, 8.06590141354368}, {25, 8.06590141354368}}));
  }

  private static List<Rating.Result> results(Vector vector) {
    List<Rating.Result> results = new ArrayList<>();
    for (int i = 0; i < vector.ranks.length; i++) {
      double[] before = vector.before[i];
      results.add(new Rating.Result(new Rating(before[0], before[1]), vector.ranks[i]));
    }
    return results;
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void it_is_the_published_rating(Vector vector) {
    List<Rating> after = Rating.after(results(vector));
    for (int i = 0; i < vector.ranks.length; i++) {
      assertThat(after.get(i).mu()).isCloseTo(vector.after[i][0], Offset.offset(1e-9));
      assertThat(after.get(i).sigma()).isCloseTo(vector.after[i][1], Offset.offset(1e-9));
    }
  }

  @Test
  void whoever_wins_goes_up_and_the_order_of_the_list_does_not_matter() {
    Rating strong = new Rating(35, 2);
    Rating weak = new Rating(20, 5);
    List<Rating> one =
        Rating.after(List.of(new Rating.Result(weak, 1), new Rating.Result(strong, 2)));
    List<Rating> other =
        Rating.after(List.of(new Rating.Result(strong, 2), new Rating.Result(weak, 1)));
    assertThat(one.getFirst().mu()).isGreaterThan(20);
    assertThat(one.getLast().mu()).isLessThan(35);
    assertThat(one.getFirst().mu()).isCloseTo(other.getLast().mu(), Offset.offset(1e-12));
  }
}
