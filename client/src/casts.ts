import type { CommandFrame } from "./frames.js";
import type { JsonObject } from "./json.js";
import type { Timers } from "./room.js";

/** One animation frame. */
export const COALESCE_MILLIS = 16;

/** Messages without an answer; of those with one type and key within a frame only the last goes out. */
export interface Casts {
  cast(type: string, payload: JsonObject, coalesce: string | undefined): void;
  /** Sends what is held back, so that what follows comes after it. */
  flush(): void;
  /** Forgets what is held back. */
  clear(): void;
}

export function createCasts(timers: Timers, send: (frame: CommandFrame) => void): Casts {
  const held = new Map<string, CommandFrame>();
  let timer: unknown = null;

  function stop(): void {
    if (timer !== null) timers.clearTimeout(timer);
    timer = null;
  }

  function flush(): void {
    stop();
    const frames = [...held.values()];
    held.clear();
    for (const frame of frames) send(frame);
  }

  return {
    cast: (type, payload, coalesce) => {
      if (coalesce === undefined) {
        flush();
        send({ type, payload });
        return;
      }
      const key = JSON.stringify([type, coalesce]);
      held.delete(key);
      held.set(key, { type, payload });
      timer ??= timers.setTimeout(flush, COALESCE_MILLIS);
    },
    flush,
    clear: () => {
      stop();
      held.clear();
    },
  };
}
