/** A JSON value. Room documents hold no nulls; patches use null for "remove". */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. `__proto__` is an ordinary key, so never read or write a key that came from outside with `[]`. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** An RFC 7396 merge patch: objects merge, null removes, everything else replaces. */
export type Patch = JsonObject;

/** The keys that lead from the root of a view to a value, e.g. `["board", "c17", "x"]`. */
export type Path = readonly string[];

/** An object that is being built; becomes a {@link JsonObject} when handed out. */
export type JsonObjectBuilder = { [key: string]: Json };

export const EMPTY: JsonObject = Object.freeze({});

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of an own key; `own({}, "__proto__")` is undefined, where `[]` gives Object.prototype. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets an own key; assignment to `__proto__` would change the prototype instead. */
export function put(object: JsonObjectBuilder, key: string, value: Json): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else {
    object[key] = value;
  }
}

/** The value at a path; undefined when there is none. */
export function valueAt(root: Json | undefined, path: Path): Json | undefined {
  let value = root;
  for (const key of path) {
    if (!isObject(value)) return undefined;
    value = own(value, key);
  }
  return value;
}

/** A patch or document with `value` at `path` and nothing else. */
export function nest(path: Path, value: JsonObject): JsonObject {
  return path.reduceRight<JsonObject>((inner, key) => {
    const outer: JsonObjectBuilder = {};
    put(outer, key, inner);
    return outer;
  }, value);
}

/** `next`, with every part that equals its counterpart in `previous` replaced by it, so that `===` tells what changed. */
export function share(previous: Json | undefined, next: Json): Json {
  if (previous === undefined || Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) {
    return sameElements(previous, next) ? previous : next;
  }
  if (!isObject(previous) || !isObject(next)) return next;
  const keys = Object.keys(next);
  let same = keys.length === Object.keys(previous).length;
  let shared: JsonObjectBuilder | null = null;
  for (const key of keys) {
    const before = own(previous, key);
    const after = own(next, key) as Json;
    const value = share(before, after);
    if (!Object.is(before, value)) same = false;
    if (!Object.is(after, value)) {
      shared ??= { ...next };
      put(shared, key, value);
    }
  }
  return same ? previous : (shared ?? next);
}

function sameElements(a: readonly Json[], b: readonly Json[]): boolean {
  return (
    a.length === b.length &&
    a.every((element, i) => Object.is(share(element, b[i] as Json), element))
  );
}
