package dev.roomkeeper.server.hub;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Fails futures that are not completed in time. All have the same time, so they fall due in the
 * order in which they came, and one timer looks after all of them: a timer for each costs more than
 * what is waited for. Any thread may use it.
 */
final class Deadlines {
  private static final long LOOK_MILLIS = 250;

  private record Watched(CompletableFuture<?> future, long byNanos) {}

  private final long nanos;
  private final Executor later =
      CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
  private final Queue<Watched> watched = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isLooking = new AtomicBoolean();

  /**
   * @param millis after which a future fails, or up to a quarter of a second later
   */
  Deadlines(long millis) {
    this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** The same future, which fails with a {@link TimeoutException} if it takes too long. */
  <T> CompletableFuture<T> within(CompletableFuture<T> future) {
    if (!future.isDone()) {
      watched.add(new Watched(future, System.nanoTime() + nanos));
      lookLater();
    }
    return future;
  }

  private void lookLater() {
    if (isLooking.compareAndSet(false, true)) {
      later.execute(this::look);
    }
  }

  private void look() {
    long now = System.nanoTime();
    for (Watched first; (first = watched.peek()) != null; ) {
      boolean isDue = first.byNanos - now <= 0;
      if (!isDue && !first.future.isDone()) {
        break;
      }
      watched.poll();
      if (isDue) {
        first.future.completeExceptionally(new TimeoutException());
      }
    }
    isLooking.set(false);
    if (!watched.isEmpty()) {
      lookLater();
    }
  }
}
