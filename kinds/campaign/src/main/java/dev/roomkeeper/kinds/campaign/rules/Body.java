package dev.roomkeeper.kinds.campaign.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A creature as the rules of harm and healing see it.
 *
 * @param exhaustion its level, 0 to 6
 * @param concentration the effect that the creature concentrates on, or null if on none
 */
public record Body(
    Nature nature,
    HitPoints hp,
    Life life,
    DeathSaves deathSaves,
    int exhaustion,
    @Nullable String concentration,
    List<Affliction> afflictions) {

  public Body {
    if (exhaustion < 0 || exhaustion > Exhaustion.LEVEL_MAX) {
      throw new IllegalArgumentException("exhaustion must be from 0 to " + Exhaustion.LEVEL_MAX);
    }
    afflictions = List.copyOf(afflictions);
  }

  /** A healthy creature. */
  public static Body healthy(Nature nature, int hpMax) {
    return new Body(nature, HitPoints.full(hpMax), Life.UP, DeathSaves.NONE, 0, null, List.of());
  }

  /** Whether it has the condition, by itself or implied by another. */
  public boolean has(Condition condition) {
    for (Affliction affliction : afflictions) {
      if (affliction.condition() == condition
          || Conditions.implied(affliction.condition()).contains(condition)) {
        return true;
      }
    }
    return condition == Condition.EXHAUSTION && exhaustion > 0;
  }

  /** The hit point maximum that counts: exhaustion may halve it. */
  public int hpMax(Edition edition) {
    return Exhaustion.hpMax(edition, exhaustion, hp.max());
  }

  public boolean isCharacter() {
    return nature.being() == Nature.Being.CHARACTER;
  }

  public Body with(HitPoints changed) {
    return new Body(nature, changed, life, deathSaves, exhaustion, concentration, afflictions);
  }

  public Body with(Life changed, DeathSaves saves) {
    return new Body(nature, hp, changed, saves, exhaustion, concentration, afflictions);
  }

  public Body withExhaustion(int level) {
    return new Body(nature, hp, life, deathSaves, level, concentration, afflictions);
  }

  public Body withConcentration(@Nullable String effect) {
    return new Body(nature, hp, life, deathSaves, exhaustion, effect, afflictions);
  }

  /** With the affliction, in the place of the one that has its id. */
  public Body with(Affliction affliction) {
    List<Affliction> changed = new ArrayList<>(afflictions);
    changed.removeIf(other -> other.id().equals(affliction.id()));
    changed.add(affliction);
    return withAfflictions(changed);
  }

  Body withoutAffliction(String id) {
    List<Affliction> changed = new ArrayList<>(afflictions);
    changed.removeIf(other -> other.id().equals(id));
    return withAfflictions(changed);
  }

  private Body withAfflictions(List<Affliction> changed) {
    return new Body(nature, hp, life, deathSaves, exhaustion, concentration, changed);
  }

  /** The body after all of these, in their order. */
  public Body after(List<Consequence> consequences) {
    Body body = this;
    for (Consequence consequence : consequences) {
      body = consequence.apply(body);
    }
    return body;
  }
}
