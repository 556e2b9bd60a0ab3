package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.kinds.arena.motion.Field;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who plays, on which seat, and where newcomers appear. */
final class Roster {
  private static final List<String> BOT_NAMES =
      List.of("Ada", "Babbage", "Curie", "Dirac", "Euler", "Fermat", "Gauss", "Hopper");

  private final Draft draft;

  Roster(Draft draft) {
    this.draft = draft;
  }

  /** Gives somebody a seat, if one is free; the next tick gives it a body. */
  boolean seat(String id, String name, ArenaOptions.@Nullable Level bot, Moment moment) {
    return seat(id, name, bot, true, moment);
  }

  private boolean seat(
      String id, String name, ArenaOptions.@Nullable Level bot, boolean isOnline, Moment moment) {
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
                name, slot, slot, isOnline, bot, isOnline, moment.nowMillis(), 0, 0, 0, false));
    new Fixture(draft).tellWhoPlays();
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

  /** Keeps a seat for each of them until they come. */
  void keepSeats(List<ArenaOptions.Invited> players, Moment moment) {
    for (ArenaOptions.Invited player : players) {
      seat(player.id(), player.name(), null, false, moment);
    }
  }

  /** Takes somebody's seat and body; who has neither is shown nothing. */
  void remove(String id) {
    Member member = draft.member(id);
    if (member != null) {
      for (String layer : member.layers()) {
        if (layer.startsWith("role:")) {
          draft.release(id, layer);
        }
      }
    }
    ContestantSlot player = Scene.PLAYERS.of(id);
    Integer slot = player.slot().get(draft);
    if (slot != null) {
      player.remove(draft);
      Scene.KEPT_POSES.of(key(slot)).remove(draft);
      Scene.BODIES.in(Scene.body(slot)).remove(draft);
      Scene.BEAMS.in(Scene.body(slot)).remove(draft);
      draft.clear(Layers.live(Scene.own(slot).name()));
    }
    Scene.SHOWN.of(id).remove(draft);
    Scene.JOINS.of(id).remove(draft);
    new Fixture(draft).tellWhoPlays();
  }

  /** The place of a newcomer: where the nearest of the others is farthest away. */
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
