package dev.roomkeeper.kinds.arena.motion;

/** Directions: 1,024 to a full turn, clockwise from the right, as y goes down. */
public final class Angles {
  public static final int FULL = 1024;
  public static final int MASK = FULL - 1;

  /** The length of a direction's vector is 1 << {@value}. */
  public static final int BITS = 14;

  private static final int QUARTER = FULL / 4;
  private static final double HALF_PI = 1.5707963267948966;
  private static final int[] SINES = sines();

  private Angles() {}

  /**
   * The sines of the first quarter, by Taylor's series: no library's sine is the same everywhere.
   */
  private static int[] sines() {
    int[] sines = new int[QUARTER + 1];
    for (int i = 0; i <= QUARTER; i++) {
      double x = HALF_PI * i / QUARTER;
      double term = x;
      double sum = x;
      for (int n = 2; n < 24; n += 2) {
        term = -term * x * x / (n * (n + 1));
        sum += term;
      }
      sines[i] = (int) (sum * (1 << BITS) + 0.5);
    }
    return sines;
  }

  /** The y of the direction, times 1 << {@link #BITS}. */
  public static int sin(int angle) {
    int turned = angle & MASK;
    int within = turned & (QUARTER - 1);
    return switch (turned / QUARTER) {
      case 0 -> SINES[within];
      case 1 -> SINES[QUARTER - within];
      case 2 -> -SINES[within];
      default -> -SINES[QUARTER - within];
    };
  }

  /** The x of the direction, times 1 << {@link #BITS}. */
  public static int cos(int angle) {
    return sin(angle + QUARTER);
  }

  /** The direction of a vector; 0 for none. */
  public static int of(int dx, int dy) {
    if (dx == 0 && dy == 0) {
      return 0;
    }
    if (dy < 0) {
      return (of(-dx, -dy) + FULL / 2) & MASK;
    }
    if (dx < 0) {
      return of(dy, -dx) + QUARTER;
    }
    // Within the first quarter: the last direction that the vector is not before.
    int low = 0;
    int high = QUARTER;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      boolean isBeyond = (double) dy * SINES[QUARTER - middle] >= (double) dx * SINES[middle];
      if (isBeyond) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
