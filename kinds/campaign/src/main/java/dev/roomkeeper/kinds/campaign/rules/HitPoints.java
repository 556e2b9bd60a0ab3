package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;

/**
 * A creature's hit points.
 *
 * @param max the maximum as it stands, changed by magic perhaps; exhaustion's halving is not in it
 * @param maxNormal the maximum without such changes
 */
@Data
public record HitPoints(int now, int max, int maxNormal, int temporary) {
  /** The most that any of them may be: ten times what the mightiest creature has. */
  public static final int MAX = 10_000;

  public HitPoints {
    check("now", now);
    check("max", max);
    check("maxNormal", maxNormal);
    check("temporary", temporary);
    if (now > max) {
      throw new IllegalArgumentException("hit points must not exceed their maximum");
    }
  }

  private static void check(String name, int value) {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException(name + " must be from 0 to " + MAX);
    }
  }

  /** All of so many, none of them temporary. */
  public static HitPoints full(int max) {
    return new HitPoints(max, max, max, 0);
  }

  HitPoints withNow(int changed) {
    return new HitPoints(Math.clamp(changed, 0, max), max, maxNormal, temporary);
  }

  HitPoints withTemporary(int changed) {
    return new HitPoints(now, max, maxNormal, Math.clamp(changed, 0, MAX));
  }

  HitPoints withMax(int changed) {
    int bounded = Math.clamp(changed, 0, MAX);
    return new HitPoints(Math.min(now, bounded), bounded, maxNormal, temporary);
  }
}
