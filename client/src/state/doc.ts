import { isObject, type Json, type JsonObject, own } from "./json.js";

/** A value that is replaced whole: anything but an object. */
export type Leaf = Exclude<Json, JsonObject>;

/** A document that is changed in place, so that a patch costs what it changes and not what there is. */
export type Doc = Map<string, Leaf | Doc>;

/** What a change touched, by key; "whole" where a value came, went or is another, and all below may differ. */
export type Touched = "whole" | TouchedKeys;
export type TouchedKeys = Map<string, Touched>;

/** A document of its own from JSON; nulls, which mean "nothing there", are left out. */
export function docOf(object: JsonObject): Doc {
  const doc: Doc = new Map();
  for (const key of Object.keys(object)) {
    const value = own(object, key) as Json;
    if (value !== null) doc.set(key, isObject(value) ? docOf(value) : value);
  }
  return doc;
}

/** Applies an RFC 7396 merge patch in place, and answers what it touched. */
export function patchDoc(doc: Doc, patch: JsonObject): TouchedKeys {
  const touched: TouchedKeys = new Map();
  for (const key of Object.keys(patch)) {
    const change = own(patch, key) as Json;
    const before = doc.get(key);
    if (isObject(change)) {
      if (before instanceof Map) {
        const inner = patchDoc(before, change);
        if (inner.size > 0) touched.set(key, inner);
        continue;
      }
      doc.set(key, docOf(change));
    } else if (change === null) {
      if (!doc.delete(key)) continue;
    } else {
      if (before !== undefined && sameLeaf(before, change)) continue;
      doc.set(key, change);
    }
    touched.set(key, "whole");
  }
  return touched;
}

/**
 * Takes out of a document of live values those that a change of the kept ones ends: with a changed leaf at, above or
 * below them. Answers what that touched.
 */
export function endTouched(live: Doc, patch: JsonObject): TouchedKeys {
  const touched: TouchedKeys = new Map();
  for (const key of Object.keys(patch)) {
    const value = live.get(key);
    if (value === undefined) continue;
    const change = own(patch, key);
    if (value instanceof Map && isObject(change) && Object.keys(change).length > 0) {
      const inner = endTouched(value, change);
      if (inner.size > 0) touched.set(key, inner);
    } else {
      live.delete(key);
      touched.set(key, "whole");
    }
  }
  prune(live, touched);
  return touched;
}

/** Takes out objects that were left without leaves: live values must not let a removed object linger as an empty one. */
export function prune(doc: Doc, touched: TouchedKeys): void {
  for (const [key, how] of touched) {
    const value = doc.get(key);
    if (!(value instanceof Map)) continue;
    prune(value, how === "whole" ? allKeys(value) : how);
    if (value.size > 0) continue;
    doc.delete(key);
    touched.set(key, "whole");
  }
}

function allKeys(doc: Doc): TouchedKeys {
  return new Map([...doc.keys()].map((key) => [key, "whole"]));
}

/** What a merge patch may touch, without looking at what it is laid on. */
export function touchedBy(patch: JsonObject): TouchedKeys {
  const touched: TouchedKeys = new Map();
  for (const key of Object.keys(patch)) {
    const change = own(patch, key);
    // An empty object makes an object of what is none.
    const isInner = isObject(change) && Object.keys(change).length > 0;
    touched.set(key, isInner ? touchedBy(change) : "whole");
  }
  return touched;
}

/** Adds what `more` touches to `touched`. */
export function addTouched(touched: TouchedKeys, more: TouchedKeys): void {
  for (const [key, how] of more) {
    const before = touched.get(key);
    if (before === undefined) {
      touched.set(key, how === "whole" ? how : copyOf(how));
    } else if (before !== "whole") {
      if (how === "whole") touched.set(key, how);
      else addTouched(before, how);
    }
  }
}

function copyOf(touched: TouchedKeys): TouchedKeys {
  const copy: TouchedKeys = new Map();
  addTouched(copy, touched);
  return copy;
}

/** Whether two values that are no objects, or not both, say the same; arrays by what is in them. */
export function sameLeaf(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, i) => sameLeaf(element, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameLeaf(own(a, key), own(b, key)))
  );
}
