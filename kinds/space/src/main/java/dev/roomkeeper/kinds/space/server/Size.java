package dev.roomkeeper.kinds.space.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of a map or space in blocks, written {@code "100x200"}. */
public record Size(int width, int height) {
  public static final int SIDE_MAX = 9_999;

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,4})x([0-9]{1,4})");

  public Size {
    if (width < 1 || height < 1 || width > SIDE_MAX || height > SIDE_MAX) {
      throw new IllegalArgumentException("no size: " + width + "x" + height);
    }
  }

  /** Reads {@code "WxH"}. Empty if the text is something else or a side is 0. */
  public static Optional<Size> parse(String text) {
    Matcher sides = TEXT.matcher(text);
    if (!sides.matches()) {
      return Optional.empty();
    }
    int width = Integer.parseInt(sides.group(1));
    int height = Integer.parseInt(sides.group(2));
    return width == 0 || height == 0 ? Optional.empty() : Optional.of(new Size(width, height));
  }

  public boolean contains(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
