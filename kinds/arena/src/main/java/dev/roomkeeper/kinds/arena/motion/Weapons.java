package dev.roomkeeper.kinds.arena.motion;

/** What can be fired, and how often. */
public final class Weapons {
  public static final int NONE = 0;

  /** Flies. */
  public static final int BOLT = 1;

  /** Hits at once. */
  public static final int BEAM = 2;

  /** From one bolt to the next. */
  public static final int BOLT_STEPS = 6;

  /** From one beam to the next. */
  public static final int BEAM_STEPS = 36;

  public static final int BOLT_DAMAGE = 20;
  public static final int BEAM_DAMAGE = 50;

  private Weapons() {}

  /**
   * What a body fires in a step in which its player asks for this; {@link #NONE} if it must wait.
   */
  public static int fires(Body body, int wanted) {
    if (wanted == BOLT) {
      return body.boltWait() == 0 ? BOLT : NONE;
    }
    return wanted == BEAM && body.beamWait() == 0 ? BEAM : NONE;
  }
}
