import { type Doc, type Leaf, sameLeaf, type Touched } from "./doc.js";
import { isObject, type Json, type JsonObject, type JsonObjectBuilder, own, put } from "./json.js";

/**
 * The merge of several documents, kept up to date in place. What somebody reads of it becomes plain JSON then, and keeps
 * its identity until it changes: a patch on one of ten thousand objects costs one object, unless all are asked for.
 */
export class Branch {
  readonly children = new Map<string, Leaf | Branch>();
  /** The plain JSON of this branch, if it was asked for since it changed. */
  private plain: JsonObject | null = null;

  json(): JsonObject {
    if (this.plain !== null) return this.plain;
    const result: JsonObjectBuilder = {};
    for (const [key, child] of this.children) put(result, key, jsonOf(child));
    this.plain = result;
    return result;
  }

  /** Makes the plain JSON of this branch anew at the next reading, of parts that may have another identity now. */
  forget(): void {
    this.plain = null;
  }

  /** The value at a path below; undefined when there is none. */
  at(path: readonly string[]): Json | undefined {
    let value: Leaf | Branch | undefined = this;
    for (const key of path) {
      if (!(value instanceof Branch)) return undefined;
      value = value.children.get(key);
    }
    return value === undefined ? undefined : jsonOf(value);
  }

  /** Merges the sources anew where they were touched; later ones win. Answers what is otherwise now, null if nothing is. */
  update(sources: readonly Doc[], touched: Touched): Changes | null {
    const changes: Changes = new Map();
    for (const key of touched === "whole" ? keysOf(this, sources) : touched.keys()) {
      const how = touched === "whole" ? touched : (touched.get(key) as Touched);
      const change = this.updateChild(key, merged(sources, key), how);
      if (change !== null) changes.set(key, change);
    }
    if (changes.size === 0) return null;
    this.plain = null;
    return changes;
  }

  private updateChild(
    key: string,
    next: Leaf | undefined | readonly Doc[],
    how: Touched,
  ): Changes | Replaced | null {
    const before = this.children.get(key);
    if (isDocs(next)) {
      if (before instanceof Branch) return before.update(next, how);
      const made = new Branch();
      made.update(next, "whole");
      this.children.set(key, made);
    } else if (next === undefined) {
      if (!this.children.delete(key)) return null;
    } else {
      if (before !== undefined && sameLeaf(before, next)) return null;
      this.children.set(key, next);
    }
    return { before };
  }

  /**
   * Takes over the identity of JSON that says the same, as far as it does. `json` may differ from this branch only where
   * it was touched. Answers whether all is the same.
   */
  adopt(json: JsonObject, touched: Touched): boolean {
    let same = touched !== "whole" || Object.keys(json).length === this.children.size;
    for (const key of touched === "whole" ? this.children.keys() : touched.keys()) {
      const how = touched === "whole" ? touched : (touched.get(key) as Touched);
      const child = this.children.get(key);
      const other = own(json, key);
      const isSame =
        child instanceof Branch
          ? isObject(other) && child.adopt(other, how)
          : sameLeaf(child, other);
      if (!isSame) same = false;
    }
    this.plain = same ? json : null;
    return same;
  }
}

/** What is otherwise than before, by key. */
export type Changes = Map<string, Changes | Replaced>;

/** A value that came, went, or is now one where there was an object, or the other way round. */
export interface Replaced {
  readonly before: Leaf | Branch | undefined;
}

export function jsonOf(value: Leaf | Branch): Json {
  return value instanceof Branch ? value.json() : value;
}

/** What there is at a key: all objects that are merged there, or the one value that hides the others. */
function merged(sources: readonly Doc[], key: string): Leaf | undefined | readonly Doc[] {
  let docs: Doc[] = [];
  let leaf: Leaf | undefined;
  for (const source of sources) {
    const value = source.get(key);
    if (value instanceof Map) {
      docs.push(value);
    } else if (value !== undefined) {
      // It hides all before it, and is itself replaced by any object after it.
      docs = [];
      leaf = value;
    }
  }
  return docs.length > 0 ? docs : leaf;
}

function isDocs(value: Leaf | undefined | readonly Doc[]): value is readonly Doc[] {
  return Array.isArray(value) && value[0] instanceof Map;
}

function keysOf(branch: Branch, sources: readonly Doc[]): Set<string> {
  const keys = new Set<string>(branch.children.keys());
  for (const source of sources) for (const key of source.keys()) keys.add(key);
  return keys;
}
