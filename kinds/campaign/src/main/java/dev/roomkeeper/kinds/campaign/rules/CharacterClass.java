package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Payload;
import org.jspecify.annotations.Nullable;

/** The twelve classes, as far as hit dice and spell slots ask. */
@Payload
@Data
public enum CharacterClass {
  BARBARIAN("barbarian", 12, Casting.NONE),
  BARD("bard", 8, Casting.FULL),
  CLERIC("cleric", 8, Casting.FULL),
  DRUID("druid", 8, Casting.FULL),
  FIGHTER("fighter", 10, Casting.NONE),
  MONK("monk", 8, Casting.NONE),
  PALADIN("paladin", 10, Casting.HALF),
  RANGER("ranger", 10, Casting.HALF),
  ROGUE("rogue", 8, Casting.NONE),
  SORCERER("sorcerer", 6, Casting.FULL),
  WARLOCK("warlock", 8, Casting.PACT),
  WIZARD("wizard", 6, Casting.FULL);

  /** How a class comes by spell slots. */
  public enum Casting {
    NONE,
    HALF,
    FULL,
    PACT
  }

  private final String key;
  private final int hitDie;
  private final Casting casting;

  CharacterClass(String key, int hitDie, Casting casting) {
    this.key = key;
    this.hitDie = hitDie;
    this.casting = casting;
  }

  public String key() {
    return key;
  }

  /** How many sides its hit dice have. */
  public int hitDie() {
    return hitDie;
  }

  public Casting casting() {
    return casting;
  }

  /** The class of that name, in any case, or null where there is none. */
  public static @Nullable CharacterClass of(String name) {
    for (CharacterClass each : values()) {
      if (each.key.equalsIgnoreCase(name)) {
        return each;
      }
    }
    return null;
  }
}
