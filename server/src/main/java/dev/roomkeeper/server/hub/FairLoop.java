package dev.roomkeeper.server.hub;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The turns of rooms on one event loop. The next turn is that of the owner whose rooms have used
 * the least time here: rooms of one owner with much to do wait for each other, and others wait for
 * no more than the turn that is running. Thread-safe.
 */
final class FairLoop {
  /** Owners beyond this number are forgotten, with what they used, when nothing of them waits. */
  private static final int OWNERS_MAX = 4_096;

  private static final class Owner implements Comparable<Owner> {
    private final String name;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long usedNanos;
    private long since; // breaks ties in the order of arrival

    private Owner(String name) {
      this.name = name;
    }

    @Override
    public int compareTo(Owner other) {
      int order = Long.compare(usedNanos, other.usedNanos);
      return order != 0 ? order : Long.compare(since, other.since);
    }
  }

  private final ScheduledExecutorService loop;
  private final LongSupplier nanos;

  // Guarded by this:
  private final Map<String, Owner> owners = new HashMap<>();
  private final PriorityQueue<Owner> next = new PriorityQueue<>(); // those with something waiting
  private @Nullable Owner running;
  private long flooredNanos; // Whoever has used less than this has not waited: it saves up nothing.
  private long arrivals;

  /**
   * @param nanos a monotonic clock
   */
  FairLoop(ScheduledExecutorService loop, LongSupplier nanos) {
    this.loop = loop;
    this.nanos = nanos;
  }

  ScheduledExecutorService loop() {
    return loop;
  }

  /**
   * Runs the turn on the loop.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the loop has ended
   */
  void execute(String ownerName, Runnable turn) {
    synchronized (this) {
      if (owners.size() > OWNERS_MAX) {
        owners.values().removeIf(each -> each != running && each.waiting.isEmpty());
      }
      Owner owner = owners.computeIfAbsent(ownerName, Owner::new);
      owner.waiting.add(turn);
      if (owner != running && owner.waiting.size() == 1) {
        owner.usedNanos = Math.max(owner.usedNanos, flooredNanos);
        enqueue(owner);
      }
    }
    loop.execute(this::runNext);
  }

  private void enqueue(Owner owner) {
    owner.since = arrivals++;
    next.add(owner);
  }

  private void runNext() {
    Owner owner;
    Runnable turn;
    synchronized (this) {
      owner = next.remove();
      turn = owner.waiting.remove();
      flooredNanos = owner.usedNanos;
      running = owner;
    }
    long begunNanos = nanos.getAsLong();
    try {
      turn.run();
    } finally {
      done(owner, nanos.getAsLong() - begunNanos);
    }
  }

  private synchronized void done(Owner owner, long tookNanos) {
    running = null;
    owner.usedNanos += tookNanos;
    if (!owner.waiting.isEmpty()) {
      enqueue(owner);
    } else if (owner.usedNanos <= flooredNanos) {
      owners.remove(owner.name);
    }
  }
}
