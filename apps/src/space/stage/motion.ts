import type { Direction, Place } from "roomkeeper/space";
import { block, type Point } from "../model/geometry";

/** How somebody moves on the screen between the blocks that the server tells. */
export type Motion = {
  /** Where the feet are, in pixels of the map. */
  readonly at: () => Point;
  readonly direction: () => Direction;
  readonly isWalking: () => boolean;
  /** Which of the pictures of a step is due. */
  readonly frame: () => 0 | 1 | 2;
  /** The block that the server, or one's own foresight, tells. */
  goTo(place: Place): void;
  /** Turns without going. */
  face(direction: Direction): void;
  advance(millis: number): void;
};

/** Farther than this is no walk: somebody was put there. */
const jumpBlocks = 4;
/** Pixels of a stride. */
const stride = 14;
/** After this long without a move somebody stands. */
const restMillis = 90;
const frames = [1, 0, 1, 2] as const;

export function footing({ x, y }: Place): Point {
  return { x: (x + 0.5) * block, y: (y + 1) * block };
}

/** `stepMillis` is how long a step of one block takes at an even walk. */
export function createMotion(start: Place, stepMillis: number): Motion {
  let at = footing(start);
  let ahead: Point[] = [];
  let direction: Direction = "down";
  let walked = 0;
  let restedMillis = restMillis;

  function turn(dx: number, dy: number): void {
    if (Math.abs(dx) > Math.abs(dy)) direction = dx > 0 ? "right" : "left";
    else if (dy !== 0) direction = dy > 0 ? "down" : "up";
  }

  function left(): number {
    let sum = 0;
    let from = at;
    for (const point of ahead) {
      sum += Math.hypot(point.x - from.x, point.y - from.y);
      from = point;
    }
    return sum;
  }

  return {
    at: () => at,
    direction: () => direction,
    isWalking: () => restedMillis < restMillis,
    frame: () => (restedMillis >= restMillis ? 1 : (frames[Math.floor(walked / stride) % 4] ?? 1)),
    goTo: (place) => {
      const target = footing(place);
      const last = ahead.at(-1) ?? at;
      if (last.x === target.x && last.y === target.y) return;
      if (Math.hypot(target.x - at.x, target.y - at.y) > jumpBlocks * block) {
        at = target;
        ahead = [];
        return;
      }
      // A step that was taken back, or another way round: no detour over where one never was.
      const isBack = ahead.length > 0 && Math.hypot(target.x - at.x, target.y - at.y) < block * 1.1;
      ahead = isBack ? [target] : [...ahead, target];
    },
    face: (next) => {
      if (restedMillis >= restMillis) direction = next;
    },
    advance: (millis) => {
      const rest = left();
      if (rest === 0) {
        restedMillis = Math.min(restMillis, restedMillis + millis);
        return;
      }
      restedMillis = 0;
      // Who is behind hurries, so that nobody lags by more than a step.
      const hurry = Math.max(1, rest / (block * 1.15));
      let pixels = (block / stepMillis) * millis * hurry;
      while (pixels > 0 && ahead.length > 0) {
        const [next] = ahead;
        if (next === undefined) break;
        const dx = next.x - at.x;
        const dy = next.y - at.y;
        const far = Math.hypot(dx, dy);
        turn(dx, dy);
        const part = Math.min(far, pixels);
        walked += part;
        pixels -= part;
        if (part >= far) {
          at = next;
          ahead = ahead.slice(1);
        } else {
          at = { x: at.x + (dx / far) * part, y: at.y + (dy / far) * part };
        }
      }
    },
  };
}
