package dev.roomkeeper.kinds.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.testing.TestClient;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a tick of five people costs, without sockets: the time of one thread's CPU, with what the
 * test's own clients need. By hand: {@code -DexcludedGroups= -Dtest=TickCostTest}.
 */
@Tag("by-hand")
final class TickCostTest {
  private static final int PEOPLE = 5;
  private static final int TICKS = 6_000;
  private static final int ROUNDS = 5;

  /** At 30 ticks a second: 600 players on one core. */
  private static final long MICROS_MAX = PEOPLE * 1_000_000L / (30 * 600);

  @Test
  void six_hundred_players_fit_on_a_core_before_sockets() {
    Bout bout = new Bout("{seconds: 3600}");
    List<TestClient> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(bout.join("somebody-0123456789-" + i));
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Random random = new Random(1);
    int[] keys = new int[PEOPLE];
    int[] angles = new int[PEOPLE];
    long micros = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long from = threads.getCurrentThreadCpuTime();
      for (int tick = 0; tick < TICKS; tick++) {
        for (int i = 0; i < PEOPLE; i++) {
          if (random.nextInt(8) == 0) {
            keys[i] = random.nextInt(16);
            angles[i] = random.nextInt(1_024);
          }
          bout.steer(people.get(i), keys[i], angles[i], random.nextInt(3) == 0 ? 1 : 0, 3);
        }
        bout.run(1);
      }
      micros = Math.min(micros, (threads.getCurrentThreadCpuTime() - from) / 1_000 / TICKS);
    }
    System.out.printf("TickCostTest: %d us a tick of %d people%n", micros, PEOPLE);
    assertThat(micros).isLessThan(MICROS_MAX);
  }
}
