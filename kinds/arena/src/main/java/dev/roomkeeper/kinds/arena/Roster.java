package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.kinds.arena.motion.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who plays, on which seat, and where bodies appear. */
final class Roster {
  private static final List<String> BOT_NAMES =
      List.of("Ada", "Babbage", "Curie", "Dirac", "Euler", "Fermat", "Gauss", "Hopper");

  private final Draft draft;
  private final long tick;

  Roster(Draft draft) {
    this.draft = draft;
    tick = Scene.TICK.get(draft, 0L) + 1;
  }

  ArenaMap map() {
    return ArenaMap.of(Scene.GAME.map().need(draft));
  }

  /** Gives somebody a seat and a body, if a seat is free. */
  boolean seat(String id, String name, ArenaOptions.@Nullable Level bot, Moment moment) {
    TreeSet<Integer> taken = new TreeSet<>();
    Scene.PLAYERS.forEach(draft, (_, player) -> taken.add(player.slot().need(draft)));
    int seats = Scene.SETTINGS.seats().need(draft);
    int slot = 0;
    while (taken.contains(slot)) {
      slot++;
    }
    if (slot >= seats) {
      return false;
    }
    Scene.PLAYERS
        .of(id)
        .set(
            draft,
            new Scene.Contestant(
                name, slot, slot, true, bot, true, moment.nowMillis(), 0, 0, 0, false));
    appear(id, slot, bot);
    return true;
  }

  /** Seats the bots of a new room. */
  void seatBots(int count, ArenaOptions.Level level, Moment moment) {
    for (int i = 0; i < count; i++) {
      String name = BOT_NAMES.get(i % BOT_NAMES.size());
      String number = i < BOT_NAMES.size() ? "" : " " + (i / BOT_NAMES.size() + 1);
      seat("bot-" + (i + 1), name + number, level, moment);
    }
  }

  /** Puts a body on the map, where it was a moment ago if that is kept. */
  void appear(String id, int slot, ArenaOptions.@Nullable Level bot) {
    FighterState.Mind mind = bot == null ? null : new FighterState.Mind(bot, -1, -1, -1, 0, 0);
    Scene.FIGHTERS.of(key(slot)).set(draft, Fighter.born(id, spawn(), tick, mind));
  }

  /** Puts all bodies where they were when the last node kept them. */
  void appearAgain() {
    Scene.PLAYERS.forEach(
        draft,
        (id, player) -> {
          int slot = player.slot().need(draft);
          appear(id, slot, player.bot().get(draft));
          String kept = Scene.KEPT_POSES.of(key(slot)).get(draft);
          if (kept != null) {
            Pose pose = Pose.of(kept);
            FighterStateSlot fighter = Scene.FIGHTERS.of(key(slot));
            fighter.x().set(draft, pose.x());
            fighter.y().set(draft, pose.y());
            fighter.angle().set(draft, pose.angle());
            fighter.health().set(draft, pose.health());
            fighter.life().set(draft, pose.life());
          }
        });
  }

  /** Takes somebody's seat and body. */
  void remove(String id) {
    ContestantSlot player = Scene.PLAYERS.of(id);
    Integer slot = player.slot().get(draft);
    if (slot != null) {
      player.remove(draft);
      Scene.FIGHTERS.of(key(slot)).remove(draft);
      Scene.KEPT_POSES.of(key(slot)).remove(draft);
      Scene.BODIES.in(Scene.body(slot)).remove(draft);
      Scene.BEAMS.in(Scene.body(slot)).remove(draft);
    }
    Scene.SHOWN.of(id).remove(draft);
  }

  /** The place of a newcomer: where the nearest who lives is farthest away. */
  ArenaMap.Tile spawn() {
    List<int[]> others = new ArrayList<>();
    Scene.FIGHTERS.forEach(
        draft,
        (_, fighter) -> {
          if (fighter.diedTick().need(draft) == 0) {
            others.add(new int[] {fighter.x().need(draft), fighter.y().need(draft)});
          }
        });
    return farthest(map(), others);
  }

  static ArenaMap.Tile farthest(ArenaMap map, List<int[]> others) {
    ArenaMap.Tile best = map.spawns().getFirst();
    double bestDistance = -1;
    for (ArenaMap.Tile spawn : map.spawns()) {
      double distance = (double) Field.SIDE_MAX * Field.TILE * Field.SIDE_MAX * Field.TILE * 4;
      for (int[] other : others) {
        double dx = spawn.x() - other[0];
        double dy = spawn.y() - other[1];
        distance = Math.min(distance, dx * dx + dy * dy);
      }
      if (distance > bestDistance) {
        best = spawn;
        bestDistance = distance;
      }
    }
    return best;
  }

  static String key(int slot) {
    return String.valueOf(slot);
  }
}
