package dev.roomkeeper.kinds.campaign.bestiary;

import dev.roomkeeper.kinds.campaign.rules.DamageType;
import dev.roomkeeper.kinds.campaign.rules.Roll;
import java.util.List;

/**
 * Damage that a feature deals.
 *
 * @param types one type, or several of which one is chosen
 */
public record Harm(Role role, Roll roll, List<DamageType> types) {
  /** When it is dealt. */
  public enum Role {
    /** Always, with the hit or the failed save. */
    ALWAYS("d"),
    /** In place of the first: with two hands, a weakened swarm. */
    INSTEAD("or"),
    /** Only if something more is so: a charge, advantage. */
    SOMETIMES("x"),
    /** Again, each turn while it lasts. */
    EACH_TURN("ea");

    private final String key;

    Role(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  public Harm {
    types = List.copyOf(types);
    if (types.isEmpty()) {
      throw new IllegalArgumentException("a harm's types must not be empty");
    }
  }
}
