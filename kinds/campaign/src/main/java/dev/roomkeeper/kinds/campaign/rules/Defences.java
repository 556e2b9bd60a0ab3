package dev.roomkeeper.kinds.campaign.rules;

import java.util.List;

/** What a creature is immune to, resists, and is vulnerable to. */
public record Defences(
    List<Defence> immunities, List<Defence> resistances, List<Defence> vulnerabilities) {
  public static final Defences NONE = new Defences(List.of(), List.of(), List.of());

  public Defences {
    immunities = List.copyOf(immunities);
    resistances = List.copyOf(resistances);
    vulnerabilities = List.copyOf(vulnerabilities);
  }

  /** A defence against one type of damage. */
  public record Defence(DamageType type, Against against) {
    boolean covers(DamageType dealt, DamageMake make) {
      return type == dealt && against.covers(make);
    }
  }

  /** Which attacks a defence is against. */
  public enum Against {
    ALL,
    /** 2014: nonmagical attacks alone. */
    NONMAGICAL,
    /** 2014: nonmagical attacks, but not those of a silvered weapon. */
    NONMAGICAL_UNSILVERED,
    /** 2014: nonmagical attacks, but not those of an adamantine weapon. */
    NONMAGICAL_NOT_ADAMANTINE;

    boolean covers(DamageMake make) {
      return switch (this) {
        case ALL -> true;
        case NONMAGICAL -> make != DamageMake.MAGICAL;
        case NONMAGICAL_UNSILVERED -> make == DamageMake.PLAIN || make == DamageMake.ADAMANTINE;
        case NONMAGICAL_NOT_ADAMANTINE -> make == DamageMake.PLAIN || make == DamageMake.SILVERED;
      };
    }
  }

  static boolean anyCovers(List<Defence> defences, DamageType type, DamageMake make) {
    for (Defence defence : defences) {
      if (defence.covers(type, make)) {
        return true;
      }
    }
    return false;
  }
}
