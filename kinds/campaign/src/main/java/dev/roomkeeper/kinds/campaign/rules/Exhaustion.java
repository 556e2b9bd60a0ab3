package dev.roomkeeper.kinds.campaign.rules;

import java.util.ArrayList;
import java.util.List;

/** Exhaustion by levels: 2014 has a table, 2024 takes a little more away with each. */
public final class Exhaustion {
  /** Whoever reaches it dies. */
  public static final int LEVEL_MAX = 6;

  private Exhaustion() {}

  /** What the levels do besides numbers: 2014's table, each with those before it. */
  public static List<ConditionEffect> effects(Edition edition, int level) {
    List<ConditionEffect> effects = new ArrayList<>();
    if (edition == Edition.OF_2014) {
      add(effects, level >= 1, ConditionEffect.CHECKS_WITH_DISADVANTAGE);
      add(effects, level >= 2 && level < 5, ConditionEffect.SPEED_HALVED);
      add(effects, level >= 3, ConditionEffect.ATTACKS_WITH_DISADVANTAGE);
      add(effects, level >= 3, ConditionEffect.SAVES_WITH_DISADVANTAGE);
      add(effects, level >= 4, ConditionEffect.HP_MAX_HALVED);
      add(effects, level >= 5, ConditionEffect.SPEED_0);
    }
    return List.copyOf(effects);
  }

  private static void add(List<ConditionEffect> effects, boolean has, ConditionEffect effect) {
    if (has) {
      effects.add(effect);
    }
  }

  /** What is added to every d20 test: never more than 0. */
  public static int d20Penalty(Edition edition, int level) {
    return edition == Edition.OF_2024 ? -2 * level : 0;
  }

  /** A speed in feet as the levels leave it. */
  public static int speed(Edition edition, int level, int feet) {
    if (edition == Edition.OF_2024) {
      return Math.max(0, feet - 5 * level);
    }
    return level >= 5 ? 0 : level >= 2 ? feet / 2 : feet;
  }

  /** The hit point maximum as the levels leave it. */
  public static int hpMax(Edition edition, int level, int max) {
    return edition == Edition.OF_2014 && level >= 4 ? max / 2 : max;
  }

  /** What follows when the level is to become this one. */
  public static List<Consequence> become(Edition edition, Body body, int level) {
    int bounded = Math.clamp(level, 0, LEVEL_MAX);
    if (bounded == body.exhaustion()
        || body.life() == Life.DEAD
        || (bounded > body.exhaustion()
            && body.nature().conditionImmunities().contains(Condition.EXHAUSTION))) {
      return List.of();
    }
    List<Consequence> follows = new ArrayList<>();
    follows.add(new Consequence.ExhaustionBecomes(bounded));
    int over = body.hp().now() - hpMax(edition, bounded, body.hp().max());
    if (bounded == LEVEL_MAX) {
      follows.add(new Consequence.Dies(Consequence.Cause.EXHAUSTION));
      follows.addAll(Concentrating.end(body));
    } else if (over > 0) {
      follows.add(new Consequence.LosesHp(over));
    }
    return List.copyOf(follows);
  }
}
