package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.kinds.campaign.rules.Consequence.HpMaxBecomes;
import dev.roomkeeper.kinds.campaign.rules.Consequence.LosesTemporaryHp;
import dev.roomkeeper.kinds.campaign.rules.Consequence.PoolBecomes;
import dev.roomkeeper.kinds.campaign.rules.Consequence.RegainsHp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What short and long rests bring back. */
public final class Rests {
  private Rests() {}

  /** A hit die that was spent: of which pool, and how it fell. */
  public record SpentHitDie(String pool, int rolled) {}

  /**
   * Whether the creature's state lets it begin the rest; how long ago the last was, the DM knows.
   */
  public static boolean mayRest(Edition edition, Body body, boolean isLong) {
    return body.life() != Life.DEAD
        && (body.hp().now() > 0 || (!isLong && edition == Edition.OF_2014));
  }

  /** What one hit die heals: 2024 gives at least 1. */
  public static int hitDieHeals(Edition edition, int rolled, int constitutionModifier) {
    return Math.max(edition == Edition.OF_2024 ? 1 : 0, rolled + constitutionModifier);
  }

  /**
   * A short rest. Hit dice that the pools don't hold are not spent.
   *
   * @param spent the hit dice, in their order
   */
  public static List<Consequence> takeShort(
      Edition edition,
      Body body,
      List<Pool> pools,
      int constitutionModifier,
      List<SpentHitDie> spent) {
    if (!mayRest(edition, body, false)) {
      return List.of();
    }
    List<Consequence> follows = new ArrayList<>();
    int healed = 0;
    for (SpentHitDie die : spent) {
      Pool pool = find(pools, die.pool);
      if (pool != null && pool.refill() instanceof Refill.HitDice) {
        List<Consequence> spending = pool.after(follows).spend(1);
        follows.addAll(spending);
        healed += spending.isEmpty() ? 0 : hitDieHeals(edition, die.rolled, constitutionModifier);
      }
    }
    follows.addAll(Healing.heal(edition, body, healed));
    Body after = body.after(follows);
    follows.addAll(Conditions.end(after, a -> a.until() instanceof Until.HealedOrRested));
    follows.addAll(refill(pools, Rests::fillsByShortRest));
    return List.copyOf(follows);
  }

  private static @Nullable Pool find(List<Pool> pools, String name) {
    for (Pool pool : pools) {
      if (pool.name().equals(name)) {
        return pool;
      }
    }
    return null;
  }

  private static boolean fillsByShortRest(Pool pool) {
    return switch (pool.refill()) {
      case Refill.ShortRest _, Refill.Recharge _, Refill.OwnTurn _ -> true;
      case Refill.LongRest _, Refill.HitDice _, Refill.Never _ -> false;
    };
  }

  private static boolean fillsByLongRest(Pool pool) {
    return fillsByShortRest(pool) || pool.refill() instanceof Refill.LongRest;
  }

  private static List<Consequence> refill(List<Pool> pools, Predicate<Pool> which) {
    List<Consequence> follows = new ArrayList<>();
    for (Pool pool : pools) {
      if (pool.left() < pool.max() && which.test(pool)) {
        follows.add(new PoolBecomes(pool.name(), pool.max()));
      }
    }
    return follows;
  }

  /**
   * A long rest.
   *
   * @param hasEaten whether there was food and drink, without which 2014's exhaustion stays
   */
  public static List<Consequence> takeLong(
      Edition edition, Body body, List<Pool> pools, boolean hasEaten) {
    if (!mayRest(edition, body, true)) {
      return List.of();
    }
    List<Consequence> follows = new ArrayList<>();
    HitPoints hp = body.hp();
    if (hp.temporary() > 0) {
      follows.add(new LosesTemporaryHp(hp.temporary()));
    }
    // 2014 leaves the end of a lowered maximum to the effect that lowered it.
    if (edition == Edition.OF_2024 && hp.max() < hp.maxNormal()) {
      follows.add(new HpMaxBecomes(hp.maxNormal()));
    }
    if (body.exhaustion() > 0 && (hasEaten || edition == Edition.OF_2024)) {
      follows.addAll(Exhaustion.become(edition, body, body.exhaustion() - 1));
    }
    Body after = body.after(follows);
    int missing = after.hpMax(edition) - after.hp().now();
    if (missing > 0) {
      follows.add(new RegainsHp(missing));
    }
    follows.addAll(Conditions.end(after, affliction -> endsByLongRest(affliction.until())));
    follows.addAll(refill(pools, Rests::fillsByLongRest));
    follows.addAll(returnHitDice(edition, pools));
    return List.copyOf(follows);
  }

  private static boolean endsByLongRest(Until until) {
    return switch (until) {
      case Until.LongRested _, Until.Healed _, Until.HealedOrRested _ -> true;
      case Until.SaveEnds(_, _, Until.Limit limit) -> endsByLongRest(limit.until());
      case Until.Removed _, Until.TurnStart _, Until.TurnEnd _, Until.WhileEffect _ -> false;
    };
  }

  /** 2014: half of all dice, at least one, the biggest first. 2024: all. */
  private static List<Consequence> returnHitDice(Edition edition, List<Pool> pools) {
    List<Pool> dice = new ArrayList<>();
    int total = 0;
    for (Pool pool : pools) {
      if (pool.refill() instanceof Refill.HitDice) {
        dice.add(pool);
        total += pool.max();
      }
    }
    dice.sort((a, b) -> Integer.compare(sides(b), sides(a)));
    int returning = edition == Edition.OF_2024 ? total : Math.max(1, total / 2);
    List<Consequence> follows = new ArrayList<>();
    for (Pool pool : dice) {
      int count = Math.min(returning, pool.max() - pool.left());
      if (count > 0) {
        follows.add(new PoolBecomes(pool.name(), pool.left() + count));
        returning -= count;
      }
    }
    return follows;
  }

  private static int sides(Pool pool) {
    return pool.refill() instanceof Refill.HitDice(int sides) ? sides : 0;
  }
}
