package dev.roomkeeper.kinds.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
      assertThat(FighterState.of(fighter.packed())).as("seed " + seed).isEqualTo(fighter);
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
      assertThat(Bolt.of(bolt.kept())).as("seed " + seed).isEqualTo(bolt);
    }
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
