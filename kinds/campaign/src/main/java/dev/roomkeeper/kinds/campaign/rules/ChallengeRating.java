package dev.roomkeeper.kinds.campaign.rules;

import java.util.List;

/** What a challenge rating stands for. It is counted in eighths, so that 1/8 is 1 and 1 is 8. */
public final class ChallengeRating {
  public static final int EIGHTHS_MAX = 30 * 8;

  private static final List<Integer> XP =
      List.of(
          200, 450, 700, 1100, 1800, 2300, 2900, 3900, 5000, 5900, 7200, 8400, 10_000, 11_500,
          13_000, 15_000, 18_000, 20_000, 22_000, 25_000, 33_000, 41_000, 50_000, 62_000, 75_000,
          90_000, 105_000, 120_000, 135_000, 155_000);

  private ChallengeRating() {}

  /** Whether there is such a rating: 0, 1/8, 1/4, 1/2 and 1 to 30. */
  public static boolean exists(int eighths) {
    return eighths == 0
        || eighths == 1
        || eighths == 2
        || eighths == 4
        || (eighths > 0 && eighths % 8 == 0 && eighths <= EIGHTHS_MAX);
  }

  /**
   * The experience points of the rating; of 0 it is 10, or 0 for a creature that can do no harm,
   * which the rating does not tell.
   */
  public static int xp(int eighths) {
    check(eighths);
    return switch (eighths) {
      case 0 -> 10;
      case 1 -> 25;
      case 2 -> 50;
      case 4 -> 100;
      default -> XP.get(eighths / 8 - 1);
    };
  }

  public static int proficiencyBonus(int eighths) {
    check(eighths);
    return 2 + Math.max(0, (eighths / 8 - 1) / 4);
  }

  private static void check(int eighths) {
    if (!exists(eighths)) {
      throw new IllegalArgumentException("there is no challenge rating of so many eighths");
    }
  }

  /** As stat blocks print it: "0", "1/8", "17". */
  public static String text(int eighths) {
    check(eighths);
    return eighths == 0 || eighths >= 8 ? Integer.toString(eighths / 8) : "1/" + 8 / eighths;
  }
}
