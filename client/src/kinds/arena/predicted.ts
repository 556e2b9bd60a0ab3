import { step } from "./motion/motion.js";
import type { Self } from "./packed.js";
import type { Pose, Wish } from "./types.js";

const rememberedMax = 128;

interface Taken extends Wish {
  readonly n: number;
  /** The body after this step. */
  readonly after: Int32Array;
}

export interface Corrections {
  /** How often the server had another place than the one that was shown. */
  readonly count: number;
  /** By how far at most, in units. */
  readonly largest: number;
}

/** One's own body, ahead of the server by the same rules. */
export interface Predicted {
  /** Takes a step; answers what it fires. */
  take(field: number, n: number, wish: Wish): number;
  /**
   * The server's word: the body after step `self.number`. Where it is not what was predicted, the steps since are
   * taken anew. Answers how far the place moved by it, or null if nothing was wrong.
   */
  correct(
    field: number,
    pose: Pose,
    self: Self,
    /** The number of the last step that was sent. */
    latest: number,
  ): { readonly dx: number; readonly dy: number } | null;
  /** The body after the last step, and after the one before. */
  body(): { readonly now: Int32Array; readonly before: Int32Array } | null;
  /** The body is not on the map. */
  gone(): void;
  corrections(): Corrections;
  reset(): void;
}

export function createPredicted(): Predicted {
  let body: Int32Array | null = null;
  let before: Int32Array | null = null;
  let life = -1;
  let taken: Taken[] = [];
  let count = 0;
  let largest = 0;

  function takeAll(field: number, steps: readonly Taken[]): void {
    taken = [];
    for (const one of steps) take(field, one.n, one);
  }

  function take(field: number, n: number, wish: Wish): number {
    if (body === null) return 0;
    before = body.slice();
    const fired = step(field, body, wish.keys, wish.angle, wish.fire);
    taken.push({ n, keys: wish.keys, angle: wish.angle, fire: wish.fire, after: body.slice() });
    if (taken.length > rememberedMax) taken.shift();
    return fired;
  }

  function start(pose: Pose, self: Self): void {
    body = Int32Array.of(
      pose.x,
      pose.y,
      pose.vx,
      pose.vy,
      pose.angle,
      self.boltWait,
      self.beamWait,
    );
    before = body.slice();
    life = pose.life;
  }

  return {
    take,
    correct: (field, pose, self, latest) => {
      const number = latest - ((latest - self.number) & 0x3ffff);
      const open = taken.filter((one) => one.n > number);
      if (body === null || pose.life !== life) {
        start(pose, self);
        takeAll(field, open);
        return null;
      }
      const then = taken.find((one) => one.n === number)?.after;
      taken = taken.filter((one) => one.n >= number);
      if (then === undefined) {
        // Nothing was taken since it stands there.
        if (open.length > 0 || (body[0] === pose.x && body[1] === pose.y)) return null;
      } else if (
        then[0] === pose.x &&
        then[1] === pose.y &&
        then[2] === pose.vx &&
        then[3] === pose.vy
      ) {
        return null;
      }
      const [x = 0, y = 0] = body;
      start(pose, self);
      takeAll(field, open);
      const dx = x - (body[0] ?? 0);
      const dy = y - (body[1] ?? 0);
      if (dx !== 0 || dy !== 0) {
        count += 1;
        largest = Math.max(largest, Math.hypot(dx, dy) / 64);
      }
      return { dx, dy };
    },
    body: () => (body === null || before === null ? null : { now: body, before }),
    gone: () => {
      body = null;
      before = null;
      life = -1;
    },
    corrections: () => ({ count, largest }),
    reset: () => {
      body = null;
      before = null;
      life = -1;
      taken = [];
    },
  };
}
