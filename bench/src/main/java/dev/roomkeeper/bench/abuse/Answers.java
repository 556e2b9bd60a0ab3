package dev.roomkeeper.bench.abuse;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What attackers sent and were answered, and how often. What could not be sent, because earlier
 * things still wait to leave, is counted apart. Thread-safe.
 */
final class Answers {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  private final LongAdder sent = new LongAdder();
  private final LongAdder leftOut = new LongAdder();

  /** Something was to be sent. */
  void send(boolean isSent) {
    (isSent ? sent : leftOut).increment();
  }

  long sent() {
    return sent.sum();
  }

  long leftOut() {
    return leftOut.sum();
  }

  void add(String answer) {
    counts.computeIfAbsent(answer, _ -> new LongAdder()).increment();
  }

  void clear() {
    counts.clear();
    sent.reset();
    leftOut.reset();
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
