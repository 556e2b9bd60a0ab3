package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.kinds.campaign.rules.CharacterClass.Casting;
import java.util.ArrayList;
import java.util.List;

/** How many spell slots a character has. */
public final class SpellSlots {
  public static final int LEVEL_MAX = 20;

  /** The slots of spell levels 1 to 9, by the level of a full caster. */
  private static final List<String> FULL =
      List.of(
          "2",
          "3",
          "42",
          "43",
          "432",
          "433",
          "4331",
          "4332",
          "43331",
          "43332",
          "433321",
          "433321",
          "4333211",
          "4333211",
          "43332111",
          "43332111",
          "433321111",
          "433331111",
          "433332111",
          "433332211");

  private static final String PACT = "pact-";

  private static final List<Integer> NONE = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0);

  private SpellSlots() {}

  /** So many levels in a class. */
  public record ClassLevel(CharacterClass of, int level) {
    public ClassLevel {
      if (level < 1 || level > LEVEL_MAX) {
        throw new IllegalArgumentException("a level must be from 1 to " + LEVEL_MAX);
      }
    }
  }

  /** A warlock's slots, all of one level. */
  public record Pact(int slots, int spellLevel) {
    public static final Pact NONE = new Pact(0, 0);
  }

  /**
   * The slots of spell levels 1 to 9, those of pact magic not among them. With one casting class it
   * is that class' own table, with several the table of multiclass casters.
   */
  public static List<Integer> of(Edition edition, List<ClassLevel> classes) {
    int casters = 0;
    int level = 0;
    for (ClassLevel each : classes) {
      Casting casting = each.of.casting();
      casters += casting == Casting.FULL || casting == Casting.HALF ? 1 : 0;
    }
    for (ClassLevel each : classes) {
      level +=
          switch (each.of.casting()) {
            case FULL -> each.level;
            case HALF ->
                casters == 1 ? aloneHalf(edition, each.level) : shared(edition, each.level);
            case NONE, PACT -> 0;
          };
    }
    return row(level);
  }

  /** The full caster's level whose slots a half caster has in the table of its own class. */
  private static int aloneHalf(Edition edition, int level) {
    return edition == Edition.OF_2014 && level == 1 ? 0 : (level + 1) / 2;
  }

  /** What a half caster's levels count among several casting classes. */
  private static int shared(Edition edition, int level) {
    return edition == Edition.OF_2014 ? level / 2 : (level + 1) / 2;
  }

  private static List<Integer> row(int level) {
    if (level == 0) {
      return NONE;
    }
    String counts = FULL.get(Math.min(level, LEVEL_MAX) - 1);
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      slots.add(i < counts.length() ? counts.charAt(i) - '0' : 0);
    }
    return List.copyOf(slots);
  }

  /** The slots of pact magic by the levels of warlock: alike in both editions. */
  public static Pact pact(List<ClassLevel> classes) {
    int level = 0;
    for (ClassLevel each : classes) {
      level += each.of.casting() == Casting.PACT ? each.level : 0;
    }
    if (level == 0) {
      return Pact.NONE;
    }
    int slots = level >= 17 ? 4 : level >= 11 ? 3 : level >= 2 ? 2 : 1;
    return new Pact(slots, Math.min(5, (level + 1) / 2));
  }

  /** Whether the pool is one of pact slots. */
  public static boolean isPact(Pool pool) {
    return pool.name().startsWith(PACT);
  }

  /** All that rests fill again: slots, pact slots and hit dice, each as a full pool. */
  public static List<Pool> pools(Edition edition, List<ClassLevel> classes) {
    List<Pool> pools = new ArrayList<>();
    List<Integer> slots = of(edition, classes);
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i) > 0) {
        pools.add(Pool.full("slot-" + (i + 1), slots.get(i), new Refill.LongRest()));
      }
    }
    Pact pact = pact(classes);
    if (pact.slots > 0) {
      pools.add(Pool.full(PACT + pact.spellLevel, pact.slots, new Refill.ShortRest()));
    }
    for (int sides = 12; sides >= 6; sides -= 2) {
      int dice = 0;
      for (ClassLevel each : classes) {
        dice += each.of.hitDie() == sides ? each.level : 0;
      }
      if (dice > 0) {
        pools.add(Pool.full("d" + sides, dice, new Refill.HitDice(sides)));
      }
    }
    return List.copyOf(pools);
  }
}
