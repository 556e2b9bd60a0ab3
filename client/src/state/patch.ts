import { isObject, type Json, type JsonObject, type JsonObjectBuilder, own, put } from "./json.js";

/**
 * Applies an RFC 7396 merge patch. The target is left as it is; what the patch does not touch, or sets to the value
 * that it has, keeps its identity.
 */
export function applyPatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const base: JsonObject = isObject(target) ? target : {};
  let result: JsonObjectBuilder | null = base === target ? null : {};
  for (const key of Object.keys(patch)) {
    const change = own(patch, key) as Json;
    const before = own(base, key);
    if (change === null) {
      if (before === undefined) continue;
      result ??= { ...base };
      delete result[key];
    } else {
      const after = applyPatch(before, change);
      if (before !== undefined && Object.is(before, after)) continue;
      result ??= { ...base };
      put(result, key, after);
    }
  }
  return result ?? base;
}

/** {@link applyPatch} between objects, which always gives an object. */
export function patchObject(target: JsonObject | undefined, patch: JsonObject): JsonObject {
  return applyPatch(target, patch) as JsonObject;
}

/** Two merge patches as one, where the second says more about the same: its leaves win, nulls stay nulls. */
export function joinPatches(first: JsonObject, second: JsonObject): JsonObject {
  const result: JsonObjectBuilder = { ...first };
  for (const key of Object.keys(second)) {
    const before = own(first, key);
    const after = own(second, key) as Json;
    put(result, key, isObject(before) && isObject(after) ? joinPatches(before, after) : after);
  }
  return result;
}

/**
 * Applies a merge patch to an overlay. An object that is left without leaves goes as well: an overlay says something
 * about leaves only, and must not let a removed object linger as an empty one.
 */
export function patchOverlay(
  overlay: JsonObject | undefined,
  patch: JsonObject,
): JsonObject | undefined {
  return prune(patchObject(overlay, patch)) as JsonObject | undefined;
}

/** The overlay without the leaves that `changes` touches: with a changed leaf at, above or below them. */
export function dropTouched(overlay: JsonObject, changes: JsonObject): JsonObject | undefined {
  let result: JsonObjectBuilder | null = null;
  for (const key of Object.keys(changes)) {
    const laid = own(overlay, key);
    if (laid === undefined) continue;
    const change = own(changes, key) as Json;
    const left =
      isObject(change) && Object.keys(change).length > 0 && isObject(laid)
        ? dropTouched(laid, change)
        : undefined;
    if (left === laid) continue;
    result ??= { ...overlay };
    if (left === undefined) delete result[key];
    else put(result, key, left);
  }
  if (!result) return overlay;
  return Object.keys(result).length > 0 ? result : undefined;
}

function prune(value: Json): Json | undefined {
  if (!isObject(value)) return value;
  let result: JsonObjectBuilder | null = null;
  let count = 0;
  for (const key of Object.keys(value)) {
    const before = own(value, key) as Json;
    const after = prune(before);
    if (after !== undefined) count += 1;
    if (after === before) continue;
    result ??= { ...value };
    if (after === undefined) delete result[key];
    else put(result, key, after);
  }
  return count === 0 ? undefined : (result ?? value);
}
