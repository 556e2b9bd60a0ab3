package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.kinds.arena.motion.Angles;
import dev.roomkeeper.kinds.arena.motion.Shots;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bolt in flight. It starts where the shooter saw it start, and when: so it is some ticks late at
 * first, and takes two steps in each tick until it is not.
 *
 * @param owner the slot of who fired it
 * @param reach how far it flies until something of the map stops it, in 1/64 of a step
 * @param bornTick in which it came to be
 * @param view the time at which it started, in 1/16 of a tick
 * @param steps how many it has taken
 */
record Bolt(int owner, int x, int y, int angle, int reach, long bornTick, int view, int steps) {
  /** In one tick, while it is late. */
  static final int STEPS_MAX = 2;

  Bolt stepped() {
    return new Bolt(owner, x, y, angle, reach, bornTick, view, steps + 1);
  }

  /** The time that it has come to, in 1/16 of a tick. */
  int time() {
    return view + 16 * steps;
  }

  /** How far it has flown, in 1/64 of a step. */
  int flown() {
    return Math.min(reach, 64 * steps);
  }

  boolean isSpent() {
    return 64 * steps >= reach;
  }

  int xAt(int flown) {
    return Shots.boltAt(x, Angles.cos(angle), flown);
  }

  int yAt(int flown) {
    return Shots.boltAt(y, Angles.sin(angle), flown);
  }

  /** All bolts, by id, as the rules keep them from one tick to the next. */
  static String packed(SortedMap<String, Bolt> all) {
    Packed.Writer to = new Packed.Writer();
    all.forEach((id, bolt) -> {
      to.text(id).any(bolt.owner).any(bolt.x).any(bolt.y).any(bolt.angle);
      to.any(bolt.reach).any(bolt.bornTick).any(bolt.view).any(bolt.steps);
    });
    return to.toString();
  }

  /** Those bolts again; none where nothing was packed. */
  static TreeMap<String, Bolt> all(@Nullable String packed) {
    TreeMap<String, Bolt> all = new TreeMap<>();
    Packed.Reader from = new Packed.Reader(packed == null ? "" : packed);
    while (from.hasMore()) {
      all.put(
          from.text(),
          new Bolt(
              from.anyInt(),
              from.anyInt(),
              from.anyInt(),
              from.anyInt(),
              from.anyInt(),
              from.any(),
              from.anyInt(),
              from.anyInt()));
    }
    return all;
  }

  /**
   * As it is told once, by its {@link #id}: from this its whole way follows. Where it starts is
   * told in 1/8 of a unit.
   */
  String packed() {
    return new Packed.Writer()
        .add(((long) ((x + 4) >> 3) << 14) | ((y + 4) >> 3), 5)
        .add(((long) angle << 12) | reach, 4)
        .add(((bornTick & 255) << 8) | Math.min(255, bornTick * 16 - view), 3)
        .toString();
  }

  /** Of the bolt that is fired in this step: the shooter's slot 1, the step 3 characters. */
  static String id(int owner, int n) {
    return new Packed.Writer().add(owner, 1).add(n, 3).toString();
  }
}
