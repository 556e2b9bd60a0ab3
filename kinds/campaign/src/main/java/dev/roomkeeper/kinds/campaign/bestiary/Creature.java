package dev.roomkeeper.kinds.campaign.bestiary;

import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.ChallengeRating;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.Defences;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import dev.roomkeeper.kinds.campaign.rules.HitPoints;
import dev.roomkeeper.kinds.campaign.rules.Legendary;
import dev.roomkeeper.kinds.campaign.rules.Nature;
import dev.roomkeeper.kinds.campaign.rules.Roll;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A creature as figures.
 *
 * @param id names it within its edition
 */
public record Creature(
    String id,
    String name,
    Edition edition,
    Rank rank,
    Stats stats,
    Scores scores,
    Wards wards,
    List<Feature> features) {

  /** The most features a creature may have. */
  public static final int FEATURES_MAX = 60;

  /** What it is, and how mighty. The type is a lower-case word like "dragon". */
  public record Rank(Size size, String type, int challengeEighths, int xp, Legendary legendary) {
    public Rank {
      if (!ChallengeRating.exists(challengeEighths)) {
        throw new IllegalArgumentException("there is no such challenge rating");
      }
    }
  }

  /** Armour, hit points, initiative and speeds. */
  public record Stats(int armorClass, int hp, Roll hitDice, int initiative, Speeds speeds) {
    public Stats {
      if (armorClass < 0 || armorClass > 99) {
        throw new IllegalArgumentException("an armor class must be from 0 to 99");
      }
      if (hp < 0 || hp > HitPoints.MAX) {
        throw new IllegalArgumentException("hit points must be from 0 to " + HitPoints.MAX);
      }
    }
  }

  /** All six ability scores, and what is printed of saves and skills. */
  public record Scores(
      Map<Ability, Integer> abilities, Map<Ability, Integer> saves, Map<String, Integer> skills) {
    public Scores {
      abilities = Collections.unmodifiableMap(new TreeMap<>(abilities));
      if (abilities.size() != Ability.values().length) {
        throw new IllegalArgumentException("there must be six ability scores");
      }
      saves = Collections.unmodifiableMap(new TreeMap<>(saves));
      skills = Collections.unmodifiableMap(new TreeMap<>(skills));
    }

    public int score(Ability ability) {
      return abilities.getOrDefault(ability, 10);
    }

    /** What is added to a save: what is printed, else the ability's modifier. */
    public int save(Ability ability) {
      Integer printed = saves.get(ability);
      return printed == null ? Ability.modifier(score(ability)) : printed;
    }
  }

  /** What harms it less or more, and how it perceives. */
  public record Wards(Defences defences, List<Condition> conditionImmunities, Senses senses) {
    public Wards {
      conditionImmunities = List.copyOf(conditionImmunities);
    }
  }

  public Creature {
    if (id.isEmpty() || id.length() > 100 || name.isEmpty() || name.length() > 100) {
      throw new IllegalArgumentException("a creature's id and name must have 1 to 100 characters");
    }
    if (features.size() > FEATURES_MAX) {
      throw new IllegalArgumentException("a creature has at most " + FEATURES_MAX + " features");
    }
    features = List.copyOf(features);
  }

  /** What the rules of harm ask about it. */
  public Nature nature() {
    return new Nature(Nature.Being.MONSTER, wards.defences(), wards.conditionImmunities());
  }
}
