package dev.roomkeeper.server.limits;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks of several owners, a bounded number at a time, taking one task of each owner in turn.
 * An owner with many tasks waits only for its own. Thread-safe.
 */
public final class FairTurns {
  /**
   * The bounds.
   *
   * @param atOnce how many tasks run at one time
   * @param waitingOfOwner how many tasks of one owner may wait
   * @param waiting how many tasks may wait in all
   */
  public record Bounds(int atOnce, int waitingOfOwner, int waiting) {}

  private final Executor threads;
  private final Bounds bounds;
  private final LinkedHashMap<String, Queue<Runnable>> waiting = new LinkedHashMap<>();
  private int waitingCount;
  private int running;

  /**
   * @param threads runs each task immediately
   */
  public FairTurns(Executor threads, Bounds bounds) {
    this.threads = threads;
    this.bounds = bounds;
  }

  /** Runs the task now or later. Returns false if too many wait; the task then never runs. */
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

  /**
   * The next task of the owner whose turn it is; that owner is then last. Null if nothing waits.
   */
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

  /** How many tasks wait. */
  public synchronized int waiting() {
    return waitingCount;
  }
}
