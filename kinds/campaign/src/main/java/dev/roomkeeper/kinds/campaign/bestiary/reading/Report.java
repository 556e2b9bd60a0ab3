package dev.roomkeeper.kinds.campaign.bestiary.reading;

import java.util.ArrayList;
import java.util.List;

/** What a reading could not read, one line a thing; bounded, and it says so when it is full. */
public final class Report {
  /** The most lines that are kept. */
  public static final int LINES_MAX = 5_000;

  private static final int LINE_MAX = 300;

  private final List<String> lines = new ArrayList<>();
  private String creature = "";

  /** What is said from now on is about this creature. */
  void about(String name) {
    creature = name;
  }

  void add(String what) {
    if (lines.size() < LINES_MAX) {
      String line = creature.isEmpty() ? what : creature + ": " + what;
      lines.add(line.substring(0, Math.min(LINE_MAX, line.length())).replace('\n', ' '));
    } else if (lines.size() == LINES_MAX) {
      lines.add("and more");
    }
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
