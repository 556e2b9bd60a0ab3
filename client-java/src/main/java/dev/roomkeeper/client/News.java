package dev.roomkeeper.client;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes those who wait for something whenever anything came. */
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

  /** Waits until the condition holds, which is looked at whenever something came; false if late. */
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
