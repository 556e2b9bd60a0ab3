import { tickMillis } from "./timeline.js";

/** Steps that come in a lump are taken, up to so many; after a longer pause one begins anew. */
const stepsMax = 10;
const dilation = 0.05;
/** How many steps should wait at the server: enough that a late one is not missed. */
const waitingLeast = 0.8;
const waitingMost = 1.8;

/** When steps are due: 30 a second, a little faster while the server runs short of them, a little slower while many wait. */
export interface Pace {
  /** How many steps are due now. */
  due(now: number): number;
  /** How much of the next step is over, from 0 to 1. */
  part(): number;
  /** The server said how many wait. */
  heard(waiting: number): void;
  reset(): void;
}

export function createPace(): Pace {
  let last: number | null = null;
  let ahead = 0;
  let waiting = 1;

  return {
    due: (now) => {
      const passed = last === null ? tickMillis : Math.max(0, now - last);
      last = now;
      const rate = waiting < waitingLeast ? 1 + dilation : waiting > waitingMost ? 1 - dilation : 1;
      ahead += passed * rate;
      if (ahead > stepsMax * tickMillis) ahead = tickMillis;
      const due = Math.floor(ahead / tickMillis);
      ahead -= due * tickMillis;
      return due;
    },
    part: () => ahead / tickMillis,
    heard: (count) => {
      waiting += (count - waiting) / 16;
    },
    reset: () => {
      last = null;
      ahead = 0;
      waiting = 1;
    },
  };
}
