package dev.roomkeeper.kinds.campaign.rules;

import java.util.List;

/** What being surprised does when a fight begins. */
public final class Surprise {
  private Surprise() {}

  /**
   * What hinders a surprised creature. 2014: nothing goes until its first turn has ended. 2024:
   * only its roll for initiative is hindered.
   *
   * @param turnsEnded how many turns of its own in this fight have ended
   */
  public static List<ConditionEffect> effects(Edition edition, int turnsEnded) {
    return switch (edition) {
      case OF_2014 ->
          turnsEnded > 0
              ? List.of()
              : List.of(
                  ConditionEffect.NO_ACTIONS,
                  ConditionEffect.NO_REACTIONS,
                  ConditionEffect.SPEED_0);
      case OF_2024 -> List.of(ConditionEffect.INITIATIVE_WITH_DISADVANTAGE);
    };
  }
}
