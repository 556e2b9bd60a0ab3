package dev.roomkeeper.kinds.campaign.rules;

/** How a creature stands between life and death. */
public enum Life {
  /** Alive, be it at 0 HP because the DM would not let it die. */
  UP,
  /** At 0 HP, making death saves. */
  DYING,
  /** At 0 HP, out of danger. */
  STABLE,
  DEAD
}
