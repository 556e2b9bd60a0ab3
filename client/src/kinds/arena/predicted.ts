import { step } from "./motion/motion.js";
import type { OwnBody, Self } from "./packed.js";
import type { Wish } from "./types.js";

const rememberedMax = 128;

interface Taken extends Wish {
  readonly n: number;
  /** The body after this step; null while it was not on the map. */
  readonly after: Int32Array | null;
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
  correct(field: number, self: Self): { readonly dx: number; readonly dy: number } | null;
  /** The body after the last step, and after the one before. */
  body(): { readonly now: Int32Array; readonly before: Int32Array } | null;
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

  function take(field: number, n: number, { keys, angle, fire }: Wish): number {
    let fired = 0;
    if (body !== null) {
      before = body.slice();
      fired = step(field, body, keys, angle, fire);
    }
    // Also without a body: the server may take this step when the body has come back.
    taken.push({ n, keys, angle, fire, after: body?.slice() ?? null });
    if (taken.length > rememberedMax) taken.shift();
    return fired;
  }

  function start(own: OwnBody, self: Self): void {
    body = Int32Array.of(
      own.x,
      own.y,
      own.vx,
      own.vy,
      body?.[4] ?? 0,
      self.boltWait,
      self.beamWait,
    );
    before = body.slice();
    life = own.life;
  }

  function gone(): void {
    body = null;
    before = null;
    life = -1;
  }

  return {
    take,
    correct: (field, self) => {
      const own = self.body;
      const then = taken.find((one) => one.n === self.number)?.after ?? null;
      const open = taken.filter((one) => one.n > self.number);
      if (own === null) {
        gone();
        return null;
      }
      if (body === null || own.life !== life) {
        start(own, self);
        takeAll(field, open);
        return null;
      }
      taken = taken.filter((one) => one.n >= self.number);
      if (then === null) {
        // Nothing was taken since it stands there.
        if (open.length > 0 || (body[0] === own.x && body[1] === own.y)) return null;
      } else if (
        then[0] === own.x &&
        then[1] === own.y &&
        then[2] === own.vx &&
        then[3] === own.vy
      ) {
        return null;
      }
      const [x = 0, y = 0] = body;
      start(own, self);
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
    corrections: () => ({ count, largest }),
    reset: () => {
      gone();
      taken = [];
    },
  };
}
