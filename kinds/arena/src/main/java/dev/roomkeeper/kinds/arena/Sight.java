package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Slots;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Who is shown whom. Each body stands in a live layer of its own, which those hold who may come to
 * see it: {@link Sightlines}. All others are never sent it.
 */
final class Sight {
  /** What watchers are shown of bolts. */
  static final Layer.OfRole WATCHERS = Layer.role("watch");

  private static final Scene.Shown NOTHING = new Scene.Shown("0", "0");

  private final Draft draft;
  private final ArenaMap map;
  private final Map<Integer, Fighter> fighters;

  Sight(Draft draft, ArenaMap map, Map<Integer, Fighter> fighters) {
    this.draft = draft;
    this.map = map;
    this.fighters = fighters;
  }

  /** Shows a player what it may see in this tick. */
  void show(Fighter viewer, Map<String, Bolt> flying) {
    ShownSlot slot = Scene.SHOWN.of(viewer.id);
    Scene.Shown before = slot.get(draft, NOTHING);
    Scene.Shown after = new Scene.Shown(hex(bodies(viewer)), hex(pickups(viewer)));
    if (before == NOTHING || !after.equals(before)) {
      if (draft.member(viewer.id) == null) {
        return; // it has left; its seat is taken soon
      }
      if (before == NOTHING) {
        draft.holdLive(viewer.id, Scene.own(viewer.slot).name());
      }
      hold(viewer.id, before.bodies(), after.bodies(), Scene::body);
      hold(viewer.id, before.pickups(), after.pickups(), Scene::pickup);
      slot.set(draft, after);
    }
    Slots<Slot<String>> bolts = Scene.BOLTS.in(Scene.own(viewer.slot));
    for (String id : bolts.keys(draft)) {
      Bolt bolt = flying.get(id);
      if (bolt == null || !maySee(viewer, bolt)) {
        bolts.of(id).remove(draft);
      }
    }
    flying.forEach((id, bolt) -> {
      if (maySee(viewer, bolt) && !bolts.has(draft, id)) {
        bolts.of(id).set(draft, bolt.packed());
      }
    });
  }

  /** Shows watchers all bolts; they see them when they are long gone. */
  void showWatchers(Map<String, Bolt> flying) {
    Slots<Slot<String>> bolts = Scene.BOLTS.in(WATCHERS);
    for (String id : bolts.keys(draft)) {
      if (!flying.containsKey(id)) {
        bolts.of(id).remove(draft);
      }
    }
    flying.forEach((id, bolt) -> {
      if (!bolts.has(draft, id)) {
        bolts.of(id).set(draft, bolt.packed());
      }
    });
  }

  private boolean maySee(Fighter viewer, Bolt bolt) {
    return bolt.owner() == viewer.slot
        || maySee(viewer, bolt.xAt(bolt.flown()), bolt.yAt(bolt.flown()));
  }

  private boolean maySee(Fighter viewer, int x, int y) {
    return map.sightlines().mayShow(viewer.body.x(), viewer.body.y(), x, y);
  }

  private long bodies(Fighter viewer) {
    long bodies = 0; // its own it knows by Scene.SELF
    for (Fighter other : fighters.values()) {
      if (other != viewer && other.lives() && maySee(viewer, other.body.x(), other.body.y())) {
        bodies |= 1L << other.slot;
      }
    }
    return bodies;
  }

  private long pickups(Fighter viewer) {
    long seen = 0;
    List<ArenaMap.Tile> pickups = map.pickups();
    for (int i = 0; i < pickups.size(); i++) {
      if (maySee(viewer, pickups.get(i).x(), pickups.get(i).y())) {
        seen |= 1L << i;
      }
    }
    return seen;
  }

  private void hold(String memberId, String before, String after, IntFunction<Layer.OfRole> layer) {
    long was = Long.parseUnsignedLong(before, 16);
    long is = Long.parseUnsignedLong(after, 16);
    for (int i = 0; i < Long.SIZE; i++) {
      long bit = 1L << i;
      if ((was & bit) == 0 && (is & bit) != 0) {
        draft.holdLive(memberId, layer.apply(i).name());
      } else if ((was & bit) != 0 && (is & bit) == 0) {
        draft.release(memberId, layer.apply(i).name());
      }
    }
  }

  private static String hex(long bits) {
    return Long.toHexString(bits);
  }
}
