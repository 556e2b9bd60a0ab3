package dev.roomkeeper.server.binary;

/**
 * Numbers as whole multiples of a unit. A code names the unit: 0 to 9 are powers of a tenth, 16 to
 * 40 powers of a half. A number has a unit if the multiple, divided by the unit's inverse, is
 * exactly that number.
 */
final class Scale {
  static final int WHOLE = 0;
  static final int HUNDREDTH = 2;
  static final int SIXTY_FOURTH = 22;

  private static final int TENTHS_MAX = 9;
  private static final int HALVES = 16;
  private static final int HALVES_MAX = 40;

  /** The differences of two such multiples are exact in a double. */
  private static final double MULTIPLE_MAX = 1L << 50;

  private static final double SMALL = 1L << 30;

  /** The codes that a writer tries, in its order of preference. A set of codes is a bit mask. */
  private static final int[] TRIED = {WHOLE, SIXTY_FOURTH, HUNDREDTH, 1, 3, 4, 6, 26};

  static final int ALL = (1 << TRIED.length) - 1;

  private Scale() {}

  static boolean isCode(long code) {
    return (code >= 0 && code <= TENTHS_MAX) || (code >= HALVES && code <= HALVES_MAX);
  }

  private static double inverse(int code) {
    return code < HALVES ? Math.pow(10, code) : (double) (1L << (code - HALVES));
  }

  /** The set of tried codes whose unit this number has. */
  static int fitting(double number) {
    if (number == Math.rint(number) && Math.abs(number) <= SMALL) {
      return ALL;
    }
    int mask = 0;
    for (int i = 0; i < TRIED.length; i++) {
      double inverse = inverse(TRIED[i]);
      double multiple = Math.rint(number * inverse);
      if (Math.abs(multiple) <= MULTIPLE_MAX && multiple / inverse == number) {
        mask |= 1 << i;
      }
    }
    return mask;
  }

  /** The preferred code of a non-empty set. */
  static int preferred(int mask) {
    return TRIED[Integer.numberOfTrailingZeros(mask)];
  }

  /** The number as a multiple of the unit. */
  static long multiple(double number, int code) {
    return (long) Math.rint(number * inverse(code));
  }

  /** The number for a multiple of the unit. */
  static double number(long multiple, int code) {
    return multiple / inverse(code);
  }
}
