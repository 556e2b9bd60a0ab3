package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Slot;

/**
 * How fast a member may walk: ten steps a second, and five or six at once. The steps taken in
 * advance are kept as the time when they will be paid off.
 *
 * <p>Each step goes between a block with an even sum of x and y and one with an odd sum. So it is
 * enough to write at every second step, onto the even blocks, and to count two then: the place
 * itself shows whether there was one in between.
 */
final class StepBudget {
  static final int STEP_MILLIS = 100;
  static final int AHEAD_MILLIS_MAX = 6 * STEP_MILLIS;

  private StepBudget() {}

  /** Takes one step onto this block from the member's budget. Returns false if none is left. */
  static boolean take(Draft draft, String memberId, Block onto, long nowMillis) {
    Slot<Long> until = World.STEPS.of(memberId);
    long left = until.get(draft, nowMillis) - nowMillis;
    // Nobody can be further ahead than that: the clock was set back, and nobody waits for it.
    long ahead = left > AHEAD_MILLIS_MAX ? 0 : Math.max(0, left);
    boolean isEven = (onto.x() + onto.y()) % 2 == 0;
    ahead += isEven ? 2 * STEP_MILLIS : STEP_MILLIS;
    if (ahead > AHEAD_MILLIS_MAX) {
      return false;
    }
    if (isEven) {
      until.set(draft, nowMillis + ahead);
    }
    return true;
  }

  static void forget(Draft draft, String memberId) {
    World.STEPS.of(memberId).remove(draft);
  }
}
