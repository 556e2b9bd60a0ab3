package dev.roomkeeper.kinds.campaign.rules;

import static dev.roomkeeper.kinds.campaign.rules.ConditionEffect.*;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the fifteen conditions imply, and what follows when one begins or its cause ends. */
public final class Conditions {
  private Conditions() {}

  /** The conditions that this one brings with it, not itself. */
  public static List<Condition> implied(Condition condition) {
    return switch (condition) {
      case PARALYZED, PETRIFIED, STUNNED -> List.of(Condition.INCAPACITATED);
      case UNCONSCIOUS -> List.of(Condition.INCAPACITATED, Condition.PRONE);
      case BLINDED,
          CHARMED,
          DEAFENED,
          EXHAUSTION,
          FRIGHTENED,
          GRAPPLED,
          INCAPACITATED,
          INVISIBLE,
          POISONED,
          PRONE,
          RESTRAINED ->
          List.of();
    };
  }

  /**
   * What the condition itself does; what it implies is not among it. Exhaustion goes by levels: see
   * {@link Exhaustion}.
   */
  public static List<ConditionEffect> own(Edition edition, Condition condition) {
    boolean is2024 = edition == Edition.OF_2024;
    return switch (condition) {
      case BLINDED ->
          List.of(FAILS_CHECKS_OF_SIGHT, ATTACKED_WITH_ADVANTAGE, ATTACKS_WITH_DISADVANTAGE);
      case CHARMED -> List.of(CANNOT_HARM_SOURCE, SOURCE_CHECKS_SOCIALLY_WITH_ADVANTAGE);
      case DEAFENED -> List.of(FAILS_CHECKS_OF_HEARING);
      case EXHAUSTION -> List.of();
      case FRIGHTENED ->
          List.of(
              CHECKS_WITH_DISADVANTAGE_IN_SIGHT_OF_SOURCE,
              ATTACKS_WITH_DISADVANTAGE_IN_SIGHT_OF_SOURCE,
              CANNOT_APPROACH_SOURCE);
      case GRAPPLED ->
          is2024 ? List.of(SPEED_0, ATTACKS_OTHERS_WITH_DISADVANTAGE) : List.of(SPEED_0);
      case INCAPACITATED ->
          is2024
              ? List.of(
                  NO_ACTIONS,
                  NO_REACTIONS,
                  NO_CONCENTRATION,
                  NO_SPEECH,
                  INITIATIVE_WITH_DISADVANTAGE)
              : List.of(NO_ACTIONS, NO_REACTIONS, NO_CONCENTRATION);
      case INVISIBLE ->
          is2024
              ? List.of(
                  UNSEEN,
                  ATTACKED_WITH_DISADVANTAGE,
                  ATTACKS_WITH_ADVANTAGE,
                  INITIATIVE_WITH_ADVANTAGE)
              : List.of(UNSEEN, ATTACKED_WITH_DISADVANTAGE, ATTACKS_WITH_ADVANTAGE);
      case PARALYZED ->
          List.of(
              SPEED_0,
              NO_SPEECH,
              FAILS_STRENGTH_AND_DEXTERITY_SAVES,
              ATTACKED_WITH_ADVANTAGE,
              CRITICAL_WITHIN_5_FEET);
      case PETRIFIED -> petrified(is2024);
      case POISONED -> List.of(ATTACKS_WITH_DISADVANTAGE, CHECKS_WITH_DISADVANTAGE);
      case PRONE ->
          List.of(
              CRAWLS,
              ATTACKS_WITH_DISADVANTAGE,
              ATTACKED_WITH_ADVANTAGE_WITHIN_5_FEET,
              ATTACKED_WITH_DISADVANTAGE_BEYOND_5_FEET);
      case RESTRAINED ->
          List.of(
              SPEED_0,
              ATTACKED_WITH_ADVANTAGE,
              ATTACKS_WITH_DISADVANTAGE,
              DEXTERITY_SAVES_WITH_DISADVANTAGE);
      // 2014's can't move; 2024's keeps its speed, though it has no action to use it with.
      case STUNNED ->
          is2024
              ? List.of(FAILS_STRENGTH_AND_DEXTERITY_SAVES, ATTACKED_WITH_ADVANTAGE)
              : List.of(SPEED_0, FAILS_STRENGTH_AND_DEXTERITY_SAVES, ATTACKED_WITH_ADVANTAGE);
      case UNCONSCIOUS ->
          List.of(
              SPEED_0,
              NO_SPEECH,
              UNAWARE,
              FAILS_STRENGTH_AND_DEXTERITY_SAVES,
              ATTACKED_WITH_ADVANTAGE,
              CRITICAL_WITHIN_5_FEET);
    };
  }

