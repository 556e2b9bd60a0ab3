package dev.roomkeeper.engine.sim;

import java.util.ArrayDeque;
import java.util.Deque;

/** A machine's process with its own clocks: it may stand still for a while, or die. */
final class SimNode {
  final String id;
  final long ticksAhead;
  final long dayAhead;
  private final World sim;
  private final Deque<Runnable> paused = new ArrayDeque<>();
  private long pausedUntil = -1;
  private boolean isDead;

  SimNode(World sim, String id) {
    this.sim = sim;
    this.id = id;
    this.ticksAhead = sim.below(1_000_000);
    this.dayAhead = sim.below(2_000) - 1_000L;
  }

  long ticks() {
    return sim.now() + ticksAhead;
  }

  boolean isPaused() {
    return pausedUntil >= 0;
  }

  boolean isDead() {
    return isDead;
  }

  /** Now, or when it goes on; never if it is dead. */
  void run(Runnable action) {
    if (isPaused()) {
      paused.add(action);
    } else if (!isDead) {
      action.run();
    }
  }

  void pause(long millis) {
    if (!isPaused() && !isDead) {
      pausedUntil = sim.now() + millis;
      sim.trace("%s pauses for %d ms", id, millis);
      sim.at(pausedUntil, this::resume);
    }
  }

  private void resume() {
    if (isPaused()) {
      pausedUntil = -1;
      sim.trace("%s goes on", id);
      while (!paused.isEmpty() && !isPaused()) {
        paused.remove().run();
      }
    }
  }

  void die() {
    isDead = true;
    pausedUntil = -1;
    paused.clear();
  }
}
