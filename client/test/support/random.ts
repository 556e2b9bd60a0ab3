import {
  isObject,
  type Json,
  type JsonObject,
  type JsonObjectBuilder,
  own,
  put,
} from "../../src/state/json.js";

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const KEYS = ["a", "b", "c", "d", "__proto__", "constructor", "1"];

export function pick<T>(dice: () => number, from: readonly T[]): T {
  return from[Math.floor(dice() * from.length)] as T;
}

export function randomDocument(dice: () => number, depth = 3): JsonObject {
  const result: JsonObjectBuilder = {};
  const size = Math.floor(dice() * 4);
  for (let i = 0; i < size; i += 1) put(result, pick(dice, KEYS), randomValue(dice, depth - 1));
  return result;
}

/** A patch that a change of `document` may have: it never nests under what is not there. */
export function randomPatch(dice: () => number, document: JsonObject, depth = 3): JsonObject {
  const result: JsonObjectBuilder = {};
  const size = 1 + Math.floor(dice() * 3);
  for (let i = 0; i < size; i += 1) {
    const key = pick(dice, KEYS);
    const before = own(document, key);
    if (dice() < 0.3) put(result, key, null);
    else if (isObject(before) && depth > 0) put(result, key, randomPatch(dice, before, depth - 1));
    else put(result, key, randomValue(dice, depth - 1));
  }
  return result;
}

function randomValue(dice: () => number, depth: number): Json {
  const kind = dice();
  if (depth > 0 && kind < 0.5) return randomDocument(dice, depth);
  if (kind < 0.6) return [Math.floor(dice() * 3), "x"];
  return Math.floor(dice() * 5);
}
