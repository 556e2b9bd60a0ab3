package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Dice;

/** Dice to be thrown, like 2d6 + 3; without dice a fixed number. */
public record Roll(int count, int sides, int bonus) {
  private static final int COUNT_MAX = 200;
  private static final int SIDES_MAX = 1000;

  public Roll {
    if (count < 0 || count > COUNT_MAX) {
      throw new IllegalArgumentException("the count of dice must be from 0 to " + COUNT_MAX);
    }
    if (sides < 0 || sides > SIDES_MAX || (count > 0 && sides == 0)) {
      throw new IllegalArgumentException("the sides of dice must be from 1 to " + SIDES_MAX);
    }
    if (Math.abs(bonus) > HitPoints.MAX) {
      throw new IllegalArgumentException("a bonus must be within " + HitPoints.MAX);
    }
  }

  public static Roll fixed(int value) {
    return new Roll(0, 0, value);
  }

  /** The average as stat blocks print it: rounded down, and never below 0. */
  public int average() {
    return Math.max(0, Math.floorDiv(count * (sides + 1) + 2 * bonus, 2));
  }

  /** For a critical hit: the dice twice, the bonus once. */
  public Roll critical() {
    return new Roll(Math.min(COUNT_MAX, count * 2), sides, bonus);
  }

  /** Thrown; never below 0. */
  public int thrown(Dice dice) {
    int sum = bonus;
    for (int i = 0; i < count; i++) {
      sum += 1 + dice.below(sides);
    }
    return Math.max(0, sum);
  }

  /** Like "2d6+3", "2d6", "3". */
  @Override
  public String toString() {
    if (count == 0) {
      return Integer.toString(bonus);
    }
    String thrown = count + "d" + sides;
    return bonus == 0 ? thrown : bonus > 0 ? thrown + "+" + bonus : thrown + bonus;
  }

  /**
   * Reads what {@link #toString} writes, with or without spaces; a typographic minus too.
   *
   * @throws IllegalArgumentException where it is something else
   */
  public static Roll of(String text) {
    String plain = text.replace(" ", "").replace('−', '-').replace('–', '-').replace('D', 'd');
    int d = plain.indexOf('d');
    if (d < 0) {
      return fixed(number(text, plain));
    }
    int sign = Math.max(plain.indexOf('+', d), plain.indexOf('-', d));
    String sides = sign < 0 ? plain.substring(d + 1) : plain.substring(d + 1, sign);
    int count = d == 0 ? 1 : number(text, plain.substring(0, d));
    return new Roll(count, number(text, sides), sign < 0 ? 0 : number(text, plain.substring(sign)));
  }

  private static int number(String text, String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("these are no dice: " + text, e);
    }
  }
}
