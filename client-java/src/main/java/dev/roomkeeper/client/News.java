package dev.roomkeeper.client;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes the threads that wait for a condition. */
final class News {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();

  void tell() {
    lock.lock();
    try {
      came.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the condition holds, and checks it after each {@link #tell}. False if that takes
   * too long.
   */
  boolean await(BooleanSupplier condition, Duration patience) {
    long leftNanos = patience.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (leftNanos <= 0) {
          return false;
        }
        leftNanos = came.awaitNanos(leftNanos);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      lock.unlock();
    }
  }
}
