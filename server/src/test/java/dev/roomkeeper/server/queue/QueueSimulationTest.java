package dev.roomkeeper.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Many episodes on the queue in memory. {@code -Droomkeeper.queue.episodes=1000000} runs more of
 * them, {@code -Droomkeeper.queue.seed=7} begins elsewhere.
 */
class QueueSimulationTest {
  private static final int EPISODES = Integer.getInteger("roomkeeper.queue.episodes", 1_000);
  private static final long SEED = Long.getLong("roomkeeper.queue.seed", 1);

  @Test
  void nobody_is_lost_or_seated_twice_whatever_dies_and_whatever_is_lost() {
    int conflicting = 0;
    long begun = 0;
    for (long seed = SEED; seed < SEED + EPISODES; seed++) {
      QueueSimulation episode = new QueueSimulation(seed, LocalQueue::new);
      try {
        conflicting += episode.run() >= 2 ? 1 : 0;
      } catch (QueueSimulation.Violation e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
      begun += episode.matches.begun;
    }
    System.out.printf(
        "%d episodes, %d with two or more conflicts, %d matches%n", EPISODES, conflicting, begun);
    assertThat(conflicting).as("episodes that prove something").isGreaterThan(EPISODES * 8 / 10);
    assertThat(begun).as("matches").isGreaterThan(EPISODES);
  }
}
