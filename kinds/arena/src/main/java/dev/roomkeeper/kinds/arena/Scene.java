package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Layer;
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

  /** A body by its slot, in the layer of that slot alone: {@link Pose#packed}. */
  static final PerLayer<Layer.OfRole, Slots<Slot<String>>> BODIES =
      MODEL.role().live().map("bodies", Types.TEXT);

  /** The last beam from a body: {@link Beam#packed}. */
  static final PerLayer<Layer.OfRole, Slots<Slot<String>>> BEAMS =
      MODEL.role().live().map("beams", Types.TEXT);

  /** Whether health lies at a place, in the layer of that place alone. */
  static final PerLayer<Layer.OfRole, Slots<Slot<Boolean>>> PICKUPS =
      MODEL.role().live().map("pickups", Types.BOOL);

  // What a member sees alone.

  /** How far the server is with what the member sent: {@link Fighter#self}. */
  static final PerLayer<Layer.OfMember, Slot<String>> SELF =
      MODEL.member().live().value("self", Types.TEXT);

  /** The bolts that the member may see: {@link Bolt#packed}. */
  static final PerLayer<Layer.OfMember, Slots<Slot<String>>> BOLTS =
      MODEL.member().live().map("bolts", Types.TEXT);

  /** All bolts, for those who watch. */
  static final PerLayer<Layer.OfRole, Slots<Slot<String>>> WATCHED_BOLTS =
      MODEL.role().live().map("bolts", Types.TEXT);

  /** What the member hit last: tick, victim's slot, damage. */
  static final PerLayer<Layer.OfMember, Slot<String>> HIT =
      MODEL.member().live().value("hit", Types.TEXT);

  // What the rules alone know.
  static final SettingsSlot SETTINGS = MODEL.server().value("settings", SettingsSlot::new);

  /** How often each player has connected. */
  static final Slots<Slot<Integer>> JOINS =
      MODEL.server().bookkeeping().map("joins", Types.INTEGER);

  /** Each body as of the last full second: a match that was taken over goes on from there. */
  static final Slots<Slot<String>> KEPT_POSES = MODEL.server().map("poses", Types.TEXT);

  /** A fighter by its slot: {@link FighterState#packed}. */
  static final Slots<Slot<String>> FIGHTERS = MODEL.server().live().map("fighters", Types.TEXT);

  /** A bolt by its id: {@link Bolt#kept}. */
  static final Slots<Slot<String>> FLYING = MODEL.server().live().map("flying", Types.TEXT);

  /** Which slots and pick-ups each member is shown. */
  static final Slots<ShownSlot> SHOWN = MODEL.server().live().map("shown", ShownSlot::new);

  /** The tick at which health lies there again. */
  static final Slots<Slot<Long>> RENEWED = MODEL.server().live().map("renewed", Types.WHOLE);

  static final Told<Kill> KILL = MODEL.event("kill", KillType.INSTANCE);

  /** For the two whom a kill concerns. */
  static final Told<Evidence> EVIDENCE = MODEL.event("evidence", EvidenceType.INSTANCE);

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

  /** What the rules must know of the options later on. */
  @Data
  record Settings(int seats, int starts, int seconds, long seed) {}

  /** The bodies and the pick-ups that a member is shown, a bit for each, in hexadecimal. */
  @Data
  record Shown(String bodies, String pickups) {}

  static Layer.OfRole body(int slot) {
    return Layer.role(String.valueOf(slot));
  }

  static Layer.OfRole pickup(int index) {
    return Layer.role("h" + index);
  }
}
