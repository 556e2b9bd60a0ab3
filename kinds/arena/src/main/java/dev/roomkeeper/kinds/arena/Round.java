package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Slots;
import dev.roomkeeper.engine.kind.Tick;
import dev.roomkeeper.kinds.arena.motion.Body;
import dev.roomkeeper.kinds.arena.motion.Walk;
import dev.roomkeeper.kinds.arena.motion.Weapons;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One tick of an arena. */
final class Round {
  /** A player who sends nothing for so long leaves the map; the way back stays open. */
  static final int SILENT_TICKS = 10 * ArenaOptions.TICKS;

  /** And after so long the seat is free. */
  static final int VACANT_TICKS = 60 * ArenaOptions.TICKS;

  private static final int RENEWED_TICKS = 15 * ArenaOptions.TICKS;
  private static final int PICKUP_HEALTH = 50;
  private static final int PICKUP_REACH = 24 * 64;

  private final Draft draft;
  private final Tick ticking;
  private final Moment moment;
  private final long tick;
  private final ArenaMap map;
  private final Roster roster;
  private final TreeMap<Integer, FighterState> before;
  private final TreeMap<Integer, Fighter> fighters = new TreeMap<>();
  private final Map<String, Fighter> byId = new TreeMap<>();
  private final Harm harm;
  private final Volley volley;
  private final Scene.Phase phase;

  Round(Draft draft, Tick ticking, Moment moment) {
    this.draft = draft;
    this.ticking = ticking;
    this.moment = moment;
    tick = ticking.number();
    roster = new Roster(draft);
    before = FighterState.all(Scene.FIGHTERS.get(draft));
    map = ArenaMap.of(Scene.GAME.rows().need(draft));
    phase = phase();
    harm = new Harm(draft, moment, tick, fighters);
    volley =
        new Volley(draft, map.field(), tick, fighters, new Rewind(moment, tick, fighters), harm);
  }

  /** The phase; a match whose time is over waits for its result. */
  private Scene.Phase phase() {
    Scene.Game game = Scene.GAME.need(draft);
    boolean isTimeOver = game.phase() == Scene.Phase.PLAYING && moment.nowMillis() >= game.endsAt();
    return isTimeOver ? Scene.Phase.OVER : game.phase();
  }

  void run() {
    Scene.TICK.set(draft, tick);
    gather();
    hear();
    think();
    fighters.values().forEach(this::move);
    volley.fly();
    List.copyOf(fighters.values()).forEach(this::comeAndGo);
    pickUp();
    tell();
  }

  // --- Who plays ---

  /** All who have a seat. Who has no body yet gets one: newcomers, and all after a takeover. */
  private void gather() {
    Scene.PLAYERS.forEach(
        draft, (id, player) -> fighters.put(player.slot().need(draft), fighter(id, player)));
    int match = Scene.GAME.match().need(draft);
    for (Fighter fighter : fighters.values()) {
      byId.put(fighter.id, fighter);
      fighter.connected(Scene.JOINS.of(fighter.id).get(draft, 0), tick);
    }
    for (Fighter fighter : fighters.values()) {
      if (fighter.match != match) {
        fighter.match = match;
        fighter.diedTick = tick; // it takes nobody's place while one is looked for
        fighter.appear(Roster.farthest(map, placesOfTheLiving()), tick);
      }
    }
  }

  private Fighter fighter(String id, ContestantSlot player) {
    int slot = player.slot().need(draft);
    FighterState state = before.get(slot);
    long joinedAt = player.joinedAt().need(draft);
    if (state != null && state.id().equals(id) && state.joinedAt() == joinedAt) {
      return new Fighter(slot, state);
    }
    ArenaOptions.Level bot = player.bot().get(draft);
    FighterState.Mind mind = bot == null ? null : new FighterState.Mind(bot, -1, -1, -1, 0, 0);
    Fighter fighter = new Fighter(slot, Fighter.born(id, joinedAt, tick, mind));
    String kept = Scene.KEPT_POSES.of(Roster.key(slot)).get(draft);
    if (kept != null) {
      fighter.appearAgain(Pose.of(kept));
      fighter.match = Scene.GAME.match().need(draft);
    } else {
      fighter.match = -1;
    }
    return fighter;
  }

  // --- What the players want ---

  private void hear() {
    for (Tick.Input input : ticking.inputs()) {
      Fighter fighter = byId.get(input.memberId());
      if (fighter == null) {
        fighter = seatAgain(input.memberId());
      }
      if (fighter != null) {
        // What can't be read was refused when it came.
        fighter.hear(Reading.of(SteerReader.INSTANCE, input.payload()).need(), tick);
      }
    }
  }

  /** Somebody whose seat was given up comes back. */
  private @Nullable Fighter seatAgain(String memberId) {
    Member member = draft.member(memberId);
    if (member == null || new Fixture(draft).hasLeft(memberId)) {
      return null;
    }
    if (!roster.seat(memberId, member.name(), null, moment)) {
      return null;
    }
    before.remove(Scene.PLAYERS.of(memberId).slot().need(draft));
    Fighter fighter = fighter(memberId, Scene.PLAYERS.of(memberId));
    fighter.match = Scene.GAME.match().need(draft);
    fighter.appear(Roster.farthest(map, placesOfTheLiving()), tick);
    fighters.put(fighter.slot, fighter);
    byId.put(memberId, fighter);
    return fighter;
  }

