import type { Room } from "../room/types.js";
import {
  isObject,
  type Json,
  type JsonObject,
  type JsonObjectBuilder,
  own,
  put,
} from "../state/json.js";
import { createCell, type Store } from "../state/store.js";
import { type Recording, STEPS_MAX, type Step } from "./recording.js";

export interface Recorder {
  /** How many steps it has; it ends by itself at 200,000. */
  readonly length: Store<number>;
  /** What was recorded so far. */
  recording(): Recording;
  stop(): void;
}

export interface RecorderOptions {
  /** Types of events to keep besides the state. */
  readonly events?: readonly string[];
}

/** Keeps what this member sees from now on. The room must have been joined. */
export function record<View extends object>(
  room: Room<View>,
  { events = [] }: RecorderOptions = {},
): Recorder {
  const info = room.info();
  if (info === null) throw new Error("a room can be recorded once it was joined");
  const startedAt = room.serverNow();
  let seen = room.get() as JsonObject;
  const steps: Step[] = [{ at: 0, layers: { all: seen } }];
  const length = createCell(1);

  const keep = (step: object): void => {
    const at = Math.max(steps.at(-1)?.at ?? 0, Math.round(room.serverNow() - startedAt));
    steps.push({ at, ...step } as Step);
    length.set(steps.length);
    if (steps.length >= STEPS_MAX) stop();
  };
  const look = (): void => {
    const now = room.get() as JsonObject;
    const patch = difference(seen, now);
    seen = now;
    if (Object.keys(patch).length > 0) keep({ changes: { all: patch } });
  };
  const stops = [
    room.view.subscribe(look),
    ...events.map((type) => room.on(type, (event) => keep({ event }))),
  ];
  const stop = (): void => {
    for (const one of stops.splice(0)) one();
  };

  return {
    length,
    recording: () => ({
      format: 1,
      room: info,
      self: room.self(),
      startedAt,
      steps: [...steps],
    }),
    stop,
  };
}

/** The merge patch that makes of one state the other. What kept its identity is not looked at. */
export function difference(before: JsonObject, after: JsonObject): JsonObject {
  const patch: JsonObjectBuilder = {};
  for (const key of Object.keys(before)) {
    if (own(after, key) === undefined) put(patch, key, null);
  }
  for (const key of Object.keys(after)) {
    const [was, is] = [own(before, key), own(after, key) as Json];
    if (Object.is(was, is)) continue;
    if (!isObject(was) || !isObject(is)) {
      put(patch, key, is);
      continue;
    }
    const inner = difference(was, is);
    if (Object.keys(inner).length > 0) put(patch, key, inner);
  }
  return patch;
}
