package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Payload;
import org.jspecify.annotations.Nullable;

/** One of the six abilities. */
@Payload
@Data
public enum Ability {
  STRENGTH("strength"),
  DEXTERITY("dexterity"),
  CONSTITUTION("constitution"),
  INTELLIGENCE("intelligence"),
  WISDOM("wisdom"),
  CHARISMA("charisma");

  private final String key;

  Ability(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** The first three letters, as stat blocks print them. */
  public String shortKey() {
    return key.substring(0, 3);
  }

  /** The ability of that name or of its first three letters, in any case; null where none is. */
  public static @Nullable Ability of(String name) {
    for (Ability ability : values()) {
      if (ability.key.equalsIgnoreCase(name) || ability.shortKey().equalsIgnoreCase(name)) {
        return ability;
      }
    }
    return null;
  }

  /** What a score adds to a roll. */
  public static int modifier(int score) {
    return Math.floorDiv(score - 10, 2);
  }
}
