package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.kinds.campaign.rules.Consequence.Cause;
import dev.roomkeeper.kinds.campaign.rules.Consequence.DeathSavesCount;
import dev.roomkeeper.kinds.campaign.rules.Consequence.Stabilises;
import java.util.ArrayList;
import java.util.List;

/** Death saves, and being stabilised. */
public final class Dying {
  private static final int DC = 10;

  private Dying() {}

  /** How the die of a death save is thrown: 2014's exhaustion hinders it as it does every save. */
  public static D20 die(Edition edition, Body body) {
    return D20.of(
        false, Conditions.all(edition, body).contains(ConditionEffect.SAVES_WITH_DISADVANTAGE));
  }

  /**
   * What follows from a death save.
   *
   * @param natural the d20 as it fell: 1 and 20 are special
   * @param total with all that is added to it; the levels of exhaustion of 2024 too
   */
  public static List<Consequence> deathSave(Edition edition, Body body, int natural, int total) {
    if (body.life() != Life.DYING) {
      return List.of();
    }
    if (natural == 20) {
      return Healing.heal(edition, body, 1);
    }
    boolean isSuccess = natural != 1 && total >= DC;
    int successes = isSuccess ? 1 : 0;
    int failures = isSuccess ? 0 : natural == 1 ? 2 : 1;
    DeathSaves after = body.deathSaves().plus(successes, failures);
    List<Consequence> follows = new ArrayList<>();
    follows.add(new DeathSavesCount(successes, failures));
    if (after.failures() >= DeathSaves.ENOUGH) {
      follows.addAll(Hits.die(body, Cause.DEATH_SAVES));
    } else if (after.successes() >= DeathSaves.ENOUGH) {
      follows.add(new Stabilises());
    }
    return List.copyOf(follows);
  }

  /** First aid, or a spell, that leaves the creature at 0 HP. */
  public static List<Consequence> stabilise(Body body) {
    return body.life() == Life.DYING ? List.of(new Stabilises()) : List.of();
  }
}
