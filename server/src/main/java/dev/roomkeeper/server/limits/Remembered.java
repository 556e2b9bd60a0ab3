package dev.roomkeeper.server.limits;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values by key, of which those are forgotten first that were not used for longest, so that there
 * are never too many. Thread-safe.
 */
public final class Remembered<V> {
  /** So many are looked at for one that may go. */
  private static final int LOOKED_AT_MAX = 16;

  private final int most;
  private final Predicate<V> mayGo;
  private final LinkedHashMap<String, V> values = new LinkedHashMap<>(16, 0.75f, true);

  /** At most so many, whatever they are. */
  public Remembered(int most) {
    this(most, _ -> true);
  }

  /**
   * @param mayGo whether a value may be forgotten; those that may not can become more than {@code
   *     most}, so whoever makes them bounds them
   */
  public Remembered(int most, Predicate<V> mayGo) {
    this.most = most;
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
    values.put(key, value);
    if (values.size() > most) {
      forgetOne();
    }
  }

  private void forgetOne() {
    Iterator<Map.Entry<String, V>> eldest = values.entrySet().iterator();
    for (int i = 0; i < LOOKED_AT_MAX && eldest.hasNext(); i++) {
      if (mayGo.test(eldest.next().getValue())) {
        eldest.remove();
        return;
      }
    }
  }

  public synchronized void forget(String key) {
    values.remove(key);
  }

  /** Forgets the key if its value may go. */
  public synchronized void forgetIdle(String key) {
    V value = values.get(key);
    if (value != null && mayGo.test(value)) {
      values.remove(key);
    }
  }

  public synchronized void clear() {
    values.clear();
  }

  public synchronized int size() {
    return values.size();
  }

  /** All of them, those used last at the end. */
  public synchronized List<Map.Entry<String, V>> entries() {
    List<Map.Entry<String, V>> entries = new ArrayList<>();
    values.forEach((key, value) -> entries.add(Map.entry(key, value)));
    return entries;
  }
}
