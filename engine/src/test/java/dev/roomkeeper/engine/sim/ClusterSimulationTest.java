package dev.roomkeeper.engine.sim;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Several nodes, Redis and a database, whatever happens to them. */
final class ClusterSimulationTest {
  private static final long SEEDS = Long.getLong("sim.seeds", 60);
  private static final long FIRST = Long.getLong("sim.first", 1);
  private static final int STEPS = Integer.getInteger("sim.steps", 1_000);
  private static final long SINGLE_SEEDS = Long.getLong("sim.single", 1);

  @Test
  void whatever_happens_to_nodes_and_servers_members_see_the_truth_and_nothing_is_lost() {
    long start = System.nanoTime();
    LongStream.range(FIRST, FIRST + SEEDS)
        .parallel()
        .forEach(seed -> ClusterSimulation.run(seed, STEPS));
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d clusters from seed %d, %d steps and a rest each: %.0f a minute%n",
        SEEDS, FIRST, STEPS, 60 * SEEDS / seconds);
  }

  @ParameterizedTest
  @EnumSource(SingleTrouble.Kind.class)
  void after_one_trouble_all_is_well_within_its_time(SingleTrouble.Kind trouble) {
    LongStream.range(FIRST, FIRST + SINGLE_SEEDS)
        .parallel()
        .forEach(seed -> ClusterSimulation.single(seed, trouble.name()));
  }

  /** At each of these a fault of the engine or of the design would show that was mended. */
  @ParameterizedTest
  @CsvSource({
    "REDIS_SILENT, 15", // all seemed dead when the directory fell silent
    "DATABASE_SILENT, 6", // a durable command held up all that was lazy
    "DATABASE_REFUSES, 27", // the same, between one refusal and the next try
    "REDIS_EMPTIED, 5", // who was not heard of yet seemed dead
    "NODE_ALONE, 1" // cut off from everybody, it vouched for itself
  })
  void faults_that_were_mended_stay_so(SingleTrouble.Kind trouble, long seed) {
    ClusterSimulation.single(seed, trouble.name());
  }
}
