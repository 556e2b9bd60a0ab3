package dev.roomkeeper.engine.sim;

import org.junit.jupiter.api.Test;

final class SimulationTest {
  private static final long SEEDS = Long.getLong("sim.seeds", 200);
  private static final long FIRST = Long.getLong("sim.first", 1);
  private static final int STEPS = Integer.getInteger("sim.steps", 2_000);

  @Test
  void whatever_happens_members_see_the_truth_and_nothing_acknowledged_is_lost() {
    long start = System.nanoTime();
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Simulation.run(seed, STEPS);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d seeds from %d, %d steps each: %.0f steps a second%n",
        SEEDS, FIRST, STEPS, (double) SEEDS * STEPS / seconds);
  }
}
