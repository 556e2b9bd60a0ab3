package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.ConditionEffect;
import dev.roomkeeper.kinds.campaign.rules.Conditions;
import dev.roomkeeper.kinds.campaign.rules.D20;
import dev.roomkeeper.kinds.campaign.rules.Exhaustion;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Saves that the server rolls. */
final class Saves {
  private Saves() {}

  /** Whether the creature has a condition that makes it fail this save without a roll. */
  static boolean failsAlways(Scene scene, Figure figure, Ability ability) {
    return (ability == Ability.STRENGTH || ability == Ability.DEXTERITY)
        && Conditions.all(scene.edition(), figure.body())
            .contains(ConditionEffect.FAILS_STRENGTH_AND_DEXTERITY_SAVES);
  }

  /**
   * The save with all that is added.
   *
   * @param natural the die as it fell; null for the server to throw it
   */
  static int total(Scene scene, Figure figure, Ability ability, @Nullable Integer natural) {
    Set<ConditionEffect> effects = Conditions.all(scene.edition(), figure.body());
    boolean isHindered =
        effects.contains(ConditionEffect.SAVES_WITH_DISADVANTAGE)
            || (ability == Ability.DEXTERITY
                && effects.contains(ConditionEffect.DEXTERITY_SAVES_WITH_DISADVANTAGE));
    int die = natural != null ? natural : D20.of(false, isHindered).thrown(scene.dice());
    return die
        + figure.saveBonus(ability)
        + Exhaustion.d20Penalty(scene.edition(), figure.body().exhaustion());
  }
}
