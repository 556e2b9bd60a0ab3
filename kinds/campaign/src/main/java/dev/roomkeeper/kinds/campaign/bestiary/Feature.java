package dev.roomkeeper.kinds.campaign.bestiary;

import dev.roomkeeper.kinds.campaign.rules.Refill;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trait or action of a creature, as far as it is figures.
 *
 * @param cost how many legendary actions it takes; 1 for all others
 * @param uses how often it can be used, or null if at will
 * @param hit what the attack does, or what happens without a save
 */
public record Feature(
    String name,
    Kind kind,
    int cost,
    @Nullable Uses uses,
    @Nullable Attack attack,
    Outcome hit,
    List<Save> saves) {

  /** Under which heading it stands. */
  public enum Kind {
    ACTION("a"),
    BONUS_ACTION("b"),
    LEGENDARY_ACTION("l"),
    REACTION("r"),
    TRAIT("t");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }

    static @Nullable Kind of(String key) {
      for (Kind kind : values()) {
        if (kind.key.equals(key)) {
          return kind;
        }
      }
      return null;
    }
  }

  /** How often, in its lair perhaps more often, and when the uses come back. */
  public record Uses(int count, int countInLair, Refill refill) {
    public Uses {
      if (count < 1 || count > 100 || countInLair < count || countInLair > 100) {
        throw new IllegalArgumentException("uses must be from 1 to 100, and no fewer in the lair");
      }
    }
  }

  /** An attack roll; a distance of 0 feet is one that it does not have. */
  public record Attack(int toHit, int reachFeet, int rangeFeet, int rangeLongFeet) {}

  public Feature {
    if (name.isEmpty() || name.length() > 100) {
      throw new IllegalArgumentException("a feature's name must have 1 to 100 characters");
    }
    saves = List.copyOf(saves);
  }
}
