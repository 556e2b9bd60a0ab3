package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Payload;
import org.jspecify.annotations.Nullable;

/** The thirteen types of damage, and damage whose type nobody named. */
@Payload
@Data
public enum DamageType {
  ACID("acid"),
  BLUDGEONING("bludgeoning"),
  COLD("cold"),
  FIRE("fire"),
  FORCE("force"),
  LIGHTNING("lightning"),
  NECROTIC("necrotic"),
  PIERCING("piercing"),
  POISON("poison"),
  PSYCHIC("psychic"),
  RADIANT("radiant"),
  SLASHING("slashing"),
  THUNDER("thunder"),
  /** A number somebody called out; no defence knows it, but petrified resists it all the same. */
  UNTYPED("untyped");

  private final String key;

  DamageType(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** The type of that name, in any case, or null where there is none. */
  public static @Nullable DamageType of(String name) {
    for (DamageType type : values()) {
      if (type.key.equalsIgnoreCase(name)) {
        return type;
      }
    }
    return null;
  }
}
