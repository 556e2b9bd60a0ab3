package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;

/** So much damage of one type. */
@Payload
@Data
public record DamagePart(
    @Range(min = 0, max = HitPoints.MAX) int amount,
    @Default("untyped") DamageType type,
    @Default("magical") DamageMake make) {
  public DamagePart {
    if (amount < 0 || amount > HitPoints.MAX) {
      throw new IllegalArgumentException("damage must be from 0 to " + HitPoints.MAX);
    }
  }

  public DamagePart(int amount, DamageType type) {
    this(amount, type, DamageMake.MAGICAL);
  }

  DamagePart withAmount(int changed) {
    return new DamagePart(Math.clamp(changed, 0, HitPoints.MAX), type, make);
  }
}
