package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.kinds.campaign.rules.Consequence.Cause;
import dev.roomkeeper.kinds.campaign.rules.Consequence.HpMaxBecomes;
import dev.roomkeeper.kinds.campaign.rules.Consequence.RegainsHp;
import dev.roomkeeper.kinds.campaign.rules.Consequence.Revives;
import dev.roomkeeper.kinds.campaign.rules.Consequence.TemporaryHpBecome;
import java.util.ArrayList;
import java.util.List;

/** What follows from regained hit points, temporary ones, and a changed maximum. */
public final class Healing {
  private Healing() {}

  /** Any healing wakes who lies at 0 HP; nothing heals the dead, or beyond the maximum. */
  public static List<Consequence> heal(Edition edition, Body body, int amount) {
    int regained = Math.min(amount, body.hpMax(edition) - body.hp().now());
    if (regained <= 0 || body.life() == Life.DEAD) {
      return List.of();
    }
    List<Consequence> follows = new ArrayList<>();
    follows.add(new RegainsHp(regained));
    if (body.life() != Life.UP) {
      follows.add(new Revives());
    }
    follows.addAll(Conditions.end(body, affliction -> isOut(affliction.until())));
    return List.copyOf(follows);
  }

  private static boolean isOut(Until until) {
    return until instanceof Until.Healed || until instanceof Until.HealedOrRested;
  }

  /** The dead come back with so many hit points: by a spell, or because the DM says so. */
  public static List<Consequence> revive(Edition edition, Body body, int hp) {
    if (body.life() != Life.DEAD || hp <= 0) {
      return List.of();
    }
    List<Consequence> follows = new ArrayList<>();
    follows.add(new RegainsHp(Math.min(hp, body.hpMax(edition))));
    follows.add(new Revives());
    follows.addAll(Conditions.end(body, affliction -> isOut(affliction.until())));
    return List.copyOf(follows);
  }

  /**
   * Temporary hit points never add up: the creature keeps the greater number, unless it chooses
   * otherwise. They wake nobody.
   */
  public static List<Consequence> giveTemporary(Body body, int amount) {
    return body.life() == Life.DEAD || amount <= body.hp().temporary()
        ? List.of()
        : List.of(new TemporaryHpBecome(amount));
  }

  /**
   * A changed maximum. Hit points above it are lost; 2024 kills at a maximum of 0, in 2014 each
   * effect says so for itself.
   */
  public static List<Consequence> changeMax(Edition edition, Body body, int max) {
    if (max == body.hp().max() || body.life() == Life.DEAD) {
      return List.of();
    }
    List<Consequence> follows = new ArrayList<>();
    follows.add(new HpMaxBecomes(Math.clamp(max, 0, HitPoints.MAX)));
    if (max <= 0 && edition == Edition.OF_2024) {
      follows.addAll(Hits.die(body, Cause.HP_MAX_0));
    }
    return List.copyOf(follows);
  }
}
