package dev.roomkeeper.kinds.campaign.rules;

import java.util.Set;

/** The roll for the order of a fight. */
public final class Initiative {
  /** Where 2014's lair acts. */
  public static final int LAIR = 20;

  private Initiative() {}

  /**
   * How the die is thrown. Surprise and conditions bear on it in 2024; in 2014 exhaustion does, for
   * initiative is a Dexterity check, and poison too.
   *
   * @param hasAdvantage by a feature of its own
   */
  public static D20 roll(Edition edition, Body body, boolean isSurprised, boolean hasAdvantage) {
    Set<ConditionEffect> effects = Conditions.all(edition, body);
    boolean isHindered =
        (edition == Edition.OF_2024 && isSurprised)
            || effects.contains(ConditionEffect.INITIATIVE_WITH_DISADVANTAGE)
            || effects.contains(ConditionEffect.CHECKS_WITH_DISADVANTAGE);
    return D20.of(
        hasAdvantage || effects.contains(ConditionEffect.INITIATIVE_WITH_ADVANTAGE), isHindered);
  }

  /** The number of the order. */
  public static int count(Edition edition, Body body, int natural, int bonus) {
    return natural + bonus + Exhaustion.d20Penalty(edition, body.exhaustion());
  }
}
