package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;

/**
 * One combatant's place in the order.
 *
 * @param dexterity breaks ties between equal initiatives: the higher goes first
 */
@Data
public record TurnPlace(String id, int initiative, int dexterity, Kind kind) {
  /** Who stands there. */
  @Data
  public enum Kind {
    /** Has turns. */
    ACTS,
    /** A lair, which has turns and loses all ties. */
    LAIR,
    /** Dead or out of the fight: its turn passes, and what waits for it ends. */
    PASSES,
    /** Gone; the place is kept while a condition waits for its turn. */
    GONE
  }

  public TurnPlace {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a place's id must not be empty");
    }
  }

  public TurnPlace as(Kind changed) {
    return new TurnPlace(id, initiative, dexterity, changed);
  }

  boolean hasTurns() {
    return kind == Kind.ACTS || kind == Kind.LAIR;
  }

  /** Whether this one goes before the other by the numbers alone. */
  boolean goesBefore(TurnPlace other) {
    if (initiative != other.initiative) {
      return initiative > other.initiative;
    }
    if ((kind == Kind.LAIR) != (other.kind == Kind.LAIR)) {
      return other.kind == Kind.LAIR;
    }
    return dexterity > other.dexterity;
  }
}
