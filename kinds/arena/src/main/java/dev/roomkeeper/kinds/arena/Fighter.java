package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.kinds.arena.motion.Body;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who plays, during one tick. */
final class Fighter {
  static final int HEALTH_MAX = 100;

  /** How many steps a body may catch up after it was starved. */
  static final int SAVED_MAX = 10;

  /** So many steps may wait for the next ticks, so that a body goes evenly though they jitter. */
  static final int LEAD = 2;

  /** More than that are too many: the oldest go. */
  static final int WAITING_MAX = 40;

  /** By how much a claim of what was seen may differ from the usual one, in 1/16 of a tick. */
  private static final int CLAIM_MARGIN = 32;

  private static final int LEAP = 4;

  static final int SAFE_TICKS = 45;
  static final int RESPAWN_TICKS = 60;

  final int slot;
  final String id;
  private final long joinedAt;
  int match;
  private int joins;
  Body body;
  int health;
  int life;
  long bornTick;
  long safeUntil;
  long diedTick; // 0 while it lives
  long heardTick;
  private int number; // of the last step that was taken
  private int saved;
  private int offset; // what is usually seen, less 16 for each step
  private boolean isKnown; // whether there is a usual one
  private final List<Steer> waiting;
  FighterState.@Nullable Mind mind;

  Fighter(int slot, FighterState state) {
    this.slot = slot;
    id = state.id();
    joinedAt = state.joinedAt();
    match = state.match();
    joins = state.joins();
    body =
        new Body(
            state.x(),
            state.y(),
            state.vx(),
            state.vy(),
            state.angle(),
            state.boltWait(),
            state.beamWait());
    health = state.health();
    life = state.life();
    bornTick = state.bornTick();
    safeUntil = state.safeUntil();
    diedTick = state.diedTick();
    heardTick = state.heardTick();
    number = state.number();
    saved = state.saved();
    offset = state.offset();
    isKnown = state.isKnown();
    waiting = new ArrayList<>(state.waiting());
    mind = state.mind();
  }

  FighterState state() {
    return new FighterState(
        id,
        joinedAt,
        match,
        joins,
        body.x(),
        body.y(),
        body.vx(),
        body.vy(),
        body.angle(),
        body.boltWait(),
        body.beamWait(),
        health,
        life,
        bornTick,
        safeUntil,
        diedTick,
        heardTick,
        number,
        saved,
        offset,
        isKnown,
        List.copyOf(waiting),
        mind);
  }

  /** A fighter who is not on the map yet. */
  static FighterState born(String id, long joinedAt, long tick, FighterState.@Nullable Mind mind) {
    return new FighterState(
        id, joinedAt, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, tick, 0, tick, tick, 0, 0, 0, false,
        List.of(), mind);
  }

  /** Puts it on the map, in a new life. */
  void appear(ArenaMap.Tile at, long tick) {
    body = Body.at(at.x(), at.y(), body.angle());
    health = HEALTH_MAX;
    life = (life + 1) % Pose.LIVES;
    bornTick = tick;
    safeUntil = tick + SAFE_TICKS;
    diedTick = 0;
  }

  /** Puts it back where it was. */
  void appearAgain(Pose pose) {
    body = Body.at(pose.x(), pose.y(), pose.angle());
    health = pose.health();
    life = pose.life();
    diedTick = health > 0 ? 0 : diedTick;
  }

  /** A new connection begins its numbers anew, and nothing of the older one is waiting. */
  void connected(int times, long tick) {
    if (times != joins) {
      joins = times;
      waiting.clear();
      number = 0;
      isKnown = false;
      heardTick = tick;
    }
  }

  boolean lives() {
    return diedTick == 0;
  }

  boolean isBot() {
    return mind != null;
  }

  Pose pose(long tick) {
    return new Pose(
        body.x(), body.y(), body.vx(), body.vy(), body.angle(), health, tick < safeUntil, life);
  }

  /** What its player must know to predict it. */
  Scene.Self self(long tick) {
    return new Scene.Self(
        ((long) body.x() << Scene.Self.PLACE_BITS) | body.y(),
        ((body.vx() + Scene.Self.SPEED_OFFSET) << Scene.Self.SPEED_BITS)
            | (body.vy() + Scene.Self.SPEED_OFFSET),
        lives() ? (((life << 1) | (tick < safeUntil ? 1 : 0)) << 7) | health : 0,
        number - tick,
        body.boltWait() == 0 ? 0 : number + body.boltWait(),
        body.beamWait() == 0 ? 0 : number + body.beamWait(),
        (waiting.size() << Scene.Self.SAVED_BITS) | saved);
  }

  // --- Steps ---

  /** A step has come. */
  void hear(Steer steer, long tick) {
    int newest = waiting.isEmpty() ? number : waiting.getLast().n();
    if (steer.n() <= newest) {
      return;
    }
    waiting.add(steer);
    heardTick = tick;
    if (waiting.size() > WAITING_MAX) {
      waiting.removeFirst();
    }
  }

  /**
   * The steps to take in this tick: one, and more if the body was starved before and many wait. A
   * body never takes more than one for each tick and {@link #SAVED_MAX} besides.
   *
   * @param ticks how many ticks have passed since the last one that took effect
   */
  List<Steer> steps(int ticks) {
    saved = Math.min(saved + ticks, SAVED_MAX + 1);
    int most = 1 + Math.max(0, waiting.size() - 1 - LEAD);
    int count = Math.min(Math.min(most, saved), waiting.size());
    List<Steer> now = List.copyOf(waiting.subList(0, count));
    waiting.subList(0, count).clear();
    if (count > 0) {
      number = now.getLast().n();
    }
    saved = Math.min(saved - count, SAVED_MAX);
    return now;
  }

  /**
   * What the player saw when it took this step, in 1/16 of a tick. A claim that differs much from
   * the usual is not believed; then it is the usual.
   */
  int view(Steer steer, long tick) {
    int newest = (int) (tick - 1) * 16;
    int oldest = Math.max(0, (int) (tick - Rewind.TICKS) * 16);
    int claimed = steer.view() - 16 * steer.n();
    if (!isKnown) {
      isKnown = true;
      offset = Math.clamp(steer.view(), oldest, newest) - 16 * steer.n();
    }
    int differs = claimed - offset;
    boolean isBelieved = Math.abs(differs) <= CLAIM_MARGIN;
    // It follows a clock that is adjusted by a few percent, and leaps only in the course of a
    // second.
    offset += isBelieved ? Integer.signum(differs) : LEAP * Integer.signum(differs);
    int view = (isBelieved ? claimed : offset) + 16 * steer.n();
    return Math.clamp(view, oldest, newest);
  }
}
