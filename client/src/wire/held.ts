import type { Json, JsonObject } from "../state/json.js";
import { digestOf, digestOfMember } from "./digest.js";

/**
 * An object of a layer as it was last told. A binary change names its members by their place among the keys in order, so
 * it is read against this.
 */
export interface HeldObject {
  readonly members: Map<string, Exclude<Json, JsonObject> | HeldObject>;
  /** The keys in order; null until they are asked for. Replaced, never changed. */
  keys: readonly string[] | null;
  /** A short hash of what it holds, by which one sees that the server has the same. */
  digest: number;
}

/** All that was told of the layers on the link before, or on this one. */
export interface HeldLayers {
  epoch: number;
  version: number;
  readonly byName: Map<string, HeldObject>;
  /** When they were last found to be others than the server's, by the clock of timers; null for never. */
  differedAt: number | null;
}

export function heldLayers(): HeldLayers {
  return { epoch: 0, version: 0, byName: new Map(), differedAt: null };
}

export function heldObject(): HeldObject {
  return { members: new Map(), keys: null, digest: 0 };
}

export function isHeld(value: unknown): value is HeldObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** By UTF-16 code units, as everybody orders them. */
export function keysOf(object: HeldObject): readonly string[] {
  object.keys ??= [...object.members.keys()].sort();
  return object.keys;
}

/** What a member adds to the digest of its object. */
export function share(object: HeldObject, key: string): number {
  const value = object.members.get(key);
  if (value === undefined) return 0;
  return digestOfMember(key, isHeld(value) ? value.digest : digestOf(value));
}

export function set(
  object: HeldObject,
  key: string,
  value: Exclude<Json, JsonObject> | HeldObject,
): void {
  if (!object.members.has(key)) object.keys = null;
  object.members.set(key, value);
}

export function remove(object: HeldObject, key: string): void {
  if (object.members.delete(key)) object.keys = null;
}
