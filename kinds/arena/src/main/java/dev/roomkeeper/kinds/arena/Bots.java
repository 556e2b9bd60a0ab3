package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.kinds.arena.motion.Angles;
import dev.roomkeeper.kinds.arena.motion.Field;
import dev.roomkeeper.kinds.arena.motion.Ray;
import dev.roomkeeper.kinds.arena.motion.Shots;
import dev.roomkeeper.kinds.arena.motion.Walk;
import dev.roomkeeper.kinds.arena.motion.Weapons;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Players who are code. They see what people see, and take steps as people do. What they do follows
 * from the match's seed.
 */
final class Bots {
  private static final int SIGHT = 560 * 64;
  private static final int AIM_TICKS = 8; // how long they are wrong in the same way
  private static final int DODGE_TICKS = 14;
  private static final int PATH_TICKS = 3;
  private static final int WEAK = 50;

  private final ArenaMap map;
  private final Map<Integer, Fighter> fighters;
  private final long tick;
  private final long seed;

  Bots(ArenaMap map, Map<Integer, Fighter> fighters, long tick, long seed) {
    this.map = map;
    this.fighters = fighters;
    this.tick = tick;
    this.seed = seed;
  }

  /** How well a level plays: how many ticks it takes to react, and how far it aims beside. */
  private record Skill(int reactionTicks, int error, int beamPercent, int firePercent) {
    static Skill of(ArenaOptions.Level level) {
      return switch (level) {
        case EASY -> new Skill(18, 64, 0, 25);
        case MEDIUM -> new Skill(10, 28, 20, 55);
        case HARD -> new Skill(5, 10, 60, 90);
      };
    }
  }

  /** What this bot does in this tick. */
  Steer think(Fighter bot, FighterState.Mind before, int number) {
    Fighter enemy = nearestSeen(bot);
    int target = enemy == null ? -1 : enemy.slot;
    FighterState.Mind mind =
        new FighterState.Mind(
            before.level(),
            before.column(),
            before.row(),
            target,
            target == before.target() ? before.sinceTick() : tick,
            before.keys());
    mind = goal(bot, mind);
    int keys = enemy == null ? walk(bot, mind) : dodge(bot, mind, enemy);
    bot.mind =
        new FighterState.Mind(
            mind.level(), mind.column(), mind.row(), mind.target(), mind.sinceTick(), keys);
    int angle = enemy == null ? ahead(bot) : aim(bot, mind, enemy);
    int fire = enemy == null ? Weapons.NONE : trigger(bot, mind);
    return new Steer(number, keys, angle, fire, (int) Math.max(0, tick - 1) * 16);
  }

  private @Nullable Fighter nearestSeen(Fighter bot) {
    Fighter nearest = null;
    double distance = (double) SIGHT * SIGHT;
    for (Fighter other : fighters.values()) {
      double dx = other.body.x() - bot.body.x();
      double dy = other.body.y() - bot.body.y();
      double there = dx * dx + dy * dy;
      boolean isNearest =
          other.slot != bot.slot
              && other.lives()
              && there < distance
              && Ray.sees(map.field(), bot.body.x(), bot.body.y(), other.body.x(), other.body.y());
      if (isNearest) {
        nearest = other;
        distance = there;
      }
    }
    return nearest;
  }

  /** Where it goes: to health when it is weak, else anywhere, and elsewhere once it is there. */
  private FighterState.Mind goal(Fighter bot, FighterState.Mind mind) {
    boolean isThere =
        mind.column() == Field.tile(bot.body.x()) && mind.row() == Field.tile(bot.body.y());
    Noise noise = new Noise(seed, tick, bot.slot);
    if (mind.column() >= 0 && !isThere && noise.below(300) != 0) {
      return mind;
    }
    ArenaMap.Tile goal =
        bot.health < WEAK && !map.pickups().isEmpty()
            ? map.pickups().get(noise.below(map.pickups().size()))
            : anywhere(noise);
    return new FighterState.Mind(
        mind.level(), goal.column(), goal.row(), mind.target(), mind.sinceTick(), mind.keys());
  }

  private ArenaMap.Tile anywhere(Noise noise) {
    Field field = map.field();
    for (int tries = 0; tries < 20; tries++) {
      int column = noise.below(field.width());
      int row = noise.below(field.height());
      if (!field.stopsBodies(column, row)) {
        return new ArenaMap.Tile(column, row);
      }
    }
    return map.spawns().get(noise.below(map.spawns().size()));
  }

  private int walk(Fighter bot, FighterState.Mind mind) {
    return (tick + bot.slot) % PATH_TICKS == 0
        ? Paths.keys(map.field(), bot.body, mind.column(), mind.row())
        : mind.keys();
  }

  private int dodge(Fighter bot, FighterState.Mind mind, Fighter enemy) {
    Noise noise = new Noise(seed, tick / DODGE_TICKS, bot.slot + 64);
    int keys = noise.below(Walk.KEYS_MAX + 1);
    if (noise.below(3) == 0) {
      return Paths.keys(
          map.field(), bot.body, Field.tile(enemy.body.x()), Field.tile(enemy.body.y()));
    }
    return mind.level() == ArenaOptions.Level.EASY && noise.below(2) == 0 ? 0 : keys;
  }

  /** Where it goes to. */
  private static int ahead(Fighter bot) {
    return bot.body.vx() == 0 && bot.body.vy() == 0
        ? bot.body.angle()
        : Angles.of(bot.body.vx(), bot.body.vy());
  }

  /** At where the enemy will be when a bolt comes there, and a little beside. */
  private int aim(Fighter bot, FighterState.Mind mind, Fighter enemy) {
    double dx = enemy.body.x() - bot.body.x();
    double dy = enemy.body.y() - bot.body.y();
    int steps = (int) (Math.sqrt(dx * dx + dy * dy) / Shots.BOLT_SPEED);
    int error = Skill.of(mind.level()).error();
    int wrong = new Noise(seed, tick / AIM_TICKS, bot.slot + 128).below(2 * error + 1) - error;
    int angle = Angles.of((int) dx + enemy.body.vx() * steps, (int) dy + enemy.body.vy() * steps);
    return (angle + wrong) & Angles.MASK;
  }

  private int trigger(Fighter bot, FighterState.Mind mind) {
    Skill skill = Skill.of(mind.level());
    Noise noise = new Noise(seed, tick / AIM_TICKS, bot.slot + 192);
    if (tick - mind.sinceTick() < skill.reactionTicks()) {
      return Weapons.NONE;
    }
    if (bot.body.beamWait() == 0 && noise.below(100) < skill.beamPercent()) {
      return Weapons.BEAM;
    }
    return noise.below(100) < skill.firePercent() ? Weapons.BOLT : Weapons.NONE;
  }
}
