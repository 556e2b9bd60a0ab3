package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.PerLayer;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Slots;
import dev.roomkeeper.engine.kind.Spread;
import dev.roomkeeper.engine.kind.Types;
import dev.roomkeeper.kinds.campaign.rules.Affliction;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.DamagePart;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import dev.roomkeeper.kinds.campaign.rules.TurnClock;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of a campaign: the truth in the DM's layer, and what others see of it. */
final class Ledger {
  static final Model MODEL = new Model();
  static final Layer.OfRole DM = Layer.role("dm");

  // --- Everybody's ---

  static final AboutSlot CAMPAIGN = MODEL.all().value("campaign", AboutSlot::new);
  static final Slots<PersonSlot> MEMBERS =
      MODEL.all().bookkeeping().map("members", PersonSlot::new);
  static final Slots<LineSlot> LOG = MODEL.all().bookkeeping().map("log", LineSlot::new);
  static final Slots<RolledSlot> ROLLS = MODEL.all().bookkeeping().map("rolls", RolledSlot::new);
  static final SeenFightSlot FIGHT = MODEL.all().derived().value("fight", SeenFightSlot::new);
  static final Slots<SeenHeroSlot> PARTY = MODEL.all().derived().map("party", SeenHeroSlot::new);
  static final Slots<Slot<Boolean>> ONLINE = MODEL.all().live().map("online", Types.BOOL);

  // --- The DM's ---

  static final Slots<EncounterSlot> ENCOUNTERS =
      MODEL.role().map("encounters", EncounterSlot::new).in(DM);
  static final Slots<HeroSlot> CHARACTERS = MODEL.role().map("characters", HeroSlot::new).in(DM);
  static final Slot<String> ACTIVE = MODEL.role().value("active", Types.TEXT).in(DM);
  static final Slots<Slot<String>> NOTES = MODEL.role().map("notes", Types.TEXT).in(DM);
  static final Slots<ProposalSlot> PROPOSALS =
      MODEL.role().map("proposals", ProposalSlot::new).in(DM);
  static final Slots<MoveSlot> MOVES =
      MODEL.role().bookkeeping().map("moves", MoveSlot::new).in(DM);
  static final Slots<Slot<Long>> VERSIONS =
      MODEL.role().bookkeeping().map("versions", Types.WHOLE).in(DM);
  static final Slots<LinkSlot> LINKS =
      MODEL.role().bookkeeping().map("links", LinkSlot::new).in(DM);

  /** What the DM rolled for nobody else to see. */
  static final Slots<RolledSlot> SECRET_ROLLS =
      MODEL.role().bookkeeping().map("secretRolls", RolledSlot::new).in(DM);

  /** Who was taken out, and may be let in again: id and name. */
  static final Slots<Slot<String>> REMOVED =
      MODEL.role().bookkeeping().map("removed", Types.TEXT).in(DM);

  static final Slots<BudgetSlot> BUDGETS =
      MODEL.role().derived().map("budgets", BudgetSlot::new).in(DM);

  /** Encounters that are not active, as players would see them. */
  static final Slots<SeenFightSlot> PREVIEWS =
      MODEL.role().derived().map("previews", SeenFightSlot::new).in(DM);

  // --- A member's ---

  static final PerLayer<Layer.OfMember, Slots<OwnHeroSlot>> OWN =
      MODEL.member().derived().map("own", OwnHeroSlot::new);
  static final PerLayer<Layer.OfMember, Slots<LineSlot>> MINE =
      MODEL.member().bookkeeping().map("mine", LineSlot::new);

  // --- The server's ---

  static final Slots<Slot<Long>> COUNTERS =
      MODEL.server().bookkeeping().map("counters", Types.WHOLE);

  /** The number of the move that last changed each value: see {@link Stamps}. */
  static final Slots<Slot<JsonObject>> STAMPS = MODEL.server().map("stamps", Types.OBJECT);

  static final Slots<Slot<String>> STANDING =
      MODEL.server().bookkeeping().map("standing", Types.TEXT);
  static final Slots<Slot<String>> LINK_HASHES =
      MODEL.server().bookkeeping().map("linkHashes", Types.TEXT);

  /** What {@link #OWN} would be for those who are not in the room: HTTP shows it to them. */
  static final Slots<Slot<JsonObject>> ABSENT =
      MODEL.server().derived().map("absent", Types.OBJECT);

  static final Slot<Boolean> CLOSED = MODEL.server().value("closed", Types.BOOL);

  private Ledger() {}

  /** The next number of a series: moves, monsters, faces. Never used twice, whatever is undone. */
  static long next(dev.roomkeeper.engine.kind.Draft draft, String series) {
    long next = COUNTERS.of(series).get(draft, 0L) + 1;
    COUNTERS.of(series).set(draft, next);
    return next;
  }

  /** The campaign as everybody knows it. */
  @Data
  record About(String name, Edition edition, Options options) {}

  /**
   * What the DM chose.
   *
   * @param monsterHp how the hit points of monsters show to players
   * @param partyHp how the party's show to each other
   * @param playersDamage what becomes of damage that players report for monsters
   */
  @Data
  record Options(
      Showing monsterHp,
      Showing partyHp,
      Reported playersDamage,
      boolean absorbedBreaksConcentration) {}

  /** How hit points show to others. */
  @Data
  @Payload
  enum Showing {
    NOTHING,
    BANDS,
    EXACT
  }

