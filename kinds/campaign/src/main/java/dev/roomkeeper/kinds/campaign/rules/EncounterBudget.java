package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import java.util.List;

/**
 * How much experience of monsters makes a fight easy or hard for a party, by 2024's table, which
 * has no multiplier for numbers. SRD 5.1 has no such table, so campaigns of 2014 are told the same.
 */
public record EncounterBudget(int low, int moderate, int high) {
  private static final List<EncounterBudget> BY_LEVEL =
      List.of(
          new EncounterBudget(50, 75, 100),
          new EncounterBudget(100, 150, 200),
          new EncounterBudget(150, 225, 400),
          new EncounterBudget(250, 375, 500),
          new EncounterBudget(500, 750, 1100),
          new EncounterBudget(600, 1000, 1400),
          new EncounterBudget(750, 1300, 1700),
          new EncounterBudget(1000, 1700, 2100),
          new EncounterBudget(1300, 2000, 2600),
          new EncounterBudget(1600, 2300, 3100),
          new EncounterBudget(1900, 2900, 4100),
          new EncounterBudget(2200, 3700, 4700),
          new EncounterBudget(2600, 4200, 5400),
          new EncounterBudget(2900, 4900, 6200),
          new EncounterBudget(3300, 5400, 7800),
          new EncounterBudget(3800, 6100, 9800),
          new EncounterBudget(4500, 7200, 11_700),
          new EncounterBudget(5000, 8700, 14_200),
          new EncounterBudget(5500, 10_700, 17_200),
          new EncounterBudget(6400, 13_200, 22_000));

  /** How hard a fight is. */
  @Data
  public enum Difficulty {
    NONE,
    LOW,
    MODERATE,
    HIGH,
    BEYOND_HIGH
  }

  /** The budget of a party of characters of these levels, each from 1 to 20. */
  public static EncounterBudget of(List<Integer> levels) {
    EncounterBudget sum = new EncounterBudget(0, 0, 0);
    for (int level : levels) {
      if (level < 1 || level > BY_LEVEL.size()) {
        throw new IllegalArgumentException("a level must be from 1 to " + BY_LEVEL.size());
      }
      EncounterBudget each = BY_LEVEL.get(level - 1);
      sum =
          new EncounterBudget(
              sum.low + each.low, sum.moderate + each.moderate, sum.high + each.high);
    }
    return sum;
  }

  /** A fight is as hard as the first budget that pays for it. */
  public Difficulty difficulty(int xp) {
    return xp <= 0
        ? Difficulty.NONE
        : xp <= low
            ? Difficulty.LOW
            : xp <= moderate
                ? Difficulty.MODERATE
                : xp <= high ? Difficulty.HIGH : Difficulty.BEYOND_HIGH;
  }
}
