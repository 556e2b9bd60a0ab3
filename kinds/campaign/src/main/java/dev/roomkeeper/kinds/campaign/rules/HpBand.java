package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Payload;

/** How hurt a creature looks: all that others learn of its hit points if they are to see bands. */
@Payload
@Data
public enum HpBand {
  UNHURT,
  HURT,
  /** At half or below. */
  BLOODIED,
  /** At a quarter or below: the house's own band, the rules have none. */
  NEARLY_DOWN,
  DOWN;

  public static HpBand of(int now, int max) {
    if (now <= 0) {
      return DOWN;
    }
    if (now >= max) {
      return UNHURT;
    }
    return 4L * now <= max ? NEARLY_DOWN : 2L * now <= max ? BLOODIED : HURT;
  }
}
