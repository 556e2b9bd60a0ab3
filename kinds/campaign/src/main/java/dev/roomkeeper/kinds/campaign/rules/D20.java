package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Dice;

/** A d20, thrown plainly, or twice with advantage or disadvantage. */
public enum D20 {
  PLAIN,
  ADVANTAGE,
  DISADVANTAGE;

  /** Any number of advantages and any number of disadvantages cancel each other. */
  public static D20 of(boolean hasAdvantage, boolean hasDisadvantage) {
    return hasAdvantage == hasDisadvantage ? PLAIN : hasAdvantage ? ADVANTAGE : DISADVANTAGE;
  }

  /** The die that counts. */
  public int thrown(Dice dice) {
    int first = 1 + dice.below(20);
    return this == PLAIN ? first : of(first, 1 + dice.below(20));
  }

  /** Which of two dice that were thrown at the table counts; the first, if thrown plainly. */
  public int of(int first, int second) {
    return switch (this) {
      case PLAIN -> first;
      case ADVANTAGE -> Math.max(first, second);
      case DISADVANTAGE -> Math.min(first, second);
    };
  }
}
