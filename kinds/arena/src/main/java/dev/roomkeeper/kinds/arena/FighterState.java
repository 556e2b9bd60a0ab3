package dev.roomkeeper.kinds.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Fighter} between two ticks.
 *
 * @param joinedAt when its player got the seat: a state of an earlier one is of no use
 * @param match in which it plays
 * @param joins how often its player has connected
 */
record FighterState(
    String id,
    long joinedAt,
    int match,
    int joins,
    int x,
    int y,
    int vx,
    int vy,
    int angle,
    int boltWait,
    int beamWait,
    int health,
    int life,
    long bornTick,
    long safeUntil,
    long diedTick,
    long heardTick,
    int number,
    int saved,
    int offset,
    boolean isKnown,
    List<Steer> waiting,
    @Nullable Mind mind) {

  private static final List<ArenaOptions.Level> LEVELS = List.of(ArenaOptions.Level.values());

  /** All fighters, by slot, as one text: one write a tick, whose cost is that of its layer. */
  static String packed(SortedMap<Integer, FighterState> all) {
    Packed.Writer to = new Packed.Writer();
    all.forEach((slot, state) -> state.pack(to.any(slot)));
    return to.toString();
  }

  /** Those fighters again; none where nothing was packed. */
  static TreeMap<Integer, FighterState> all(@Nullable String packed) {
    TreeMap<Integer, FighterState> all = new TreeMap<>();
    Packed.Reader from = new Packed.Reader(packed == null ? "" : packed);
    while (from.hasMore()) {
      all.put(from.anyInt(), of(from));
    }
    return all;
  }

  private void pack(Packed.Writer to) {
    to.text(id).any(joinedAt).any(match).any(joins);
    to.any(x).any(y).any(vx).any(vy).any(angle).any(boltWait).any(beamWait);
    to.any(health).any(life).any(bornTick).any(safeUntil).any(diedTick).any(heardTick);
    to.any(number).any(saved).any(offset).any(isKnown ? 1 : 0).any(waiting.size());
    for (Steer steer : waiting) {
      to.any(steer.n()).any(steer.keys()).any(steer.angle()).any(steer.fire()).any(steer.view());
    }
    if (mind != null) {
      to.any(1).any(LEVELS.indexOf(mind.level)).any(mind.column).any(mind.row);
      to.any(mind.target).any(mind.sinceTick).any(mind.keys);
    } else {
      to.any(0);
    }
  }

  private static FighterState of(Packed.Reader from) {
    return new FighterState(
        from.text(),
        from.any(),
        from.anyInt(),
        from.anyInt(),
        from.anyInt(),
        from.anyInt(),
        from.anyInt(),
        from.anyInt(),
        from.anyInt(),
        from.anyInt(),
        from.anyInt(),
        from.anyInt(),
        from.anyInt(),
        from.any(),
        from.any(),
        from.any(),
        from.any(),
        from.anyInt(),
        from.anyInt(),
        from.anyInt(),
        from.any() == 1,
        waiting(from),
        mind(from));
  }

  private static List<Steer> waiting(Packed.Reader from) {
    int count = from.anyInt();
    List<Steer> waiting = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      waiting.add(
          new Steer(from.anyInt(), from.anyInt(), from.anyInt(), from.anyInt(), from.anyInt()));
    }
    return waiting;
  }

  private static @Nullable Mind mind(Packed.Reader from) {
    if (from.any() == 0) {
      return null;
    }
    return new Mind(
        LEVELS.get(from.anyInt()),
        from.anyInt(),
        from.anyInt(),
        from.anyInt(),
        from.any(),
        from.anyInt());
  }

  /**
   * What a bot has in mind.
   *
   * @param column of the tile that it goes to
   * @param target the slot of whom it fights, -1 for nobody
   * @param sinceTick since when it sees the target
   */
  record Mind(
      ArenaOptions.Level level, int column, int row, int target, long sinceTick, int keys) {}
}
