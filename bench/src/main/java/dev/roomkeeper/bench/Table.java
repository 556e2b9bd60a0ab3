package dev.roomkeeper.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Markdown table: its columns, each with a title and the text of a row's cell. */
final class Table<T> {
  private static final String UNKNOWN = "–";

  private final List<String> titles = new ArrayList<>();
  private final List<Function<T, Stream<String>>> cells = new ArrayList<>();

  /** Adds a column. */
  Table<T> column(String title, Function<T, String> cell) {
    titles.add(title);
    cells.add(row -> Stream.of(cell.apply(row)));
    return this;
  }

  /** Adds one column for each percentile of a histogram, in milliseconds. */
  Table<T> percentiles(Function<T, Percentiles> histogram) {
    titles.addAll(List.of("p50 ms", "p90", "p99", "p99.9", "max"));
    cells.add(row -> {
      Percentiles found = histogram.apply(row);
      return Stream.of(found.p50(), found.p90(), found.p99(), found.p999(), found.max())
          .map(Table::millis);
    });
    return this;
  }

  /** The table, with an empty line after it. */
  String of(List<T> rows) {
    String rule = "|---|" + "---:|".repeat(titles.size() - 1);
    return Stream.concat(
            Stream.of(line(titles.stream()), rule),
            rows.stream().map(row -> line(cells.stream().flatMap(cell -> cell.apply(row)))))
        .collect(Collectors.joining("\n", "", "\n\n"));
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |"));
  }

  static String millis(long micros) {
    return number("%.2f", micros / 1000.0);
  }

  static String count(double value) {
    return number("%,.0f", value);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** The number in this format, or a dash if it is unknown. */
  static String number(String format, @Nullable Double value) {
    return value == null ? UNKNOWN : String.format(Locale.ROOT, format, value);
  }

  /** A figure of something that may be unknown, in this format. */
  static <V> String number(String format, @Nullable V of, Function<V, @Nullable Double> figure) {
    return number(format, of == null ? null : figure.apply(of));
  }
}
