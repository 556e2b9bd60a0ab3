package dev.roomkeeper.kinds.campaign.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A creature's legendary actions and resistances. Where 2024's stat blocks print a second number
 * for the lair, it is the one of the lair; else both are equal.
 */
public record Legendary(int actions, int actionsInLair, int resistances, int resistancesInLair) {
  public static final Legendary NONE = new Legendary(0, 0, 0, 0);

  public static final String ACTIONS = "legendary-actions";
  public static final String RESISTANCES = "legendary-resistances";

  public Legendary {
    if (actions < 0
        || resistances < 0
        || actionsInLair < actions
        || resistancesInLair < resistances) {
      throw new IllegalArgumentException(
          "legendary counts must not be negative, nor smaller in the lair");
    }
  }

  /** The pools of a fresh creature. */
  public List<Pool> pools(boolean isInLair) {
    List<Pool> pools = new ArrayList<>();
    int mayAct = isInLair ? actionsInLair : actions;
    int mayResist = isInLair ? resistancesInLair : resistances;
    if (mayAct > 0) {
      pools.add(Pool.full(ACTIONS, mayAct, new Refill.OwnTurn()));
    }
    if (mayResist > 0) {
      pools.add(Pool.full(RESISTANCES, mayResist, new Refill.LongRest()));
    }
    return List.copyOf(pools);
  }

  /**
   * Whether it may take one of its legendary actions now: right after a turn of somebody else,
   * while it can act, and with enough left.
   */
  public static boolean mayAct(
      Edition edition, Body body, Pool actions, int cost, boolean afterOthersTurn) {
    return afterOthersTurn
        && cost > 0
        && cost <= actions.left()
        && body.life() == Life.UP
        && !Conditions.all(edition, body).contains(ConditionEffect.NO_ACTIONS);
  }
}
