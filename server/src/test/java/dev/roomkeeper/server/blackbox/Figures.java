package dev.roomkeeper.server.blackbox;

import java.util.List;

/** Numbers for people to read. */
final class Figures {
  private Figures() {}

  /** Median and highest. */
  static String of(List<Long> values) {
    if (values.isEmpty()) {
      return "none";
    }
    List<Long> sorted = values.stream().sorted().toList();
    return "median " + at(sorted, 0.5) + ", p99 " + at(sorted, 0.99) + ", most " + sorted.getLast();
  }

  /** The value below which this part of them lies. */
  static long at(List<Long> sorted, double part) {
    return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
  }

  /** Text that may hold anything, as ASCII on one line, cut where it gets long. */
  static String shown(Object anything) {
    StringBuilder shown = new StringBuilder();
    anything
        .toString()
        .chars()
        .limit(1_500)
        .forEach(c ->
            shown.append(
                c >= ' ' && c < 127 ? Character.toString(c) : String.format("\\u%04x", c)));
    return shown.toString();
  }
}
