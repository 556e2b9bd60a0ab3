package dev.roomkeeper.kinds.campaign.rules;

/** So much damage of one type. */
public record DamagePart(int amount, DamageType type, DamageMake make) {
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
