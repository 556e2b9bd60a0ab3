package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;

/** The death saves that a dying creature has made. */
@Data
public record DeathSaves(int successes, int failures) {
  public static final DeathSaves NONE = new DeathSaves(0, 0);

  /** So many of either end it. */
  public static final int ENOUGH = 3;

  public DeathSaves {
    if (successes < 0 || successes > ENOUGH || failures < 0 || failures > ENOUGH) {
      throw new IllegalArgumentException("death saves must be from 0 to " + ENOUGH);
    }
  }

  DeathSaves plus(int moreSuccesses, int moreFailures) {
    return new DeathSaves(
        Math.min(ENOUGH, successes + moreSuccesses), Math.min(ENOUGH, failures + moreFailures));
  }
}
