package dev.roomkeeper.server.queue;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Runs episodes of the simulation on queues that are made elsewhere. */
public final class EpisodesOnRedis {
  private static final long PATIENCE_MILLIS = 30_000;

  private EpisodesOnRedis() {}

  public static void run(int episodes, Function<Pools, MatchQueue> queues) {
    for (long seed = 1; seed <= episodes; seed++) {
      try {
        int _ = new QueueSimulation(seed, queues).run();
      } catch (QueueSimulation.Violation e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** Waits for the connection. */
  public static void untilItAnswers(MatchQueue queue) {
    long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (true) {
      try {
        queue.back("none", Set.of(), 0).join();
        return;
      } catch (CompletionException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        try {
          Thread.sleep(20);
        } catch (InterruptedException interrupted) {
          throw new IllegalStateException(interrupted);
        }
      }
    }
  }
}
