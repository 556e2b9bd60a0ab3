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
