package dev.roomkeeper.server.storage;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * Batches reads by key: those that wait go into one query. However many callers there are, and
 * however long the database is silent, they use at most two of the reading connections.
 */
final class SharedReads<V> {
  /** Two, since one connection may be dead unnoticed. */
  private static final int UNDER_WAY_MAX = 2;

  private static final int KEYS_MAX = 512;
  private static final int WAITING_MAX = 16_384;

  private final SqlDatabase database;
  private final BiFunction<Handle, List<String>, Map<String, V>> query;
  private final Map<String, CompletableFuture<Optional<V>>> waiting = new LinkedHashMap<>();
  private int underWay;

  /**
   * @param query reads the values of these keys, each named once
   */
  SharedReads(SqlDatabase database, BiFunction<Handle, List<String>, Map<String, V>> query) {
    this.database = database;
    this.query = query;
  }

  /** Reads the value of this key, with a query that begins after this call. */
  CompletableFuture<Optional<V>> read(String key) {
    CompletableFuture<Optional<V>> answer;
    synchronized (this) {
      answer = waiting.get(key);
      if (answer == null) {
        if (waiting.size() == WAITING_MAX) {
          return CompletableFuture.failedFuture(
              new StorageException("too many reads wait for the database"));
        }
        answer = new CompletableFuture<>();
        waiting.put(key, answer);
      }
    }
    begin();
    return answer.copy();
  }

  private void begin() {
    Map<String, CompletableFuture<Optional<V>>> asked = new HashMap<>();
    synchronized (this) {
      if (underWay == UNDER_WAY_MAX || waiting.isEmpty()) {
        return;
      }
      underWay++;
      var entries = waiting.entrySet().iterator();
      while (entries.hasNext() && asked.size() < KEYS_MAX) {
        var entry = entries.next();
        asked.put(entry.getKey(), entry.getValue());
        entries.remove();
      }
    }
    List<String> keys = List.copyOf(asked.keySet());
    database
        .readSoon(handle -> query.apply(handle, keys))
        .whenComplete((found, failure) -> {
          synchronized (this) {
            underWay--;
          }
          begin();
          asked.forEach((key, answer) -> {
            if (failure == null) {
              answer.complete(Optional.ofNullable(found.get(key)));
            } else {
              answer.completeExceptionally(failure);
            }
          });
        });
  }
}
