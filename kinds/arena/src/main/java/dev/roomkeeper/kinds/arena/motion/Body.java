package dev.roomkeeper.kinds.arena.motion;

/**
 * What moves by its player's keys.
 *
 * @param x of its middle
 * @param vx how far it goes in one tick
 * @param angle where it aims
 * @param boltWait in how many steps it can fire the next bolt
 * @param beamWait in how many steps it can fire the next beam
 */
public record Body(int x, int y, int vx, int vy, int angle, int boltWait, int beamWait) {
  /** Half of its side for walls, and its radius for shots. */
  public static final int RADIUS = 12 * 64;

  /** A body that stands still. */
  public static Body at(int x, int y, int angle) {
    return new Body(x, y, 0, 0, angle, 0, 0);
  }

  /** This body after it fired. */
  public Body fired(int fire) {
    return new Body(
        x,
        y,
        vx,
        vy,
        angle,
        fire == Weapons.BOLT ? Weapons.BOLT_STEPS : boltWait,
        fire == Weapons.BEAM ? Weapons.BEAM_STEPS : beamWait);
  }
}
