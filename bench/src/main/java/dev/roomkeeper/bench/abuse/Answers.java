package dev.roomkeeper.bench.abuse;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What attackers were answered, and how often. Thread-safe. */
final class Answers {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void add(String answer) {
    counts.computeIfAbsent(answer, _ -> new LongAdder()).increment();
  }

  void clear() {
    counts.clear();
  }

  long count(String answer) {
    LongAdder count = counts.get(answer);
    return count == null ? 0 : count.sum();
  }

  @Override
  public String toString() {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(each -> each.getKey() + " × " + each.getValue())
            .collect(Collectors.joining(", "));
  }
}
