package dev.roomkeeper.kinds.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.kinds.arena.motion.Field;
import dev.roomkeeper.testing.TestClient;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps that somebody made. */
final class OwnMapTest {
  private static final String HALL =
      """
      ############
      #S....#...S#
      #.....#....#
      #..+..#..H.#
      #...........
      #.....#..+.#
      #S....#...S#
      ############\
      """;

  private static String options(String rows) {
    return "{map: 'own', rows: '" + rows.strip() + "', bots: 3, seconds: 60}";
  }

  @Test
  void bots_and_people_play_on_it_and_walls_hide() {
    Bout bout = new Bout(options(HALL));
    TestClient ann = bout.join("ann");
    TestClient bob = bout.join("bob");
    bout.place(ann, Field.middle(1), Field.middle(1));
    bout.place(bob, Field.middle(7), Field.middle(1));
    bout.run(1);
    assertThat(Bout.seen(ann, bout.slot("bob"))).isNull();
    bout.place(bob, Field.middle(3), Field.middle(1));
    bout.run(2);
    assertThat(Bout.seen(ann, bout.slot("bob"))).isNotNull();
    bout.run(60 * ArenaOptions.TICKS);
    assertThat(bout.room.layers().root().object("all").object("game").text("phase"))
        .isEqualTo("over");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "########\n#S....S#\n########", // too low
        "########\n#S....S#\n#......#\n#......#\n#.....#\n#......#\n#......#\n########",
        "########\n#S....x#\n#......#\n#......#\n#......#\n#......#\n#.....S#\n########",
        "########\n#S.....#\n#......#\n#......#\n#......#\n#......#\n#......#\n########",
        "########\n#S..#..#\n#...#..#\n#...#..#\n#...#..#\n#...#..#\n#...#.S#\n########"
      })
  void what_nobody_could_play_on_is_refused(String rows) {
    assertThat(ArenaMap.problem(rows)).isNotNull();
    assertThatThrownBy(() -> new Bout(options(rows))).hasMessageContaining("rows");
  }

  @Test
  void a_map_without_its_name_or_a_name_without_its_map_is_refused() {
    assertThatThrownBy(() -> new Bout("{map: 'own'}")).hasMessageContaining("rows");
    assertThatThrownBy(() -> new Bout(options(HALL).replace("'own'", "'canyon'")))
        .hasMessageContaining("rows");
  }

  @Test
  void a_table_of_sight_says_the_same_however_much_of_it_is_made() {
    Field field = Field.of(MapName.COURTYARD.rows());
    Sightlines whole = new Sightlines(field);
    whole.makeAll();
    Sightlines inParts = new Sightlines(field);
    Random random = new Random(5);
    int more = 0;
    for (int i = 0; i < 20; i++) {
      int x = Field.middle(1 + random.nextInt(field.width() - 2));
      int y = Field.middle(1 + random.nextInt(field.height() - 2));
      for (int row = 0; row < field.height(); row++) {
        for (int column = 0; column < field.width(); column++) {
          int toX = Field.middle(column);
          int toY = Field.middle(row);
          boolean isShown = inParts.mayShow(x, y, toX, toY);
          assertThat(isShown).isEqualTo(whole.mayShow(x, y, toX, toY));
          more += isShown ? 1 : 0;
        }
      }
    }
    assertThat(more).isPositive();
  }
}
