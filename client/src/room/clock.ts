import { createCell, type Store } from "../state/store.js";
import type { Timers } from "../wire/timers.js";

/** Samples that are older count no more: a network changes, and clocks drift apart. */
const WINDOW_MILLIS = 60_000;
const SAMPLES_MAX = 16;
/** The round trip that is shown follows what is, and not the best of a whole minute. */
const LATENCY_SAMPLES = 3;
/** A clock that is ahead by more was wrong, and is set back; by less it waits until the server's is there. */
const AHEAD_MAX_MILLIS = 5_000;

interface Sample {
  readonly at: number;
  readonly roundTrip: number;
  /** How far the server's clock is ahead of this one. */
  readonly ahead: number;
}

/** The server's clock, as well as round trips tell it: by the shortest of the last minute. It never goes back. */
export interface Clock {
  now(): number;
  /** Whether the server ever told its time. */
  isKnown(): boolean;
  readonly latencyMillis: Store<number | null>;
  /** A new connection's first word: right up to the time that it took to come. */
  begin(serverNow: number): void;
  sample(roundTrip: number, serverNow: number): void;
  /** The connection is gone: its latency is nobody's any more. */
  end(): void;
}

export function createClock(timers: Timers): Clock {
  const latencyMillis = createCell<number | null>(null);
  let samples: readonly Sample[] = [];
  let ahead: number | null = null;
  let last = Number.NEGATIVE_INFINITY;

  return {
    now: () => {
      const now = timers.now() + (ahead ?? 0);
      if (now >= last || last - now > AHEAD_MAX_MILLIS) last = now;
      return last;
    },
    isKnown: () => ahead !== null,
    latencyMillis,
    begin: (serverNow) => {
      // It may be another server, or the machine slept meanwhile.
      samples = [];
      ahead = serverNow - timers.now();
      last = Number.NEGATIVE_INFINITY;
    },
    sample: (roundTrip, serverNow) => {
      const at = timers.now();
      const sample = { at, roundTrip, ahead: serverNow + roundTrip / 2 - at };
      const recent = samples.filter((one) => at - one.at <= WINDOW_MILLIS);
      samples = [...recent, sample].slice(-SAMPLES_MAX);
      ahead = samples.reduce((a, b) => (b.roundTrip <= a.roundTrip ? b : a)).ahead;
      latencyMillis.set(Math.min(...samples.slice(-LATENCY_SAMPLES).map((one) => one.roundTrip)));
    },
    end: () => latencyMillis.set(null),
  };
}
