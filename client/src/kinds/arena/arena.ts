import type { Room } from "../../room/types.js";
import { createListeners } from "../../state/store.js";
import { field as readField, sees } from "./motion/motion.js";
import { createPace } from "./pace.js";
import { type Hit, type OwnBody, readHit, readSelf, type Self } from "./packed.js";
import { createPredicted } from "./predicted.js";
import { createShots, type FlyingBolt, type ShownBeam, type Spark } from "./shots.js";
import { createTimeline } from "./timeline.js";
import type { ArenaView, Evidence, Pose, Wish } from "./types.js";

/** In which a correction of one's own place is eased. */
const easeMillis = 100;

/** What the network does to the game. */
export interface NetworkFigures {
  /** How late the others are shown, in milliseconds. */
  readonly delayMillis: number;
  readonly jitterMillis: number;
  /** How many of one's own steps wait at the server, and how many it may catch up. */
  readonly waiting: number;
  readonly saved: number;
  readonly corrections: number;
  /** In units; a tile is 32. */
  readonly largestCorrection: number;
  readonly rewindMillis: number;
}

/** Somebody on the screen, in 1/64 of a unit. */
export interface Shown {
  readonly slot: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly health: number;
  readonly isSafe: boolean;
}

export interface Scene {
  /** One's own body, as predicted; null while it is not on the map. */
  readonly self: Shown | null;
  /** Those who can be seen from there. */
  readonly others: readonly Shown[];
  readonly bolts: readonly FlyingBolt[];
  readonly beams: readonly ShownBeam[];
  readonly sparks: readonly Spark[];
}

/** A step as it was taken; for whoever records what the screen showed. */
export interface Step extends Wish {
  readonly n: number;
  readonly view: number;
  /** The weapon that was fired. */
  readonly fired: number;
  /** The body after it: x, y, vx, vy, angle and more; null for who is not on the map. */
  readonly body: readonly number[] | null;
}

/** An arena as a player sees it: one's own body ahead of the server, the others a moment late. */
export interface Arena {
  readonly room: Room<ArenaView>;
  /**
   * Lets time go by: takes the steps that are due, each as `wish` says, and sends them. To be called once a frame.
   *
   * @param now milliseconds of a clock that never goes back
   */
  advance(now: number, wish: () => Wish): readonly Step[];
  /** What is to be drawn now. */
  scene(now: number): Scene;
  /** The number of one's own body; -1 for who looks on. */
  slot(): number;
  /** A body at a time that was seen, in 1/16 of a tick. */
  poseAt(slot: number, view: number): Pose | null;
  figures(): NetworkFigures;
  onHit(callback: (hit: Hit) => void): () => void;
  onEvidence(callback: (evidence: Evidence) => void): () => void;
  /** Ends the listeners; the room is left to its owner. */
  close(): void;
}

