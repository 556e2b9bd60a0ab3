package dev.roomkeeper.server.limits;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs what several owners hand in, so much at one time, and one of each owner in turn: whoever
 * hands in much waits behind what is its own. Thread-safe.
 */
public final class FairTurns {
  /**
   * How much there may be.
   *
   * @param atOnce that run at one time
   * @param waitingOfOwner that may wait for one owner
   * @param waiting that may wait in all
   */
  public record Bounds(int atOnce, int waitingOfOwner, int waiting) {}

  private final Executor threads;
  private final Bounds bounds;
  private final LinkedHashMap<String, Queue<Runnable>> waiting = new LinkedHashMap<>();
  private int waitingCount;
  private int running;

  /**
   * @param threads runs whatever it is given, at once
   */
  public FairTurns(Executor threads, Bounds bounds) {
    this.threads = threads;
    this.bounds = bounds;
  }

  /** Has the task run, now or later; false if too many wait, and it never runs. */
  public boolean run(String owner, Runnable task) {
    synchronized (this) {
      if (running >= bounds.atOnce) {
        Queue<Runnable> own = waiting.get(owner);
        if (waitingCount >= bounds.waiting
            || (own != null && own.size() >= bounds.waitingOfOwner)) {
          return false;
        }
        waiting.computeIfAbsent(owner, _ -> new ArrayDeque<>()).add(task);
        waitingCount++;
        return true;
      }
      running++;
    }
    threads.execute(() -> runAndGoOn(task));
    return true;
  }

  private void runAndGoOn(Runnable task) {
    try {
      task.run();
    } finally {
      Runnable next = next();
      if (next != null) {
        threads.execute(() -> runAndGoOn(next));
      }
    }
  }

  /** The next of the owner whose turn it is, which is last from now on; null if nobody waits. */
  private synchronized @Nullable Runnable next() {
    var first = waiting.pollFirstEntry();
    if (first == null) {
      running--;
      return null;
    }
    Runnable task = first.getValue().remove();
    waitingCount--;
    if (!first.getValue().isEmpty()) {
      waiting.put(first.getKey(), first.getValue());
    }
    return task;
  }

  /** How many wait. */
  public synchronized int waiting() {
    return waitingCount;
  }
}
