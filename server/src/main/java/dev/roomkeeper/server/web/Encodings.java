package dev.roomkeeper.server.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The encodings that a client accepts, from its {@code Accept-Encoding}. */
public final class Encodings {
  private Encodings() {}

  /**
   * Whether the client accepts this encoding: it names it or {@code *}, and not with a weight of 0.
   */
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