export function createArena(
  room: Room<ArenaView>,
  { now = () => performance.now() }: { readonly now?: () => number } = {},
): Arena {
  const timeline = createTimeline();
  const predicted = createPredicted();
  const pace = createPace();
  const shots = createShots();
  const hits = createListeners<[Hit]>();
  const evidences = createListeners<[Evidence]>();
  let n = 0;
  let field: number | null = null;
  let rows = "";
  let ease = { x: 0, y: 0, at: 0 };
  let own: OwnBody | null = null;
  let waiting = 0;
  let saved = 0;
  let isJoined = room.status.getSnapshot().state === "joined";

  function slot(): number {
    const self = room.self();
    return self === null ? -1 : (room.get().players?.[self]?.slot ?? -1);
  }

  function begin(): void {
    n = 0;
    own = null;
    timeline.reset();
    predicted.reset();
    pace.reset();
    shots.reset();
  }

  function onTick(): void {
    const { tick, bodies = {}, bolts = {}, beams = {}, game, self } = room.get();
    if (tick === undefined || game === undefined) return;
    const at = now();
    if (game.rows !== rows) {
      rows = game.rows;
      field = readField(rows);
    }
    timeline.add(tick, bodies, at);
    shots.bolts(bolts, slot(), at);
    shots.beams(beams, slot(), at);
    if (self !== undefined && field !== null) correct(field, readSelf(self, tick), at);
  }

  function correct(ground: number, self: Self, at: number): void {
    own = self.body;
    waiting = self.waiting;
    saved = self.saved;
    pace.heard(waiting);
    const moved = predicted.correct(ground, self);
    if (moved !== null) {
      const left = eased(at);
      ease = { x: moved.dx + left.x, y: moved.dy + left.y, at };
    }
  }

  /** How far one is still drawn from where one is. */
  function eased(at: number): { readonly x: number; readonly y: number } {
    const left = Math.max(0, 1 - (at - ease.at) / easeMillis);
    return { x: ease.x * left, y: ease.y * left };
  }

  const stops = [
    room.subscribe(["tick"], onTick),
    room.subscribe(["hit"], (text) => {
      if (text !== undefined) hits.call(readHit(text));
    }),
    room.on("evidence", (event) => evidences.call(event.payload as unknown as Evidence)),
    room.status.subscribe(() => {
      const joined = room.status.getSnapshot().state === "joined";
      if (joined && !isJoined) begin();
      isJoined = joined;
    }),
  ];
  onTick();

  function take(wish: Wish, at: number): Step {
    n += 1;
    const view = timeline.view();
    const fired = field === null ? 0 : predicted.take(field, n, wish);
    const body = predicted.body();
    const isPlaying = room.get().game?.phase === "playing";
    if (fired !== 0 && field !== null && body !== null && isPlaying) {
      shots.fire(field, { slot: slot(), n, weapon: fired }, body.now, at);
    }
    room.cast("steer", { n, keys: wish.keys, angle: wish.angle, fire: wish.fire, view });
    return { n, view, fired, body: body === null ? null : [...body.now], ...wish };
  }

  function selfShown(at: number): Shown | null {
    const body = predicted.body();
    if (body === null || own === null) return null;
    const part = pace.part();
    const off = eased(at);
    const [x = 0, y = 0, , , angle = 0] = body.now;
    const [beforeX = 0, beforeY = 0] = body.before;
    return {
      slot: slot(),
      x: beforeX + (x - beforeX) * part + off.x,
      y: beforeY + (y - beforeY) * part + off.y,
      angle,
      health: own.health,
      isSafe: own.isSafe,
    };
  }

  return {
    room,
    advance: (at, wish) => {
      timeline.advance(at);
      const steps: Step[] = [];
      for (let due = pace.due(at); due > 0; due -= 1) {
        if (isJoined && field !== null && slot() >= 0) steps.push(take(wish(), at));
      }
      return steps;
    },
    scene: (at) => {
      const self = selfShown(at);
      const others: Shown[] = [];
      for (const [key, pose] of timeline.bodies()) {
        const canSee =
          self === null ||
          field === null ||
          sees(
            field,
            Math.round(self.x),
            Math.round(self.y),
            Math.round(pose.x),
            Math.round(pose.y),
          );
        if (canSee) others.push({ slot: Number(key), ...pose });
      }
      return {
        self,
        others,
        bolts: shots.flying(timeline.view(), at),
        beams: shots.shown(at),
        sparks: shots.sparks(at),
      };
    },
    slot,
    poseAt: (which, view) => timeline.poseAt(String(which), view),
    figures: () => ({
      delayMillis: (timeline.delay() * 1000) / 30,
      jitterMillis: timeline.jitterMillis(),
      waiting,
      saved,
      corrections: predicted.corrections().count,
      largestCorrection: predicted.corrections().largest,
      rewindMillis: Math.max(0, ((timeline.newestTick() * 16 - timeline.view()) * 1000) / 480),
    }),
    onHit: hits.add,
    onEvidence: evidences.add,
    close: () => {
      for (const stop of stops) stop();
    },
  };
}
