package dev.roomkeeper.server.limits;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A bounded map that forgets the least recently used entries first. Thread-safe. */
public final class Remembered<V> {
  /** How many entries are looked at to find one that may be forgotten. */
  private static final int LOOKED_AT_MAX = 16;

  private final long most;
  private final ToLongFunction<V> weight;
  private final Predicate<V> mayGo;
  private final LinkedHashMap<String, V> values = new LinkedHashMap<>(16, 0.75f, true);
  private long total;

  /** Holds at most this many entries. */
  public Remembered(long most) {
    this(most, _ -> 1, _ -> true);
  }

  /**
   * @param mayGo whether a value may be forgotten. Values that may not can exceed {@code most}, so
   *     the caller has to bound them.
   */
  public Remembered(long most, Predicate<V> mayGo) {
    this(most, _ -> 1, mayGo);
  }

  /** Holds at most this much by weight, for example bytes. A value's weight must not change. */
  public static <V> Remembered<V> byWeight(long most, ToLongFunction<V> weight) {
    return new Remembered<>(most, weight, _ -> true);
  }

  private Remembered(long most, ToLongFunction<V> weight, Predicate<V> mayGo) {
    this.most = most;
    this.weight = weight;
    this.mayGo = mayGo;
  }

  public synchronized @Nullable V get(String key) {
    return values.get(key);
  }

  public synchronized V getOrMake(String key, Supplier<V> maker) {
    V known = values.get(key);
    if (known == null) {
      known = maker.get();
      put(key, known);
    }
    return known;
  }

  public synchronized void put(String key, V value) {
    forget(key);
    values.put(key, value);
    total += weight.applyAsLong(value);
    Iterator<Map.Entry<String, V>> eldest = values.entrySet().iterator();
    for (int i = 0; i < LOOKED_AT_MAX && total > most && eldest.hasNext(); i++) {
      V old = eldest.next().getValue();
      if (mayGo.test(old)) {
        eldest.remove();
        total -= weight.applyAsLong(old);
      }
    }
  }

  public synchronized void forget(String key) {
    V value = values.remove(key);
    total -= value == null ? 0 : weight.applyAsLong(value);
  }

  public synchronized void clear() {
    values.clear();
    total = 0;
  }

  public synchronized int size() {
    return values.size();
  }

  /** All entries, the most recently used last. */
  public synchronized List<Map.Entry<String, V>> entries() {
    List<Map.Entry<String, V>> entries = new ArrayList<>();
    values.forEach((key, value) -> entries.add(Map.entry(key, value)));
    return entries;
  }
}
