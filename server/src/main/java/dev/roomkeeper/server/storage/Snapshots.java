package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.host.StoredForm;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots of rooms with low priority: encoded on a thread of their own, written when no
 * append waits. At most one waits for each room. A lost snapshot only makes recovery slower.
 */
final class Snapshots implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

  private static final int KEPT = 2;
  private static final int WAITING_MAX = 4_096;
  private static final int BATCH_MAX = 64;
  private static final int BATCH_BYTES_MAX = 1 << 20;

  private record Waiting(
      String roomId, long epoch, long version, Layers layers, CompletableFuture<Void> saved) {}

  private record Encoded(Waiting what, String layers) {}

  private final SqlDatabase database;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final SequencedMap<String, Waiting> waiting = new LinkedHashMap<>();
  private boolean closing;
  private final Thread thread;

  Snapshots(SqlDatabase database) {
    this.database = database;
    thread = Thread.ofPlatform().daemon().name("sql-snapshots").start(this::run);
  }

  CompletableFuture<Void> save(String roomId, long epoch, long version, Layers layers) {
    Waiting fresh = new Waiting(roomId, epoch, version, layers, new CompletableFuture<>());
    Waiting older = null;
    lock.lock();
    try {
      if (closing || (waiting.size() >= WAITING_MAX && !waiting.containsKey(roomId))) {
        log.warn("A snapshot is left out: {}", closing ? "stopping" : "too many are waiting");
        fresh.saved.complete(null);
      } else {
        older = waiting.put(roomId, fresh);
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
    if (older != null) {
      older.saved.complete(null);
    }
    return fresh.saved;
  }

  private void run() {
    List<Waiting> batch = next();
    while (!batch.isEmpty()) {
      try {
        write(batch);
      } catch (RuntimeException e) {
        Throwable cause =
            e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        log.warn(
            "{} snapshots were not kept: {}",
            batch.size(),
            cause instanceof StorageException ? cause.getMessage() : SqlFault.describe(cause));
      }
      batch.forEach(item -> item.saved.complete(null));
      batch = next();
    }
  }

  /** Waits for snapshots. An empty list means to stop. */
  private List<Waiting> next() {
    List<Waiting> batch = new ArrayList<>();
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        arrived.awaitUninterruptibly();
      }
      long bytes = 0;
      while (!waiting.isEmpty() && batch.size() < BATCH_MAX && bytes < BATCH_BYTES_MAX) {
        Waiting first = waiting.pollFirstEntry().getValue();
        bytes += first.layers.bytes();
        batch.add(first);
      }
    } finally {
      lock.unlock();
    }
    return batch;
  }

  private void write(List<Waiting> batch) {
    List<Encoded> encoded =
        batch.stream()
            .sorted(
                Comparator.comparing(Waiting::roomId)) // the order in which all writers touch rooms
            .map(item -> new Encoded(item, CommitRow.text(StoredForm.stored(item.layers))))
            .toList();
    database
        .writeInBackground(
            "snapshot",
            handle -> {
              for (Encoded item : encoded) {
                Waiting what = item.what;
                save(handle, what.roomId, what.epoch, what.version, item.layers);
              }
              return true;
            })
        .join();
  }

  /**
   * Stores a snapshot and deletes all older ones but the newest. Does nothing if this node is not
   * the owner.
   */
  private static void save(Handle handle, String roomId, long epoch, long version, String layers) {
    handle
        .createUpdate(
            """
            INSERT INTO snapshot (room_id, version, epoch, layers)
            SELECT id, :version, epoch, :layers FROM room
            WHERE id = :roomId AND epoch = :epoch AND head >= :version
            ON CONFLICT DO NOTHING\
            """)
        .bind("version", version)
        .bind("layers", layers)
        .bind("roomId", roomId)
        .bind("epoch", epoch)
        .execute();
    handle
        .createUpdate(
            """
            DELETE FROM snapshot WHERE room_id = :roomId AND version NOT IN (
              SELECT version FROM snapshot WHERE room_id = :roomId
              ORDER BY version DESC LIMIT :kept)\
            """)
        .bind("roomId", roomId)
        .bind("kept", KEPT)
        .execute();
  }

  /** Writes pending snapshots, then stops. */
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
  }
}
