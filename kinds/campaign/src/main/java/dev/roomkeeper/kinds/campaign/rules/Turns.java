package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.kinds.campaign.rules.Consequence.AsksDeathSave;
import dev.roomkeeper.kinds.campaign.rules.Consequence.AsksRecharge;
import dev.roomkeeper.kinds.campaign.rules.Consequence.AsksSave;
import dev.roomkeeper.kinds.campaign.rules.Consequence.ConditionEnds;
import dev.roomkeeper.kinds.campaign.rules.Consequence.PoolBecomes;
import java.util.ArrayList;
import java.util.List;

/** What follows for a combatant from what happens between turns, its own and those of others. */
public final class Turns {
  /** A minute. Whatever lasts no longer is over when a fight is. */
  private static final int MINUTE = 10;

  private Turns() {}

  /**
   * What ends with the fight: what waits for a turn that is a minute away or less. A fight without
   * turns ends nothing.
   */
  public static List<Consequence> fightEnds(TurnOrder order, Body body) {
    return order.round() == 0
        ? List.of()
        : Conditions.end(
            body,
            affliction ->
                switch (limit(affliction.until()).afterFight(order)) {
                  case Until.TurnStart(_, int round) -> round <= MINUTE + 1;
                  default -> false;
                });
  }

  private static Until limit(Until until) {
    return until instanceof Until.SaveEnds save ? save.limit().until() : until;
  }

  /** The conditions of the combatant that end at the event, and the saves that are due then. */
  public static List<Consequence> conditions(TurnEvent event, String self, Body body) {
    List<Consequence> follows = new ArrayList<>();
    for (Affliction affliction : body.afflictions()) {
      if (isOver(affliction.until(), event)) {
        follows.add(new ConditionEnds(affliction.id(), affliction.condition()));
      } else if (affliction.until() instanceof Until.SaveEnds save
          && event instanceof TurnEvent.TurnEnds(String who, _)
          && who.equals(self)) {
        follows.add(new AsksSave(affliction.id(), save.ability(), save.dc()));
      }
    }
    return List.copyOf(follows);
  }

  private static boolean isOver(Until until, TurnEvent event) {
    return switch (until) {
      case Until.TurnStart(String whose, int round) -> event.isStartOf(whose, round);
      case Until.TurnEnd(String whose, int round) -> event.isEndOf(whose, round);
      case Until.SaveEnds(_, _, Until.Limit limit) -> isOver(limit.until(), event);
      case Until.Removed _,
          Until.WhileEffect _,
          Until.Healed _,
          Until.HealedOrRested _,
          Until.LongRested _ ->
          false;
    };
  }

  /** What follows from the save that an affliction asked for. */
  public static List<Consequence> saved(Body body, String afflictionId, int total, int dc) {
    return total >= dc
        ? Conditions.end(body, affliction -> affliction.id().equals(afflictionId))
        : List.of();
  }

  /** What the start of its own turn brings: a death save, legendary actions, dice for recharge. */
  public static List<Consequence> start(Body body, List<Pool> pools) {
    List<Consequence> follows = new ArrayList<>();
    if (body.life() == Life.DYING) {
      follows.add(new AsksDeathSave());
    }
    if (body.life() == Life.DEAD) {
      return List.of();
    }
    for (Pool pool : pools) {
      if (pool.left() < pool.max()) {
        switch (pool.refill()) {
          case Refill.OwnTurn _ -> follows.add(new PoolBecomes(pool.name(), pool.max()));
          case Refill.Recharge(int from) -> follows.add(new AsksRecharge(pool.name(), from));
          case Refill.ShortRest _, Refill.LongRest _, Refill.HitDice _, Refill.Never _ -> {}
        }
      }
    }
    return List.copyOf(follows);
  }

  /** What follows from the d6 that a pool asked for. */
  public static List<Consequence> recharged(Pool pool, int d6) {
    return pool.refill() instanceof Refill.Recharge(int from) && d6 >= from
        ? List.of(new PoolBecomes(pool.name(), pool.max()))
        : List.of();
  }
}
