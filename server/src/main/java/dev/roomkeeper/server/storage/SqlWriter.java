package dev.roomkeeper.server.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only thread that writes. Jobs that wait in a lane are written together, in one transaction
 * with one fsync, while the next ones gather. Callers are answered on another thread, in order.
 */
final class SqlWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SqlWriter.class);

  private static final long EACH_MILLIS = 5_000;

  /**
   * Transactions begin at least this far apart, so that under load several jobs share one, with its
   * fsync. Who comes after a pause waits for nobody.
   */
  private static final long SPACING_NANOS = 2_000_000;

  /** The same where nothing that waits is urgent. */
  private static final long LAZY_SPACING_NANOS = 5_000_000;

  /** Something to write, and callbacks for its outcome. */
  interface Job {
    /** Rows are written in the order of their keys, so that two nodes never wait for each other. */
    String key();

    long bytes();

    /** Whether somebody waits for it; what is not may wait a little, to be written with others. */
    default boolean isUrgent() {
      return true;
    }

    /** It was not kept and never will be. */
    void failed(String reason);

    /** It is not known whether it was kept. */
    void unknown(String reason);
  }

  /** Writes a lane's jobs within a transaction. */
  interface Work<J extends Job> {
    /** Returns the callbacks to run after the commit. */
    List<Runnable> write(Handle handle, List<J> jobs);

    /**
     * Whether the jobs are one statement, which the database commits by itself, in one round trip.
     */
    default boolean isOneStatement(@SuppressWarnings("unused") List<J> jobs) {
      return false;
    }
  }

  /** How much may wait in a lane, and how much goes into one transaction. */
  record Bounds(int waitingMax, long waitingBytesMax, int batchMax, long batchBytesMax) {}

  private sealed interface Attempt {
    record Committed(List<Runnable> told) implements Attempt {}

    record Failed(String reason, boolean unreachable) implements Attempt {}

    record Unknown(String reason) implements Attempt {}
  }

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition finished = lock.newCondition();
  private final List<Lane<?>> lanes = new CopyOnWriteArrayList<>();
  private boolean closing;
  private long begunNanos = System.nanoTime() - LAZY_SPACING_NANOS; // the last transaction

  private final ExecutorService callbacks =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("sql-callbacks").factory());
  private final Thread thread;

  SqlWriter(HikariDataSource pool, Jdbi jdbi) {
    this.pool = pool;
    this.jdbi = jdbi;
    // A platform thread, since an fsync would block a carrier of virtual threads.
    thread = Thread.ofPlatform().daemon().name("sql-writer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** A new lane, with priority over existing ones. */
  <J extends Job> Lane<J> lane(Bounds bounds, Work<J> work) {
    Lane<J> lane = new Lane<>(bounds, work);
    lanes.addFirst(lane);
    return lane;
  }

  /** Jobs of one sort that wait to be written together. */
  final class Lane<J extends Job> implements AutoCloseable {
    private final Bounds bounds;
    private final Work<J> work;
    private final Deque<J> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int urgent; // of those that wait
    private boolean busy;
    private boolean closed;

    private Lane(Bounds bounds, Work<J> work) {
      this.bounds = bounds;
      this.work = work;
    }

    /** Queues the job, or returns at once why not. */
    @Nullable String offer(J job) {
      lock.lock();
      try {
        if (closed || closing) {
          return "the server is stopping";
        }
        if (waiting.size() >= bounds.waitingMax()
            || (waitingBytes + job.bytes() > bounds.waitingBytesMax() && !waiting.isEmpty())) {
          return "the database can't keep up";
        }
        waiting.add(job);
        waitingBytes += job.bytes();
        urgent += job.isUrgent() ? 1 : 0;
        arrived.signal();
        return null;
      } finally {
        lock.unlock();
      }
    }

    private List<J> take() {
      lock.lock();
      try {
        List<J> batch = new ArrayList<>();
        long bytes = 0;
        while (!waiting.isEmpty()
            && batch.size() < bounds.batchMax()
            && (batch.isEmpty() || bytes + waiting.element().bytes() <= bounds.batchBytesMax())) {
          J job = waiting.remove();
          bytes += job.bytes();
          urgent -= job.isUrgent() ? 1 : 0;
          batch.add(job);
        }
        waitingBytes -= bytes;
        busy = !batch.isEmpty();
        return batch;
      } finally {
        lock.unlock();
      }
    }

    private void writeNext() {
      List<J> batch = take();
      if (batch.isEmpty()) {
        return;
      }
      batch.sort(
          Comparator.comparing(Job::key)); // A stable sort: jobs of one room keep their order.
      writeAll(batch);
      lock.lock();
      try {
        busy = false;
        finished.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private void writeAll(List<J> batch) {
      switch (attempt(batch, work)) {
        case Attempt.Committed(var told) -> tell(told);
        case Attempt.Failed(_, var unreachable) when !unreachable && batch.size() > 1 -> {
          // Bad data of one job must not fail the others, so each is tried once by itself.
          writeEach(batch);
        }
        case Attempt.Failed(var reason, _) ->
            tell(batch.stream().<Runnable>map(job -> () -> job.failed(reason)).toList());
        case Attempt.Unknown(var reason) ->
            tell(batch.stream().<Runnable>map(job -> () -> job.unknown(reason)).toList());
      }
    }

    /** Bounded in time, since each may wait for a lock. */
    private void writeEach(List<J> batch) {
      long until = System.nanoTime() + EACH_MILLIS * 1_000_000;
      for (J job : batch) {
        if (System.nanoTime() < until) {
          writeAll(List.of(job));
        } else {
          tell(List.of(() -> job.failed("the database can't keep up")));
        }
      }
    }

    /** Takes no more jobs, and returns when all earlier ones are written and answered. */
    @Override
    public void close() {
      lock.lock();
      try {
        closed = true;
        while (busy || !waiting.isEmpty()) {
          finished.awaitUninterruptibly();
        }
      } finally {
        lock.unlock();
      }
      awaitTold();
      lanes.remove(this);
    }
  }

  private void run() {
    while (awaitJobs()) {
      for (Lane<?> lane : lanes) {
        lane.writeNext();
      }
    }
  }

  /** Waits until a transaction may begin; false if none will. */
  private boolean awaitJobs() {
    lock.lock();
    try {
      while (true) {
        long wait = waitNanos();
        if (wait <= 0) {
          begunNanos = System.nanoTime();
          return true;
        }
        if (closing) {
          return isAnyWaiting();
        }
        arrived.awaitNanos(wait);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the writer", e);
    } finally {
      lock.unlock();
    }
  }

  private boolean isAnyWaiting() {
    for (Lane<?> lane : lanes) {
      if (!lane.waiting.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** How long the jobs that wait have to wait still; Long.MAX_VALUE if there are none. */
  private long waitNanos() {
    boolean isAny = false;
    boolean isUrgent = false;
    for (Lane<?> lane : lanes) {
      isAny |= !lane.waiting.isEmpty();
      isUrgent |= lane.urgent > 0 || lane.closed;
    }
    return isAny
        ? begunNanos + (isUrgent ? SPACING_NANOS : LAZY_SPACING_NANOS) - System.nanoTime()
        : Long.MAX_VALUE;
  }

  private <J extends Job> Attempt attempt(List<J> batch, Work<J> work) {
    Handle handle;
    try {
      handle = jdbi.open();
    } catch (RuntimeException e) {
      log.error("The database can't be reached: {}", SqlFault.describe(e));
      return new Attempt.Failed("the database can't be reached", true);
    }
    boolean alone = work.isOneStatement(batch);
    boolean committing = alone;
    try {
      if (!alone) {
        handle.begin();
      }
      List<Runnable> told = work.write(handle, batch);
      if (!alone) {
        committing = true;
        handle.commit();
      }
      return new Attempt.Committed(told);
    } catch (Throwable e) { // Callers have to hear of errors too.
      boolean definite = !committing || SqlFault.isDefiniteAtCommit(e);
      String reason = SqlFault.describe(e);
      log.error(
          "A transaction of {} failed{}: {}",
          batch.size(),
          committing && !alone ? " at COMMIT" : "",
          reason);
      boolean unreachable = SqlFault.isUnreachable(e);
      abandon(handle, definite && !unreachable);
      return definite
          ? new Attempt.Failed("the database refused: " + reason, unreachable)
          : new Attempt.Unknown("the database did not confirm: " + reason);
    } finally {
      closeQuietly(handle);
    }
  }

  /**
   * Rolls back. A connection that can't, or may be broken, is closed, which has the same effect.
   */
  private void abandon(Handle handle, boolean usable) {
    try {
      if (usable) {
        if (handle.isInTransaction()) {
          handle.rollback();
        }
        return;
      }
    } catch (RuntimeException e) {
      log.warn("A rollback failed: {}", SqlFault.describe(e));
    }
    pool.evictConnection(handle.getConnection());
  }

  private static void closeQuietly(Handle handle) {
    try {
      handle.close();
    } catch (RuntimeException e) {
      log.debug("A connection could not be given back: {}", SqlFault.describe(e));
    }
  }

  private void tell(List<Runnable> told) {
    callbacks.execute(() -> {
      for (Runnable each : told) {
        try {
          each.run();
        } catch (RuntimeException e) {
          log.error("A callback of the journal threw", e);
        }
      }
    });
  }

  private void awaitTold() {
    if (callbacks.isShutdown()) {
      return;
    }
    CountDownLatch told = new CountDownLatch(1);
    callbacks.execute(told::countDown);
    try {
      told.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes and answers pending jobs, then stops. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    callbacks.close();
  }
}
