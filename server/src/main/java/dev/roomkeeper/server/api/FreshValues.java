package dev.roomkeeper.server.api;

import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.server.limits.Remembered;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values that are rebuilt when they are older than a moment. However many ask, one builds the value
 * and the others wait for it. Thread-safe.
 */
final class FreshValues<V> {
  private static final int LOCKS = 64;

  private record Made<V>(V value, long atTicks, long generation) {}

  /** Builds a value; may block or refuse. */
  @FunctionalInterface
  interface Maker<V> {
    V make() throws Refusal;
  }

  private final long lifeMillis;
  private final Remembered<Made<V>> values;
  private final LongSupplier ticks;
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
  private volatile long generation;

  /**
   * @param most how much is kept, by weight
   * @param ticks milliseconds of a monotonic clock
   */
  FreshValues(long lifeMillis, long most, ToLongFunction<V> weight, LongSupplier ticks) {
    this.lifeMillis = lifeMillis;
    this.values = Remembered.byWeight(most, made -> weight.applyAsLong(made.value));
    this.ticks = ticks;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /** Returns the value immediately if it exists and is fresh. */
  @Nullable V fresh(String key) {
    Made<V> made = values.get(key);
    return made != null
            && made.generation == generation
            && ticks.getAsLong() - made.atTicks < lifeMillis
        ? made.value
        : null;
  }

  V get(String key, Maker<V> maker) throws Refusal {
    V fresh = fresh(key);
    if (fresh != null) {
      return fresh;
    }
    ReentrantLock lock = locks[Math.floorMod(key.hashCode(), LOCKS)];
    lock.lock();
    try {
      V made = fresh(key);
      if (made == null) {
        long of = generation; // If things change meanwhile, this value is stale at once.
        long atTicks = ticks.getAsLong();
        made = maker.make();
        values.put(key, new Made<>(made, atTicks, of));
      }
      return made;
    } finally {
      lock.unlock();
    }
  }

  /** Makes all present values stale. */
  synchronized void renew() {
    generation++;
  }
}
