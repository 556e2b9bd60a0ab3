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
    assertThat(Aisles.forWalkers(200)).isEqualTo(new Aisles(201, 100));
    assertThat(Aisles.forWalkers(2_000)).isEqualTo(new Aisles(501, 400));
    assertThatThrownBy(() -> Aisles.forWalkers(Aisles.WALKERS_MAX + 1))
        .hasMessageContaining("2400");
  }

  @Test
  void there_is_a_place_to_spawn_for_each_evenly() {
    for (int walkers : new int[] {2, 10, 50, 200, 2_000, Aisles.WALKERS_MAX}) {
      Aisles map = Aisles.forWalkers(walkers);
      int places = 0;
      int[][] inSquare = new int[map.width() / 48 + 1][map.height() / 48 + 1];
      for (int y = 0; y < map.height(); y++) {
        for (int x = 0; x < map.width(); x++) {
          if (map.isFree(x, y) && map.isFree(x + 1, y)) {
            places++;
            inSquare[x / 48][y / 48]++;
          }
        }
      }
      assertThat(places).isBetween(walkers, walkers + 4 * map.height() / 100);
      for (int across = 0; across < map.width() / 48; across++) {
        for (int down = 0; down < map.height() / 48; down++) {
          assertThat(inSquare[across][down]).isBetween(16, 28); // 23 on average
        }
      }
    }
  }

  @Test
  void the_obstacles_are_all_that_is_not_free() {
    Aisles map = Aisles.forWalkers(2_000);
    boolean[][] taken = new boolean[map.width()][map.height()];
    for (Aisles.Block block : map.blocks()) {
      assertThat(block.height()).isBetween(1, 100);
      for (int x = 0; x < Aisles.Block.WIDTH; x++) {
        for (int y = 0; y < block.height(); y++) {
          taken[block.corner().x() + x][block.corner().y() + y] = true;
        }
      }
    }
    for (int x = 0; x < map.width(); x++) {
      for (int y = 0; y < map.height(); y++) {
        assertThat(map.isFree(x, y)).isEqualTo(!taken[x][y]);
      }
    }
  }

  @Test
  void every_free_block_can_be_reached_from_every_other() {
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
    int free = 0;
    for (int x = 0; x < map.width(); x++) {
      for (int y = 0; y < map.height(); y++) {
        free += map.isFree(x, y) ? 1 : 0;
      }
    }
    assertThat(reached).hasSize(free);
  }

  @Test
  void inner_places_see_nine_whole_cells() {
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
