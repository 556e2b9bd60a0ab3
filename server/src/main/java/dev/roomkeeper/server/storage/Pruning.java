package dev.roomkeeper.server.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes old commits in small steps with low priority. Rooms take turns, a step waits for all
 * appends, and a pause follows it. If a request is lost, the room's next one does its work.
 */
final class Pruning implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Pruning.class);

  private static final int WAITING_MAX = 4_096;

  /** A pause lasts this many times as long as its step. That time belongs to appends. */
  private static final int PAUSE_FACTOR = 3;

  private static final long PAUSE_NANOS_MAX = 500_000_000;

  /**
   * What may be deleted of a room: everything older than both bounds, if the room is at this epoch.
   *
   * @param commitsKept how many of the newest commits stay
   * @param sinceMillis commits since this time of day stay
   */
  record Bounds(String roomId, long epoch, int commitsKept, long sinceMillis) {}

  /**
   * A room that waits for its turn.
   *
   * @param end the newest version that may be deleted; empty until it is known
   */
  private record Waiting(Bounds bounds, OptionalLong end, CompletableFuture<Void> done) {}

  private final SqlDatabase database;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final SequencedMap<String, Waiting> waiting = new LinkedHashMap<>();
  private boolean closing;
  private final Thread thread;

  Pruning(SqlDatabase database) {
    this.database = database;
    thread = Thread.ofPlatform().daemon().name("sql-pruning").start(this::run);
  }

  /** Completes when nothing is left to delete, or a newer request replaced this one. */
  CompletableFuture<Void> prune(Bounds bounds) {
    Waiting fresh = new Waiting(bounds, OptionalLong.empty(), new CompletableFuture<>());
    Waiting older = null;
    lock.lock();
    try {
      if (closing || (waiting.size() >= WAITING_MAX && !waiting.containsKey(bounds.roomId))) {
        fresh.done.complete(null);
      } else {
        older = waiting.put(bounds.roomId, fresh);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
    if (older != null) {
      older.done.complete(null);
    }
    return fresh.done;
  }

  private void run() {
    Waiting next = next();
    while (next != null) {
      long began = System.nanoTime();
      OptionalLong end = step(next);
      if (end.isPresent()) {
        again(new Waiting(next.bounds, end, next.done));
      } else {
        next.done.complete(null);
      }
      pause(Math.min(PAUSE_NANOS_MAX, (System.nanoTime() - began) * PAUSE_FACTOR));
      next = next();
    }
  }

  /** Waits for a room. Null means to stop. */
  private @Nullable Waiting next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        changed.awaitUninterruptibly();
      }
      return closing ? null : waiting.pollFirstEntry().getValue();
    } finally {
      lock.unlock();
    }
  }

  /** Queues the room again, unless it has a newer request. */
  private void again(Waiting room) {
    lock.lock();
    try {
      if (!closing && waiting.putIfAbsent(room.bounds.roomId, room) == null) {
        return;
      }
    } finally {
      lock.unlock();
    }
    room.done.complete(null);
  }

  private void pause(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !closing) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Deletes a few of the room's oldest commits. Returns up to where more may go, if there are more.
   */
  private OptionalLong step(Waiting next) {
    Bounds bounds = next.bounds;
    try {
      OptionalLong end =
          next.end.isPresent()
              ? next.end
              : database.read(handle -> PrunedCommits.end(handle, bounds));
      if (end.isEmpty()) {
        return end;
      }
      OptionalLong upTo =
          database.read(handle -> PrunedCommits.step(handle, bounds, end.getAsLong()));
      return upTo.isPresent() && delete(bounds, upTo.getAsLong()) > 0 ? end : OptionalLong.empty();
    } catch (RuntimeException e) {
      Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      log.warn(
          "Old commits were not pruned: {}",
          cause instanceof StorageException ? cause.getMessage() : SqlFault.describe(cause));
      return OptionalLong.empty();
    }
  }

  private int delete(Bounds bounds, long upTo) {
    return database
        .writeInBackground(
            "prune", handle -> PrunedCommits.delete(handle, bounds, upTo, database.isPostgres()))
        .join();
  }

  /** Stops after the current step. */
  @Override
  public void close() {
    List<Waiting> left;
    lock.lock();
    try {
      closing = true;
      left = List.copyOf(waiting.values());
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    left.forEach(each -> each.done.complete(null));
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
