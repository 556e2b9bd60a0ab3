package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Damage as it is dealt to one target, before the target's defences.
 *
 * @param parts the dice as they fell, one part a type
 * @param share what the target's save, if there was one, leaves of it
 * @param adjustment what is added to the sum, or with a minus taken from it: an aura, a feature
 */
public record Damage(List<DamagePart> parts, Share share, int adjustment) {
  /** How much of the damage the target gets. */
  @Payload
  public enum Share {
    WHOLE,
    HALF,
    NONE
  }

  /** What became of one part. */
  public record Taken(DamagePart dealt, int amount, Reason reason) {}

  /** What changed a part, beyond save and adjustment. */
  public enum Reason {
    NOTHING,
    IMMUNE,
    RESISTANT,
    VULNERABLE,
    /** Halved and then doubled, which loses an odd point. */
    RESISTANT_AND_VULNERABLE
  }

  public Damage {
    parts = List.copyOf(parts);
  }

  public static Damage of(DamagePart... parts) {
    return new Damage(List.of(parts), Share.WHOLE, 0);
  }

  /**
   * What the target takes of each part. In this order, each once: what the save leaves, the
   * adjustment, resistance, vulnerability; every half is rounded down. Parts of one type and make
   * are one part.
   */
  public List<Taken> against(Edition edition, Body body) {
    Set<ConditionEffect> effects = Conditions.all(edition, body);
    List<Taken> taken = new ArrayList<>();
    for (DamagePart part : adjusted(shared(merged()))) {
      taken.add(defend(part, body.nature().defences(), effects));
    }
    return List.copyOf(taken);
  }

  public static int total(List<Taken> taken) {
    int total = 0;
    for (Taken part : taken) {
      total += part.amount();
    }
    return Math.min(HitPoints.MAX, total);
  }

  private List<DamagePart> merged() {
    List<DamagePart> merged = new ArrayList<>();
    for (DamagePart part : parts) {
      int same = indexOfSame(merged, part);
      if (same < 0) {
        merged.add(part);
      } else {
        merged.set(same, part.withAmount(merged.get(same).amount() + part.amount()));
      }
    }
    return merged;
  }

  private static int indexOfSame(List<DamagePart> parts, DamagePart part) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).type() == part.type() && parts.get(i).make() == part.make()) {
        return i;
      }
    }
    return -1;
  }

  private List<DamagePart> shared(List<DamagePart> dealt) {
    List<DamagePart> left = new ArrayList<>();
    for (DamagePart part : dealt) {
      left.add(
          switch (share) {
            case WHOLE -> part;
            case HALF -> part.withAmount(part.amount() / 2);
            case NONE -> part.withAmount(0);
          });
    }
    return left;
  }

  /** A bonus goes to the first part; a penalty eats up one part after the other. */
  private List<DamagePart> adjusted(List<DamagePart> dealt) {
    if (share == Share.NONE) {
      return dealt;
    }
    List<DamagePart> left = new ArrayList<>();
    int rest = adjustment;
    for (DamagePart part : dealt) {
      int change = Math.max(rest, -part.amount());
      left.add(part.withAmount(part.amount() + change));
      rest -= change;
    }
    return left;
  }

  private static Taken defend(DamagePart part, Defences has, Set<ConditionEffect> effects) {
    DamageType type = part.type();
    if (Defences.anyCovers(has.immunities(), type, part.make())
        || (type == DamageType.POISON
            && effects.contains(ConditionEffect.IMMUNE_TO_POISON_DAMAGE))) {
      return new Taken(part, 0, Reason.IMMUNE);
    }
    boolean isResistant =
        Defences.anyCovers(has.resistances(), type, part.make())
            || effects.contains(ConditionEffect.RESISTS_ALL_DAMAGE);
    boolean isVulnerable = Defences.anyCovers(has.vulnerabilities(), type, part.make());
    int amount = isResistant ? part.amount() / 2 : part.amount();
    amount = isVulnerable ? Math.min(HitPoints.MAX, amount * 2) : amount;
    Reason reason =
        isResistant
            ? isVulnerable ? Reason.RESISTANT_AND_VULNERABLE : Reason.RESISTANT
            : isVulnerable ? Reason.VULNERABLE : Reason.NOTHING;
    return new Taken(part, amount, reason);
  }
}
