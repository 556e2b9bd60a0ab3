import { isObject, type Json, type JsonObject } from "../state/json.js";
import type { ByLayer, LayerChanges } from "../state/replica.js";
import type { RoomEvent, RoomInfo } from "../wire/frames.js";

/** What happened in a room as one audience saw it, to be shown again. Plain JSON. */
export interface Recording {
  readonly format: 1;
  readonly room: RoomInfo;
  /** As whom it was seen; null for who only watched. */
  readonly self: string | null;
  /** The server's clock at the beginning, milliseconds since 1970. */
  readonly startedAt: number;
  /** In the order in which they happened; the first is the whole state. */
  readonly steps: readonly Step[];
}

/** What came at `at` milliseconds after the beginning. */
export type Step =
  | { readonly at: number; readonly layers: ByLayer; readonly live?: ByLayer }
  | ({ readonly at: number } & LayerChanges)
  | { readonly at: number; readonly event: RoomEvent };

/** Far more than anybody plays in an evening. */
export const STEPS_MAX = 200_000;

/** Reads what was kept in a file; throws a sentence that says what is wrong with it. */
export function recordingFrom(text: string): Recording {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error("This file is no recording: it is not JSON.");
  }
  if (!isObject(value) || value.format !== 1) {
    throw new Error("This file is no recording that this version can show.");
  }
  const { room, self, startedAt, steps } = value;
  const isRoom = isObject(room) && typeof room.id === "string" && typeof room.kind === "string";
  const isSelf = self === null || typeof self === "string";
  if (!isRoom || !isSelf || typeof startedAt !== "number" || !Array.isArray(steps)) {
    throw new Error("This recording is damaged: its beginning is missing.");
  }
  if (steps.length > STEPS_MAX) throw new Error(`A recording has at most ${STEPS_MAX} steps.`);
  if (steps.length === 0) throw new Error("This recording is empty.");
  let last = 0;
  for (const [index, step] of steps.entries()) {
    if (!isStep(step) || step.at < last || (index === 0 && !isObject(step.layers))) {
      throw new Error(`This recording is damaged at its step ${index + 1}.`);
    }
    last = step.at;
  }
  return value as unknown as Recording;
}

function isStep(step: Json): step is JsonObject & { at: number } {
  if (!isObject(step) || typeof step.at !== "number") return false;
  return ["layers", "changes", "enter", "leave", "event"].some((part) => step[part] !== undefined);
}