  /** What happens to damage that players report for others. */
  @Data
  @Payload
  enum Reported {
    APPLIED,
    PROPOSED,
    REFUSED
  }

  /** Somebody at the table. */
  @Data
  record Person(String name, Seat seat) {}

  /** What somebody does at the table. */
  @Data
  @Payload
  enum Seat {
    DM,
    PLAYER
  }

  /**
   * A fight, prepared or under way.
   *
   * @param turn what players last saw of whose turn it is; null while the encounter is not active
   */
  @Data
  record Encounter(
      String name,
      boolean inLair,
      TurnOrder order,
      @Nullable SeenTurn turn,
      @Nullable TurnClock clock,
      Map<String, Combatant> combatants) {}

  /**
   * Whose turn it is as players know it.
   *
   * @param who a combatant's own id
   * @param held what players are not told until they see the next turn: see {@link Pause}
   */
  @Data
  record SeenTurn(int round, String who, long sinceMillis, Map<String, Held> held) {
    static SeenTurn of(int round, String who, long sinceMillis) {
      return new SeenTurn(round, who, sinceMillis, Map.of());
    }
  }

  /**
   * What players are not told yet of a creature.
   *
   * @param ended conditions that ended
   * @param answered rolls that are not asked for any more
   * @param asked ids of rolls that are asked for
   */
  @Data
  record Held(
      Map<String, Affliction> ended, Map<String, Consequence> answered, List<String> asked) {
    static final Held NOTHING = new Held(Map.of(), Map.of(), List.of());
  }

  /**
   * One in an encounter. A character's hit points stand with the character.
   *
   * @param vitals null for a character
   * @param creature its stat block as the bestiary writes it
   */
  @Data
  record Combatant(
      Kind kind,
      @Spread Looks looks,
      @Spread Part part,
      @Spread Figures figures,
      @Nullable Vitals vitals,
      @Nullable JsonObject creature) {}

  /**
   * How one in an encounter is called, and shows to players.
   *
   * @param alias the name that players see in place of the true one
   * @param hidden how it shows while players may not know it; null if they may
   * @param face as what it shows; null while nothing of it was ever shown, and for characters
   */
  @Data
  record Looks(String name, @Nullable String alias, @Nullable Hidden hidden, @Nullable Face face) {}

  /** How one in an encounter takes part in it. */
  @Data
  record Part(boolean gone, boolean reactionUsed, boolean readied, boolean surprised) {
    static final Part NEW = new Part(false, false, false, false);
  }

  /**
   * Numbers of one in an encounter.
   *
   * @param bonus to initiative
   * @param dexterity the score, which breaks ties
   */
  @Data
  record Figures(int armorClass, int bonus, int dexterity) {}

  /** Who fights. */
  @Data
  enum Kind {
    CHARACTER,
    ALLY,
    MONSTER
  }

  /** How a hidden combatant shows to players. */
  @Data
  @Payload
  enum Hidden {
    NOTHING,
    UNKNOWN
  }

  /** The id and name by which players know a combatant; no name for one that is a "?". */
  @Data
  record Face(String id, @Nullable String name) {}

  /**
   * A character of a player.
   *
   * @param origin the campaign and id that it had before it came into this one
   */
  @Data
  record Hero(
      String name,
      @Nullable String owner,
      boolean retired,
      @Nullable String origin,
      Sheet sheet,
      Vitals vitals) {}

  /** Damage that a player reported; ids as the DM knows them. */
  @Data
  record Proposal(
      String author,
      long at,
      String target,
      String targetName,
      List<DamagePart> parts,
      int adjustment,
      boolean critical,
      boolean knocksOut) {}

  /** Dice that the server threw for somebody. */
  @Data
  record Rolled(long at, String author, String dice, List<Integer> fell, int total, String label) {}

  /** A link by which players come in. */
  @Data
  record Link(long untilMillis, int usesLeft) {}

  /**
   * Something done.
   *
   * @param meaning a sentence for the DM
   */
  @Data
  record Move(
      long at,
      String author,
      String command,
      String meaning,
      @Spread Changed changed,
      @Spread Lines lines,
      @Spread Undoing undoing) {
    boolean canBeUndone() {
      return !undoing.fixed && !isUndone();
    }

    boolean isUndone() {
      return undoing.undone != null;
    }
  }

  /**
   * What a move changed.
   *
   * @param touched ids of combatants, characters, encounters
   * @param commit the version of the room after it
   */
  @Data
  record Changed(List<String> touched, long commit) {}

  /**
   * Where a move stands in the logs of others than the DM.
   *
   * @param line its number in everybody's log, if it stands there
   * @param mine its numbers in members' logs
   */
  @Data
  record Lines(@Nullable Long line, Map<String, Long> mine) {}

  /**
   * Whether a move can be undone, and whether it is.
   *
   * @param fixed whether it can't be undone
   * @param turn the turn that players saw when it was made
   * @param undone when it was undone, in the order of undoing; null while it stands
   */
  @Data
  record Undoing(boolean fixed, String turn, @Nullable Long undone, @Nullable String undoneBy) {}

  /**
   * A move as players may know it: whose lot it changed as they see it.
   *
   * @param fixed whether it can't be undone
   */
  @Data
  record Line(
      long at,
      String author,
      String command,
      List<String> who,
      boolean fixed,
      @Nullable String undoneBy) {}
}
