package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Payload;

/** What dealt the damage, as far as 2014's defences ask. */
@Payload
@Data
public enum DamageMake {
  /** A spell, a magic weapon, or anything but a nonmagical attack. */
  MAGICAL,
  /** A nonmagical attack. */
  PLAIN,
  /** A nonmagical attack with a silvered weapon. */
  SILVERED,
  /** A nonmagical attack with an adamantine weapon. */
  ADAMANTINE
}
