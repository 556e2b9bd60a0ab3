package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.PerLayer;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Slots;
import dev.roomkeeper.engine.kind.Told;
import dev.roomkeeper.engine.kind.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an arena holds and tells, and who sees it. Ticks alone write what is live: what a member's
 * own step writes there would end with its connection.
 */
final class Scene {
  static final Model MODEL = new Model();

  // What everybody sees.
  static final GameSlot GAME = MODEL.all().value("game", GameSlot::new);
  static final Slots<ContestantSlot> PLAYERS = MODEL.all().map("players", ContestantSlot::new);

  /** How the last match ended, the winner first. */
  static final Slot<List<Place>> RESULT =
      MODEL.all().value("result", Types.list(PlaceType.INSTANCE));

  /** Only in a match that the queue made: whether it changes ratings. */
  static final Slot<Boolean> FIXTURE = MODEL.all().value("fixture", Types.BOOL);

  /** The number of the tick that a snapshot shows. */
  static final Slot<Long> TICK = MODEL.all().live().value("tick", Types.WHOLE);

  /** A body by its slot, in the layer of that slot alone: {@link Pose#told}. */
  static final PerLayer<Layer.OfRole, Slots<Slot<Long>>> BODIES =
      MODEL.role().live().map("bodies", Types.WHOLE);

  /** The last beam from a body: {@link Beam#packed}. */
  static final PerLayer<Layer.OfRole, Slots<Slot<String>>> BEAMS =
      MODEL.role().live().map("beams", Types.TEXT);

  /** Whether health lies at a place, in the layer of that place alone. */
  static final PerLayer<Layer.OfRole, Slots<Slot<Boolean>>> PICKUPS =
      MODEL.role().live().map("pickups", Types.BOOL);

  // What a member sees alone.

  // It is in a role's layer, {@link #own}: a frame names that in fewer bytes than a member's.

  /** How the player's own body is, and how far the server is with what the player sent. */
  static final PerLayer<Layer.OfRole, SelfSlot> SELF =
      MODEL.role().live().value("self", SelfSlot::new);

  /** The bolts that a player may see: {@link Bolt#packed}; in {@link Sight#WATCHERS} all. */
  static final PerLayer<Layer.OfRole, Slots<Slot<String>>> BOLTS =
      MODEL.role().live().map("bolts", Types.TEXT);

  /** What the player hit last: tick, victim's slot, damage. */
  static final PerLayer<Layer.OfRole, Slot<String>> HIT =
      MODEL.role().live().value("hit", Types.TEXT);

  // What the rules alone know.
  static final SettingsSlot SETTINGS = MODEL.server().value("settings", SettingsSlot::new);

  /** How often each player has connected. */
  static final Slots<Slot<Integer>> JOINS =
      MODEL.server().bookkeeping().map("joins", Types.INTEGER);

  /** Each body as of the last full second: a match that was taken over goes on from there. */
  static final Slots<Slot<String>> KEPT_POSES = MODEL.server().map("poses", Types.TEXT);

  /** All fighters: {@link FighterState#packed}. */
  static final Slot<String> FIGHTERS = MODEL.server().live().value("fighters", Types.TEXT);

  /** All bolts in the air: {@link Bolt#packed(java.util.SortedMap)}. */
  static final Slot<String> FLYING = MODEL.server().live().value("flying", Types.TEXT);

  /** Which slots and pick-ups each member is shown. */
  static final Slots<ShownSlot> SHOWN = MODEL.server().live().map("shown", ShownSlot::new);

  /** The tick at which health lies there again. */
  static final Slots<Slot<Long>> RENEWED = MODEL.server().live().map("renewed", Types.WHOLE);

  static final Told<Kill> KILL = MODEL.event("kill", KillType.INSTANCE);

  /** For the two whom a kill concerns. */
  static final Told<Evidence> EVIDENCE = MODEL.event("evidence", EvidenceType.INSTANCE);

  private static final String OWN = "m";

  private Scene() {}

  /** Where the game is. */
  @Data
  enum Phase {
    WAITING,
    PLAYING,
    OVER
  }

  /**
   * The game.
   *
   * @param match counts the matches of this room
   * @param rows of the map, as {@link MapName#rows} has them
   * @param endsAt when the phase ends, in milliseconds since 1970; 0 for never
   */
  @Data
  record Game(Phase phase, int match, MapName map, String rows, long endsAt) {}

  /**
   * Somebody who plays.
   *
   * @param slot the number of the body
   * @param bot how well it plays if it is a bot, null for people
   * @param here whether the body is on the map
   * @param scoredAt when it scored last
   * @param again whether it asked for a rematch
   */
  @Data
  record Contestant(
      String name,
      int slot,
      int colour,
      boolean online,
      ArenaOptions.@Nullable Level bot,
      boolean here,
      long joinedAt,
      int score,
      int deaths,
      long scoredAt,
      boolean again) {}

  /** One line of a result. Equals share a rank. */
  @Data
  record Place(String id, String name, int rank, int score, int deaths) {}

  /**
   * Somebody killed somebody.
   *
   * @param weapon as in {@link dev.roomkeeper.kinds.arena.motion.Weapons}
   */
  @Data
  record Kill(String by, String victim, int weapon) {}

  /**
   * Why somebody died: what the shooter saw, and what stood at that moment.
   *
   * @param view what the shooter saw, in 1/16 of a tick
   * @param rewindMillis how far the server went back for it
   * @param seenX where the shooter saw the victim
   * @param x where the victim was meanwhile
   */
  @Data
  record Evidence(
      String by,
      String victim,
      int weapon,
      long tick,
      int view,
      int rewindMillis,
      int shooterX,
      int shooterY,
      int seenX,
      int seenY,
      int x,
      int y) {}

  /**
   * What a player must know to predict its own body. Numbers that stay the same from tick to tick,
   * or change by little, cost little to send.
   *
   * @param place x and y, {@link #PLACE_BITS} bits for y
   * @param speed vx and vy, each with {@link #SPEED_OFFSET} added, {@link #SPEED_BITS} bits for vy
   * @param state life, whether it is safe (1 bit) and health (7 bits); 0 while it is not on the map
   * @param lag the number of the last step that was taken, less that of the tick
   * @param boltAt the step in which the next bolt can be fired; 0 if any
   * @param beamAt likewise
   * @param steps how many steps wait, and how many are saved ({@link #SAVED_BITS} bits)
   */
  @Data
  record Self(long place, int speed, int state, long lag, int boltAt, int beamAt, int steps) {
    static final int PLACE_BITS = 17;
    static final int SPEED_BITS = 10;
    static final int SPEED_OFFSET = 512;
    static final int SAVED_BITS = 4;
  }

  /** What the rules must know of the options later on. */
  @Data
  record Settings(int seats, int starts, int seconds, long seed) {}

  /** The bodies and the pick-ups that a member is shown, a bit for each, in hexadecimal. */
  @Data
  record Shown(String bodies, String pickups) {}

  static Layer.OfRole body(int slot) {
    return Layer.role(String.valueOf(slot));
  }

  /** What the player with that slot sees alone. */
  static Layer.OfRole own(int slot) {
    return Layer.role(OWN + slot);
  }

  static boolean isOwn(String layer) {
    return layer.startsWith(Layers.role(OWN));
  }

  static Layer.OfRole pickup(int index) {
    return Layer.role("h" + index);
  }
}
