package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Spread;
import dev.roomkeeper.kinds.campaign.rules.Condition;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.DeathSaves;
import dev.roomkeeper.kinds.campaign.rules.HitPoints;
import dev.roomkeeper.kinds.campaign.rules.HpBand;
import dev.roomkeeper.kinds.campaign.rules.Life;
import dev.roomkeeper.kinds.campaign.rules.Pool;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What players see. */
final class Seen {
  private Seen() {}

  /**
   * The active encounter.
   *
   * @param turn whose turn it is, "" before the first
   * @param order ids as players know them
   */
  @Data
  record SeenFight(
      int round,
      String turn,
      long sinceMillis,
      List<String> order,
      Map<String, SeenCombatant> combatants) {}

  /**
   * One in the fight.
   *
   * @param band null if nothing of its hit points shows, or all
   * @param hp null unless all of it shows
   */
  @Data
  record SeenCombatant(
      SeenKind kind,
      String name,
      @Nullable HpBand band,
      @Nullable SeenHp hp,
      @Nullable Life life,
      List<Condition> conditions,
      @Spread Doing doing) {}

  /** What one in the fight is about. */
  @Data
  record Doing(boolean concentrates, boolean reactionUsed, boolean readied) {
    static final Doing UNKNOWN = new Doing(false, false, false);
  }

  /** What one in the fight is. */
  @Data
  enum SeenKind {
    CHARACTER,
    ALLY,
    MONSTER,
    UNKNOWN
  }

  /** Hit points that show. */
  @Data
  record SeenHp(int now, int max, int temporary) {}

  /** A character as the party sees it. */
  @Data
  record SeenHero(
      String name,
      @Nullable String owner,
      @Nullable HpBand band,
      @Nullable SeenHp hp,
      @Nullable Life life,
      List<Condition> conditions,
      int exhaustion) {}

  /**
   * A character as its player sees it.
   *
   * @param version counts the changes of it; commands that set something carry it
   */
  @Data
  record OwnHero(
      String name,
      long version,
      Sheet sheet,
      @Spread Health health,
      @Nullable String concentration,
      Map<String, OwnAffliction> afflictions,
      Map<String, Pool> pools,
      Map<String, Consequence> asks,
      @Nullable OwnPlace place) {}

  /**
   * A character's place in the fight, as its player sees it.
   *
   * @param version counts the changes of it; commands that set something of it carry it
   */
  @Data
  record OwnPlace(long version, @Nullable Integer initiative) {}

  /** How near a character is to death. */
  @Data
  record Health(HitPoints hp, Life life, DeathSaves deathSaves, int exhaustion) {}

  /**
   * A condition as the one who has it sees it.
   *
   * @param source the id as players know it, "" where they don't
   * @param ends in a word: what it waits for
   * @param whose turn it waits for, as players know it
   */
  @Data
  record OwnAffliction(Condition condition, String source, String ends, String whose, int round) {}
}
