package dev.roomkeeper.kinds.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.kinds.arena.motion.Body;
import dev.roomkeeper.kinds.arena.motion.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a tick keeps for the next one comes back as it was. */
final class PackedTest {
  @Test
  void numbers_of_any_size_and_texts_come_back() {
    long[] numbers = {
      0, 1, -1, 15, 16, -16, 1_023, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };
    Packed.Writer writer = new Packed.Writer();
    for (long number : numbers) {
      writer.any(number).text("user " + number);
    }
    Packed.Reader reader = new Packed.Reader(writer.toString());
    for (long number : numbers) {
      assertThat(reader.any()).isEqualTo(number);
      assertThat(reader.text()).isEqualTo("user " + number);
    }
  }

  @Test
  void fighters_and_bolts_come_back() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      FighterState fighter = fighter(random);
      TreeMap<Integer, FighterState> fighters = new TreeMap<>(Map.of(3, fighter, 63, fighter));
      assertThat(FighterState.all(FighterState.packed(fighters)))
          .as("seed " + seed)
          .isEqualTo(fighters);
      Bolt bolt =
          new Bolt(
              random.nextInt(64),
              random.nextInt(),
              random.nextInt(),
              random.nextInt(1_024),
              random.nextInt(),
              random.nextLong(),
              random.nextInt(),
              random.nextInt());
      TreeMap<String, Bolt> bolts = new TreeMap<>(Map.of("0001", bolt, "1A-_", bolt));
      assertThat(Bolt.all(Bolt.packed(bolts))).as("seed " + seed).isEqualTo(bolts);
    }
  }

  @Test
  void what_is_told_is_what_the_client_reads() {
    // The same numbers are in the client's predicted.test.ts.
    Pose pose = new Pose(70_000, 2_048, 390, -271, 7, 100, false, 1);
    assertThat(pose.told()).isEqualTo(12_250_416_971_776L);
    assertThat(Pose.told(pose.told())).isEqualTo(new Pose(70_000, 2_048, 0, 0, 0, 100, false, 1));
    assertThat(Pose.of(pose.packed())).isEqualTo(pose);
    Bolt bolt = new Bolt(2, 70_000, 2_048, 1_023, 3_456, 300, 300 * 16 - 80, 0);
    assertThat(bolt.packed()).isEqualTo("8Yu40F_s02nG");
    assertThat(Bolt.id(2, 5)).isEqualTo("2005");
  }

  @Test
  void the_farthest_corner_of_the_largest_map_can_be_told() {
    int far = Field.SIDE_MAX * Field.TILE - Body.RADIUS;
    Pose pose = new Pose(far, far, 384, -384, 1_023, Fighter.HEALTH_MAX, true, 7);
    assertThat(Pose.told(pose.told())).isEqualTo(new Pose(far, far, 0, 0, 1_016, 100, true, 7));
  }

  private static FighterState fighter(Random random) {
    List<Steer> waiting = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      waiting.add(
          new Steer(
              random.nextInt(1_000_000),
              random.nextInt(16),
              random.nextInt(1_024),
              random.nextInt(3),
              random.nextInt(1_000_000)));
    }
    ArenaOptions.Level[] levels = ArenaOptions.Level.values();
    FighterState.Mind mind =
        random.nextBoolean()
            ? null
            : new FighterState.Mind(
                levels[random.nextInt(levels.length)],
                random.nextInt(40) - 1,
                random.nextInt(40) - 1,
                random.nextInt(64) - 1,
                random.nextLong(),
                random.nextInt(16));
    return new FighterState(
        "id \u00fc " + random.nextInt(),
        random.nextLong(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextBoolean(),
        waiting,
        mind);
  }
}
