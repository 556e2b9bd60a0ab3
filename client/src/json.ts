/** A JSON value. Room documents hold no nulls; patches use null for "remove". */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. `__proto__` is an ordinary key: read with {@link own}, write with {@link put}. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** An RFC 7396 merge patch: objects merge, null removes, everything else replaces. */
export type Patch = JsonObject;

/** The keys that lead from the root of a view to a value, e.g. `["board", "c17", "x"]`. */
export type Path = readonly string[];
