import { between } from "./motion/motion.js";
import { readPose } from "./packed.js";
import type { Pose } from "./types.js";

export const tickMillis = 1000 / 30;

const snapshotsMax = 40;
const arrivalsMax = 90;
/** In ticks: two snapshots at least. */
const delayMin = 2;
const delayMax = 7.5;
/** What is drawn runs at most so much faster or slower than time. */
const dilation = 0.05;
const extrapolatedMax = 3;
/** Farther off than that the view leaps. */
const leapTicks = 8;

interface Snapshot {
  readonly tick: number;
  readonly poses: ReadonlyMap<string, Pose>;
}

/** What came from the server, and the time at which it is looked at: late enough that there is something to draw between. */
export interface Timeline {
  /** A snapshot came. */
  add(tick: number, bodies: Readonly<Record<string, number>>, now: number): void;
  /** Lets time go by. */
  advance(now: number): void;
  /** The time that is looked at, in 1/16 of a tick, as the server is told of it. */
  view(): number;
  /** The bodies at that time, by slot; without one who is not shown then. */
  bodies(): ReadonlyMap<string, Pose>;
  poseAt(slot: string, view: number): Pose | null;
  newestTick(): number;
  /** In ticks. */
  delay(): number;
  jitterMillis(): number;
  reset(): void;
}

export function createTimeline(): Timeline {
  let snapshots: Snapshot[] = [];
  let known = new Map<string, { readonly told: number; readonly pose: Pose }>();
  /** When each of the last snapshots came, less when it was made. */
  let arrivals: number[] = [];
  let viewed: number | null = null;
  let delay = delayMin + 1;
  let last = 0;

  function base(): number {
    return Math.min(...arrivals);
  }

  /** How much later than the quickest nearly all come. */
  function jitter(): number {
    if (arrivals.length === 0) return 0;
    const sorted = [...arrivals].sort((a, b) => a - b);
    return (sorted[Math.floor((sorted.length - 1) * 0.95)] ?? 0) - (sorted[0] ?? 0);
  }

  /** The index of the last snapshot up to a tick; -1 if there is none. */
  function upTo(tick: number): number {
    let index = snapshots.length - 1;
    while (index >= 0 && (snapshots[index]?.tick ?? 0) > tick) index -= 1;
    return index;
  }

  function poseAt(slot: string, view: number): Pose | null {
    const index = upTo(view / 16);
    const before = snapshots[index];
    const from = before?.poses.get(slot);
    if (before === undefined || from === undefined) return null;
    const past = view - before.tick * 16;
    if (past === 0) return from;
    const after = snapshots[index + 1];
    const to = after?.poses.get(slot);
    if (after === undefined) {
      return extrapolated(slot, before, snapshots[index - 1], Math.min(past / 16, extrapolatedMax));
    }
    if (to === undefined || to.life !== from.life) return from;
    const part = Math.floor(past / (after.tick - before.tick));
    return {
      ...from,
      x: between(from.x, to.x, part),
      y: between(from.y, to.y, part),
      angle: (from.angle + turn(from.angle, to.angle) * (part / 16) + 1024) % 1024,
    };
  }

  const view = () => Math.floor((viewed ?? 0) * 16);

  return {
    add: (tick, bodies, now) => {
      const poses = new Map<string, Pose>();
      const next = new Map<string, { readonly told: number; readonly pose: Pose }>();
      for (const [slot, told] of Object.entries(bodies)) {
        const same = known.get(slot);
        const one = same?.told === told ? same : { told, pose: readPose(told) };
        next.set(slot, one);
        poses.set(slot, one.pose);
      }
      known = next;
      if (snapshots.length > 0 && tick <= (snapshots.at(-1)?.tick ?? 0)) snapshots = [];
      snapshots.push({ tick, poses });
      if (snapshots.length > snapshotsMax) snapshots.shift();
      arrivals.push(now - tick * tickMillis);
      if (arrivals.length > arrivalsMax) arrivals.shift();
    },
    advance: (now) => {
      const millis = now - last;
      last = now;
      if (arrivals.length === 0) return;
      const wantedDelay = Math.min(delayMax, Math.max(delayMin, 1 + jitter() / tickMillis));
      const slide = (Math.max(0, millis) / tickMillis) * dilation;
      delay += Math.max(-slide / 2, Math.min(slide / 2, wantedDelay - delay));
      const wanted = (now - base()) / tickMillis - delay;
      const expected = viewed === null ? wanted : viewed + millis / tickMillis;
      if (viewed === null || millis > 250 || Math.abs(wanted - expected) > leapTicks) {
        viewed = Math.max(0, wanted);
        return;
      }
      viewed = Math.max(0, expected + Math.max(-slide, Math.min(slide, wanted - expected)));
    },
    view,
    bodies: () => {
      const bodies = new Map<string, Pose>();
      const shown = snapshots[Math.max(0, upTo(viewed ?? 0))];
      for (const slot of shown?.poses.keys() ?? []) {
        const pose = poseAt(slot, view());
        if (pose !== null) bodies.set(slot, pose);
      }
      return bodies;
    },
    poseAt,
    newestTick: () => snapshots.at(-1)?.tick ?? 0,
    delay: () => delay,
    jitterMillis: jitter,
    reset: () => {
      snapshots = [];
      known = new Map();
      arrivals = [];
      viewed = null;
    },
  };
}

/** As it goes on from its last snapshot, as fast as it went between the last two. */
function extrapolated(
  slot: string,
  last: Snapshot,
  earlier: Snapshot | undefined,
  ticks: number,
): Pose | null {
  const pose = last.poses.get(slot) ?? null;
  const from = earlier?.poses.get(slot);
  if (pose === null || earlier === undefined || from?.life !== pose.life) return pose;
  const part = ticks / (last.tick - earlier.tick);
  return { ...pose, x: pose.x + (pose.x - from.x) * part, y: pose.y + (pose.y - from.y) * part };
}

/** The shorter way from one angle to another. */
function turn(from: number, to: number): number {
  return ((to - from + 1536) % 1024) - 512;
}
