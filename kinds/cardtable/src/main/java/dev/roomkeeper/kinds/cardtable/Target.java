package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.kind.Payload;

/** Where a drawn card goes: onto the table or into the sender's tray. */
@Payload
sealed interface Target permits Place, Target.Tray {
  /** The sender's. */
  @Payload
  enum Tray implements Target {
    TRAY
  }
}
