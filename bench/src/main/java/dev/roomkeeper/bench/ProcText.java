package dev.roomkeeper.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses files of Linux' {@code /proc} and the output of {@code jcmd}; each method takes the whole
 * text.
 */
final class ProcText {
  /** {@code USER_HZ}: 100 on every Linux that Java runs on. */
  static final double TICKS_PER_SECOND = 100;

  /** Ticks of all cores since boot: the busy ones, and all. */
  record CpuTicks(long busy, long all) {}

  private static final Pattern HEAP_USED =
      Pattern.compile("^ *(?!Metaspace|class space)\\S.*\\bused (\\d+)K");

  private ProcText() {}

  /** User and system seconds of a process, from {@code /proc/<pid>/stat}. */
  static double cpuSeconds(String stat) {
    // The name, in brackets, may hold spaces and brackets itself.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /**
   * Ticks from {@code /proc/stat}. Waiting for a disk counts as idle; time stolen by other guests
   * counts as busy.
   */
  static CpuTicks cpuTicks(String stat) {
    String[] fields = stat.lines().findFirst().orElseThrow().trim().split(" +", -1);
    long all = 0;
    for (int i = 1; i <= 8; i++) {
      all += Long.parseLong(fields[i]);
    }
    long idle = Long.parseLong(fields[4]) + Long.parseLong(fields[5]);
    return new CpuTicks(all - idle, all);
  }

  /**
   * The number after {@code name:}, as in {@code status} (VmRSS), {@code smaps_rollup} (Rss, in
   * KiB), {@code io} (wchar), {@code meminfo}.
   */
  static long number(String text, String name) {
    Matcher matcher = Pattern.compile("(?m)^" + Pattern.quote(name) + ":\\s+(\\d+)").matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + name + " in: " + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** The words after the first {@code name :}, as in {@code cpuinfo}, or "unknown". */
  static String words(String text, String name) {
    Matcher matcher =
        Pattern.compile("(?m)^" + Pattern.quote(name) + "\\s*:\\s*(.+)$").matcher(text);
    return matcher.find() ? matcher.group(1).trim() : "unknown";
  }

  /** Used bytes of all generations, from {@code jcmd <pid> GC.heap_info} with any collector. */
  static long heapUsedBytes(String heapInfo) {
    long kibibytes = 0;
    boolean found = false;
    for (String line : heapInfo.lines().toList()) {
      Matcher matcher = HEAP_USED.matcher(line);
      if (matcher.find()) {
        kibibytes += Long.parseLong(matcher.group(1));
        found = true;
      }
    }
    if (!found) {
      throw new IllegalArgumentException("no heap in: " + heapInfo);
    }
    return kibibytes * 1024;
  }

  /**
   * The {@code -X} options of the JVM, from {@code /proc/<pid>/cmdline}. They affect the figures
   * and contain no paths.
   */
  static List<String> jvmOptions(String cmdline) {
    List<String> options = new ArrayList<>();
    for (String word : cmdline.split("\0", -1)) {
      if (word.startsWith("-X")) {
        options.add(word);
      }
      if (word.equals("-jar")) {
        break;
      }
    }
    return options;
  }
}
