package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Payload;

/** How a creature stands between life and death. */
@Payload
@Data
public enum Life {
  /** Alive, be it at 0 HP because the DM would not let it die. */
  UP,
  /** At 0 HP, making death saves. */
  DYING,
  /** At 0 HP, out of danger. */
  STABLE,
  DEAD
}
