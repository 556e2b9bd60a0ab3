package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Data;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Fighter} between two ticks.
 *
 * @param match in which it plays
 * @param joins how often its player has connected
 */
@Data
record FighterState(
    String id,
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

  /**
   * What a bot has in mind.
   *
   * @param column of the tile that it goes to
   * @param target the slot of whom it fights, -1 for nobody
   * @param sinceTick since when it sees the target
   */
  @Data
  record Mind(
      ArenaOptions.Level level, int column, int row, int target, long sinceTick, int keys) {}
}
