package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Payload;
import org.jspecify.annotations.Nullable;

/** One of the fifteen conditions. */
@Payload
@Data
public enum Condition {
  BLINDED("blinded"),
  CHARMED("charmed"),
  DEAFENED("deafened"),
  EXHAUSTION("exhaustion"),
  FRIGHTENED("frightened"),
  GRAPPLED("grappled"),
  INCAPACITATED("incapacitated"),
  INVISIBLE("invisible"),
  PARALYZED("paralyzed"),
  PETRIFIED("petrified"),
  POISONED("poisoned"),
  PRONE("prone"),
  RESTRAINED("restrained"),
  STUNNED("stunned"),
  UNCONSCIOUS("unconscious");

  private final String key;

  Condition(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** The condition of that name, in any case, or null where there is none. */
  public static @Nullable Condition of(String name) {
    for (Condition condition : values()) {
      if (condition.key.equalsIgnoreCase(name)) {
        return condition;
      }
    }
    return null;
  }
}