  private static List<ConditionEffect> petrified(boolean is2024) {
    List<ConditionEffect> effects =
        new ArrayList<>(
            List.of(
                SPEED_0,
                ATTACKED_WITH_ADVANTAGE,
                FAILS_STRENGTH_AND_DEXTERITY_SAVES,
                RESISTS_ALL_DAMAGE,
                IMMUNE_TO_POISONED));
    if (!is2024) {
      effects.addAll(List.of(IMMUNE_TO_POISON_DAMAGE, NO_SPEECH, UNAWARE));
    }
    return List.copyOf(effects);
  }

  /** All that the condition does, with what it implies; in the order of the enum. */
  public static Set<ConditionEffect> all(Edition edition, Condition condition) {
    EnumSet<ConditionEffect> effects = EnumSet.noneOf(ConditionEffect.class);
    effects.addAll(own(edition, condition));
    implied(condition).forEach(implied -> effects.addAll(own(edition, implied)));
    return effects;
  }

  /** All that the body's conditions and its exhaustion do. */
  public static Set<ConditionEffect> all(Edition edition, Body body) {
    EnumSet<ConditionEffect> effects = EnumSet.noneOf(ConditionEffect.class);
    for (Affliction affliction : body.afflictions()) {
      effects.addAll(all(edition, affliction.condition()));
    }
    effects.addAll(Exhaustion.effects(edition, body.exhaustion()));
    return effects;
  }

  /** What follows when the condition is to begin: nothing where the body is immune or dead. */
  public static List<Consequence> begin(Edition edition, Body body, Affliction affliction) {
    Condition condition = affliction.condition();
    if (body.life() == Life.DEAD || isImmune(edition, body, condition)) {
      return List.of();
    }
    if (condition == Condition.EXHAUSTION) {
      return Exhaustion.become(edition, body, body.exhaustion() + 1);
    }
    List<Consequence> follows = new ArrayList<>();
    follows.add(new Consequence.ConditionBegins(affliction));
    if (condition == Condition.UNCONSCIOUS) {
      follows.addAll(fallProne(edition, body));
    }
    if (all(edition, condition).contains(NO_CONCENTRATION)) {
      follows.addAll(Concentrating.end(body));
    }
    return List.copyOf(follows);
  }

  /** Prone outlasts the unconsciousness that brought it, so it is a condition of its own. */
  static List<Consequence> fallProne(Edition edition, Body body) {
    return body.has(Condition.PRONE) || isImmune(edition, body, Condition.PRONE)
        ? List.of()
        : List.of(new Consequence.ConditionBegins(Affliction.PRONE));
  }

  public static boolean isImmune(Edition edition, Body body, Condition condition) {
    return body.nature().conditionImmunities().contains(condition)
        || (condition == Condition.POISONED && all(edition, body).contains(IMMUNE_TO_POISONED));
  }

  /**
   * What ends on the body when an effect does: a spell, an aura, a held breath.
   *
   * @param others who keep up an effect of the same name: what comes from them stays
   */
  public static List<Consequence> effectEnds(Body body, String effect, Set<String> others) {
    return end(
        body,
        affliction -> affliction.until().isWhile(effect) && !others.contains(affliction.source()));
  }

  /** Whoever can't act holds nobody: the grapples of that source end. */
  public static List<Consequence> sourceIncapacitated(Body body, String source) {
    return end(
        body,
        affliction ->
            affliction.condition() == Condition.GRAPPLED && affliction.source().equals(source));
  }

  static List<Consequence> end(Body body, java.util.function.Predicate<Affliction> which) {
    List<Consequence> follows = new ArrayList<>();
    for (Affliction affliction : body.afflictions()) {
      if (which.test(affliction)) {
        follows.add(new Consequence.ConditionEnds(affliction.id(), affliction.condition()));
      }
    }
    return List.copyOf(follows);
  }
}
