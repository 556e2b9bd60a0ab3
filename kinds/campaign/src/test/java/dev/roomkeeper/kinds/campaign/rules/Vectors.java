package dev.roomkeeper.kinds.campaign.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** The rows of a table of vectors; each becomes a test of its own. */
final class Vectors {
  private Vectors() {}

  static List<Arguments> of(String table) {
    String text;
    try (InputStream in = Vectors.class.getResourceAsStream(table + ".csv")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no table " + table);
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> lines = text.lines().toList();
    int columns = cells(lines.getFirst()).length;
    List<Arguments> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = cells(line);
      if (cells.length != columns) {
        throw new IllegalArgumentException(table + " has another number of columns: " + line);
      }
      rows.add(Arguments.of((Object[]) cells));
    }
    return rows;
  }

  private static String[] cells(String line) {
    String[] cells = line.split("\\|", -1);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].strip();
    }
    return cells;
  }
}
