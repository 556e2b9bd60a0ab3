import type { JsonObject } from "../state/json.js";
import type { CommandFrame } from "../wire/frames.js";
import type { Timers } from "../wire/timers.js";
import type { CastOptions } from "./types.js";

/** One animation frame. */
const COALESCE_MILLIS = 16;

/** Messages without an answer; of those with one type and key within a frame only the last goes out. */
export interface Casts {
  cast(type: string, payload: JsonObject, options: CastOptions): void;
  /** Sends what is held back, so that what follows comes after it. */
  flush(): void;
  /** Forgets what is held back. */
  clear(): void;
}

interface Held {
  readonly frame: CommandFrame;
  readonly dueAt: number;
}

export function createCasts(timers: Timers, send: (frame: CommandFrame) => void): Casts {
  const held = new Map<string, Held>();
  let timer: { readonly handle: unknown; readonly dueAt: number } | null = null;

  function stop(): void {
    if (timer) timers.clearTimeout(timer.handle);
    timer = null;
  }

  function wakeAt(dueAt: number): void {
    if (timer && timer.dueAt <= dueAt) return;
    stop();
    timer = { handle: timers.setTimeout(sendDue, dueAt - timers.now()), dueAt };
  }

  /** Those that are due by the clock or by the timer, which may differ by a little. */
  function sendDue(): void {
    const until = Math.max(timers.now(), timer?.dueAt ?? 0);
    timer = null;
    for (const [key, { frame, dueAt }] of [...held]) {
      if (dueAt > until) {
        wakeAt(dueAt);
      } else {
        held.delete(key);
        send(frame);
      }
    }
  }

  function flush(): void {
    stop();
    const frames = [...held.values()];
    held.clear();
    for (const { frame } of frames) send(frame);
  }

  return {
    cast: (type, payload, { coalesce, withinMillis = COALESCE_MILLIS }) => {
      if (coalesce === undefined) {
        flush();
        send({ type, payload });
        return;
      }
      const key = JSON.stringify([type, coalesce]);
      const dueAt = held.get(key)?.dueAt ?? timers.now() + withinMillis;
      held.delete(key);
      held.set(key, { frame: { type, payload }, dueAt });
      wakeAt(dueAt);
    },
    flush,
    clear: () => {
      stop();
      held.clear();
    },
  };
}