  private void think() {
    Bots bots = new Bots(map, fighters, tick, Scene.SETTINGS.seed().need(draft));
    for (Fighter fighter : fighters.values()) {
      FighterState.Mind mind = fighter.mind;
      if (mind != null) {
        fighter.hear(bots.think(fighter, mind, (int) tick), tick);
      }
    }
  }

  // --- What happens ---

  private void move(Fighter fighter) {
    for (Steer steer : fighter.steps(1 + ticking.skipped())) {
      int view = fighter.view(steer, tick);
      if (!fighter.lives() || phase == Scene.Phase.OVER) {
        continue;
      }
      Body next = Walk.step(map.field(), fighter.body, steer.keys(), steer.angle());
      int fired = Weapons.fires(next, steer.fire());
      fighter.body = next.fired(fired);
      if (fired != Weapons.NONE && phase == Scene.Phase.PLAYING) {
        fighter.safeUntil = 0; // who shoots can be shot at
        volley.fire(fighter, fired, steer, view);
      }
    }
  }

  private void comeAndGo(Fighter fighter) {
    long silent = fighter.isBot() ? 0 : tick - fighter.heardTick;
    if (silent >= VACANT_TICKS && canVacate()) {
      fighters.remove(fighter.slot);
      new Match(draft, moment).giveUp(fighter.id);
    } else if (silent >= SILENT_TICKS) {
      here(fighter, false);
      fighter.diedTick = Math.max(1, fighter.lives() ? tick : fighter.diedTick);
    } else if (!fighter.lives() && tick - fighter.diedTick >= Fighter.RESPAWN_TICKS) {
      here(fighter, true);
      fighter.appear(Roster.farthest(map, placesOfTheLiving()), tick);
    }
  }

  /** In a match of the queue a seat is given up durably, and no tick waits for a silent journal. */
  private boolean canVacate() {
    return ticking.canKeep() || !new Fixture(draft).isOwed();
  }

  private List<int[]> placesOfTheLiving() {
    return fighters.values().stream()
        .filter(Fighter::lives)
        .map(other -> new int[] {other.body.x(), other.body.y()})
        .toList();
  }

  private void here(Fighter fighter, boolean isHere) {
    Slot<Boolean> here = Scene.PLAYERS.of(fighter.id).here();
    if (here.get(draft, isHere) != isHere) {
      here.set(draft, isHere);
    }
  }

  private void pickUp() {
    List<ArenaMap.Tile> places = map.pickups();
    for (int i = 0; i < places.size(); i++) {
      String key = String.valueOf(i);
      Slot<Boolean> lies = Scene.PICKUPS.in(Scene.pickup(i)).of(key);
      if (tick < Scene.RENEWED.of(key).get(draft, 0L)) {
        continue;
      }
      Fighter taker = taker(places.get(i));
      if (taker != null) {
        taker.health = Math.min(Fighter.HEALTH_MAX, taker.health + PICKUP_HEALTH);
        Scene.RENEWED.of(key).set(draft, tick + RENEWED_TICKS);
        lies.set(draft, false);
      } else if (!lies.get(draft, false)) {
        lies.set(draft, true);
      }
    }
  }

  private @Nullable Fighter taker(ArenaMap.Tile place) {
    for (Fighter fighter : fighters.values()) {
      boolean isThere =
          Math.abs(fighter.body.x() - place.x()) < PICKUP_REACH
              && Math.abs(fighter.body.y() - place.y()) < PICKUP_REACH;
      if (isThere && fighter.lives() && fighter.health < Fighter.HEALTH_MAX) {
        return fighter;
      }
    }
    return null;
  }

  // --- What is told ---

  private void tell() {
    volley.keep();
    Sight sight = new Sight(draft, map, fighters);
    TreeMap<Integer, FighterState> after = new TreeMap<>();
    for (Fighter fighter : fighters.values()) {
      String key = Roster.key(fighter.slot);
      after.put(fighter.slot, fighter.state());
      Pose pose = fighter.pose(tick);
      Slots<Slot<Long>> bodies = Scene.BODIES.in(Scene.body(fighter.slot));
      if (fighter.lives()) {
        bodies.of(key).set(draft, pose.told());
      } else {
        bodies.of(key).remove(draft);
      }
      if (tick % ArenaOptions.TICKS == 0) {
        Scene.KEPT_POSES.of(key).set(draft, pose.packed());
      }
      if (!fighter.isBot()) {
        Scene.SELF.in(Scene.own(fighter.slot)).set(draft, fighter.self(tick));
        sight.show(fighter, volley.flying());
      }
    }
    Scene.FIGHTERS.set(draft, FighterState.packed(after));
    sight.showWatchers(volley.flying());
  }
}
