package dev.roomkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.roomkeeper.bench.Aisles.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AislesTest {
  @Test
  void ten_times_the_walkers_have_a_map_ten_times_as_large() {
    assertThat(Aisles.forWalkers(200)).isEqualTo(new Aisles(160, 160));
    assertThat(Aisles.forWalkers(2_000)).isEqualTo(new Aisles(512, 500));
    for (int walkers = 1; walkers <= Aisles.WALKERS_MAX; walkers++) {
      Aisles map = Aisles.forWalkers(walkers);
      assertThat(map.width()).isLessThanOrEqualTo(512);
      assertThat(map.height()).isLessThanOrEqualTo(512);
      assertThat((long) map.width() * map.height())
          .isBetween(128L * walkers, 128L * walkers + map.width());
    }
    assertThatThrownBy(() -> Aisles.forWalkers(Aisles.WALKERS_MAX + 1))
        .hasMessageContaining("2048");
  }

  @Test
  void there_is_a_place_to_spawn_for_each_and_two_in_a_square() {
    for (int walkers : new int[] {2, 10, 50, 200, 2_000, Aisles.WALKERS_MAX}) {
      Aisles map = Aisles.forWalkers(walkers);
      int[][] inSquare = new int[map.width() / 16][(map.height() + 15) / 16];
      int places = 0;
      for (int y = 0; y < map.height(); y++) {
        for (int x = 0; x < map.width(); x++) {
          if (map.isFree(x, y) && map.isFree(x + 1, y)) {
            inSquare[x / 16][y / 16]++;
            places++;
          }
        }
      }
      assertThat(places).isGreaterThanOrEqualTo(walkers);
      assertThat(List.of(inSquare)).allSatisfy(column -> assertThat(column).containsOnly(2));
    }
  }

  @Test
  void one_can_walk_from_everywhere_to_everywhere() {
    Aisles map = Aisles.forWalkers(2_000);
    Set<Place> reached = new HashSet<>(List.of(map.spawn()));
    ArrayDeque<Place> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      Place from = open.remove();
      for (int[] step : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
        Place to = new Place(from.x() + step[0], from.y() + step[1]);
        if (map.isFree(to.x(), to.y()) && reached.add(to)) {
          open.add(to);
        }
      }
    }
    List<String> rows = map.rows();
    assertThat(rows).hasSize(500).allMatch(row -> row.length() == 512);
    long free = rows.stream().flatMapToInt(String::chars).filter(block -> block == ' ').count();
    assertThat(reached).hasSize((int) free);
    assertThat(rows.get(2)).contains("   ").startsWith(" ");
  }

  @Test
  void the_inner_ones_see_nine_whole_cells() {
    Aisles map = new Aisles(160, 100); // the last row of squares is 4 blocks high
    List<Place> inner = new ArrayList<>();
    for (int x = 0; x < 160; x++) {
      for (int y = 0; y < 100; y++) {
        if (map.isInner(new Place(x, y))) {
          inner.add(new Place(x, y));
        }
      }
    }
    assertThat(inner).hasSize(8 * 16 * 4 * 16).contains(new Place(16, 16), new Place(143, 79));
    assertThat(new Aisles(160, 160).cellsSeen()).isCloseTo(7.84, within(1e-9));
  }
}
