package dev.roomkeeper.server.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client takes, as it says in {@code Accept-Encoding}. */
public final class Encodings {
  private Encodings() {}

  /** Whether it takes this encoding: it names it, or all, and not with a weight of 0. */
  public static boolean takes(@Nullable String header, String encoding) {
    if (header == null) {
      return false;
    }
    boolean all = false;
    for (String item : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = item.split(";", -1);
      String name = parts[0].strip();
      boolean wanted = parts.length < 2 || !parts[1].strip().matches("q=0(?:\\.0*)?");
      if (name.equals(encoding)) {
        return wanted;
      }
      all |= name.equals("*") && wanted;
    }
    return all;
  }
}
