package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.kinds.arena.motion.Shots;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where bodies were: what a player saw when it fired. */
final class Rewind {
  /** How far back it goes: a third of a second. */
  static final int TICKS = 10;

  private final Moment moment;
  private final long tick;
  private final Map<Long, Map<Integer, Pose>> past = new TreeMap<>();
  private final Map<Integer, Fighter> now;

  /**
   * @param tick that runs
   * @param now the bodies in it
   */
  Rewind(Moment moment, long tick, Map<Integer, Fighter> now) {
    this.moment = moment;
    this.tick = tick;
    this.now = now;
  }

  /**
   * A body at a time in 1/16 of a tick, as it is drawn: between two snapshots. Null where there was
   * none, or another life of it.
   */
  @Nullable Place at(Fighter fighter, int view) {
    long before = view >> 4;
    Place from = place(fighter, before);
    if (from == null || (view & 15) == 0) {
      return from;
    }
    Place to = place(fighter, before + 1);
    return to == null
        ? null
        : new Place(Shots.between(from.x, to.x, view & 15), Shots.between(from.y, to.y, view & 15));
  }

  /** A place of a body. */
  record Place(int x, int y) {}

  private @Nullable Place place(Fighter fighter, long at) {
    if (at < fighter.bornTick) {
      return null;
    }
    if (at >= tick) {
      Fighter same = now.get(fighter.slot);
      return same == null ? null : new Place(same.body.x(), same.body.y());
    }
    Layers layers = moment.past(at);
    if (layers == null) {
      return null;
    }
    Pose pose =
        past.computeIfAbsent(at, _ -> new TreeMap<>())
            .computeIfAbsent(fighter.slot, slot -> pose(layers, slot));
    return pose == null || pose.life() != fighter.life ? null : new Place(pose.x(), pose.y());
  }

  private static @Nullable Pose pose(Layers layers, int slot) {
    double told =
        layers
            .object(Layers.live(Scene.body(slot).name()))
            .object("bodies")
            .number(Roster.key(slot), 0);
    return told == 0 ? null : Pose.told((long) told);
  }
}
