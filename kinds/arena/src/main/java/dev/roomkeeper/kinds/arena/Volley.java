package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.kinds.arena.motion.Angles;
import dev.roomkeeper.kinds.arena.motion.Body;
import dev.roomkeeper.kinds.arena.motion.Field;
import dev.roomkeeper.kinds.arena.motion.Shots;
import dev.roomkeeper.kinds.arena.motion.Weapons;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shots of one tick: what is fired, what flies, and what they hit where the shooter saw it. */
final class Volley {
  /** More than the fastest shooters of a full arena keep in the air. */
  private static final int FLYING_MAX = 1_024;

  private final Draft draft;
  private final Field field;
  private final long tick;
  private final Map<Integer, Fighter> fighters;
  private final Rewind rewind;
  private final Harm harm;
  private final TreeMap<String, Bolt> flying;

  Volley(
      Draft draft,
      Field field,
      long tick,
      Map<Integer, Fighter> fighters,
      Rewind rewind,
      Harm harm) {
    this.draft = draft;
    this.field = field;
    this.tick = tick;
    this.fighters = fighters;
    this.rewind = rewind;
    this.harm = harm;
    flying = Bolt.all(Scene.FLYING.get(draft));
  }

  /** The bolts in the air, by id. */
  Map<String, Bolt> flying() {
    return flying;
  }

  void fire(Fighter shooter, int weapon, Steer steer, int view) {
    if (weapon == Weapons.BEAM) {
      beam(shooter, steer, view);
    } else if (flying.size() < FLYING_MAX) {
      Body from = shooter.body;
      int reach = Shots.boltReach(field, from.x(), from.y(), from.angle());
      flying.put(
          Bolt.id(shooter.slot, steer.n()),
          new Bolt(shooter.slot, from.x(), from.y(), from.angle(), reach, tick, view, 0));
    }
  }

  // --- Beams ---

  private void beam(Fighter shooter, Steer steer, int view) {
    Body from = shooter.body;
    int reach = Shots.beamReach(field, from.x(), from.y(), from.angle());
    Target target =
        nearest(
            shooter.slot,
            from.x(),
            from.y(),
            Shots.along(Angles.cos(from.angle()), reach),
            Shots.along(Angles.sin(from.angle()), reach),
            new Span(view, view, Body.RADIUS));
    int length = target == null ? reach : (int) (target.at * reach);
    Scene.BEAMS
        .in(Scene.body(shooter.slot))
        .of(String.valueOf(shooter.slot))
        .set(draft, new Beam(tick, steer.n(), from.x(), from.y(), from.angle(), length).packed());
    if (target != null) {
      harm.hit(
          target.fighter,
          new Harm.Shot(shooter.slot, Weapons.BEAM, view, from.x(), from.y()),
          target.seen);
    }
  }

  // --- Bolts ---

  /** Lets all bolts fly for this tick. */
  void fly() {
    for (Map.Entry<String, Bolt> entry : new TreeMap<>(flying).entrySet()) {
      Bolt bolt = flown(entry.getValue());
      if (bolt == null) {
        flying.remove(entry.getKey());
      } else {
        flying.put(entry.getKey(), bolt);
      }
    }
  }

  /** The bolt after this tick; null if it hit something. */
  private @Nullable Bolt flown(Bolt bolt) {
    Bolt now = bolt;
    for (int step = 0; step < Bolt.STEPS_MAX && now.time() + 16 <= tick * 16; step++) {
      int from = now.flown();
      int to = now.stepped().flown();
      Target target =
          nearest(
              now.owner(),
              now.xAt(from),
              now.yAt(from),
              now.xAt(to) - now.xAt(from),
              now.yAt(to) - now.yAt(from),
              new Span(now.time(), now.time() + 16, Body.RADIUS + Shots.BOLT_RADIUS));
      if (target != null) {
        harm.hit(
            target.fighter,
            new Harm.Shot(now.owner(), Weapons.BOLT, now.time(), now.xAt(from), now.yAt(from)),
            target.seen);
        return null;
      }
      now = now.stepped();
      if (now.isSpent()) {
        return null;
      }
    }
    return now;
  }

  /** Writes what flies. */
  void keep() {
    Scene.FLYING.set(draft, Bolt.packed(flying));
  }

  // --- Hits ---

  /**
   * What a way is tested against: bodies from one time to another, in 1/16 of a tick.
   *
   * @param radius how near the way must come
   */
  private record Span(int from, int to, int radius) {}

  /**
   * What is hit first.
   *
   * @param at at which part of the way
   */
  private record Target(Fighter fighter, double at, Rewind.Place seen) {}

  private @Nullable Target nearest(int owner, int x, int y, int dx, int dy, Span span) {
    Target nearest = null;
    for (Fighter fighter : fighters.values()) {
      if (fighter.slot == owner || !fighter.lives()) {
        continue;
      }
      Rewind.Place from = rewind.at(fighter, span.from);
      Rewind.Place to = span.to == span.from ? from : rewind.at(fighter, span.to);
      if (from == null || to == null) {
        continue;
      }
      double at =
          Shots.hits(
              x - from.x(),
              y - from.y(),
              dx - (to.x() - from.x()),
              dy - (to.y() - from.y()),
              span.radius);
      if (at <= 1 && (nearest == null || at < nearest.at)) {
        nearest = new Target(fighter, at, from);
      }
    }
    return nearest;
  }
}
