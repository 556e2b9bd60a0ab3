import {
  addTouched,
  type Doc,
  docOf,
  endTouched,
  patchDoc,
  prune,
  type Touched,
  type TouchedKeys,
} from "./doc.js";
import { EMPTY, isObject, type JsonObject, own } from "./json.js";
import { Branch, type Changes } from "./tree.js";

/** Documents or patches by layer name. */
export type ByLayer = JsonObject;

/** What one frame changes, by layer. */
export interface LayerChanges {
  readonly changes?: ByLayer;
  /** Layers gained, whole. */
  readonly enter?: ByLayer;
  /** Layers lost. */
  readonly leave?: readonly string[];
}

/** The layers that a member holds, as the server last told, and their merge. */
export interface Replica {
  /**
   * Takes whole layers in place of all that were held. Answers what is otherwise in the view; null if nothing is. `live`
   * are their live twins, whole; null from a server that has none and leaves it to the client to end last values.
   */
  replace(layers: ByLayer, live: ByLayer | null): Changes | null;
  /** The same for what one frame changes. */
  change(changes: LayerChanges): Changes | null;
  /** A new connection: takes the live layers in place of all that were held, and what changed meanwhile in the others. */
  resume(changes: LayerChanges, live: ByLayer | null): Changes | null;
  /** The merge of all layers in the order all, role:…, cell:…, member:…, then of their live twins. */
  readonly merged: Branch;
}

const LIVE = "live:";

export function createReplica(): Replica {
  const layers = new Map<string, Doc>();
  const merged = new Branch();
  let endsLive = false;

  function merge(touched: Touched): Changes | null {
    if (touched !== "whole" && touched.size === 0) return null;
    return merged.update(inOrder(layers), touched);
  }

  function drop(layer: string, touched: TouchedKeys): void {
    for (const key of layers.get(layer)?.keys() ?? []) touched.set(key, "whole");
    layers.delete(layer);
  }

  function enter(layer: string, document: JsonObject, touched: TouchedKeys): void {
    drop(layer, touched);
    const doc = docOf(document);
    if (layer.startsWith(LIVE)) prune(doc, new Map([...doc.keys()].map((key) => [key, "whole"])));
    for (const key of doc.keys()) touched.set(key, "whole");
    layers.set(layer, doc);
  }

  function patch(layer: string, changes: JsonObject, touched: TouchedKeys): void {
    const doc = layers.get(layer) ?? new Map();
    layers.set(layer, doc);
    const changed = patchDoc(doc, changes);
    if (layer.startsWith(LIVE)) prune(doc, changed);
    addTouched(touched, changed);
    if (!endsLive) return;
    const twin = layers.get(LIVE + layer);
    if (twin) addTouched(touched, endTouched(twin, changes));
  }

  function apply(frame: LayerChanges, touched: TouchedKeys): void {
    for (const layer of frame.leave ?? []) {
      drop(layer, touched);
      drop(LIVE + layer, touched);
    }
    for (const [layer, document] of keptFirst(frame.enter)) {
      drop(LIVE + layer, touched);
      enter(layer, document, touched);
    }
    for (const [layer, changes] of keptFirst(frame.changes)) patch(layer, changes, touched);
  }

  return {
    replace: (whole, live) => {
      layers.clear();
      endsLive = live === null;
      for (const [layer, document] of [...entries(whole), ...entries(live ?? EMPTY)]) {
        enter(layer, document, new Map());
      }
      return merge("whole");
    },
    change: (changes) => {
      const touched: TouchedKeys = new Map();
      apply(changes, touched);
      return merge(touched);
    },
    resume: (changes, live) => {
      const touched: TouchedKeys = new Map();
      endsLive = live === null;
      for (const layer of [...layers.keys()]) if (layer.startsWith(LIVE)) drop(layer, touched);
      apply(changes, touched);
      // P5: a kept layer without its twin is held no more.
      if (live !== null) {
        for (const layer of [...layers.keys()]) {
          if (!layer.startsWith(LIVE) && !Object.hasOwn(live, LIVE + layer)) drop(layer, touched);
        }
      }
      for (const [layer, document] of entries(live ?? EMPTY)) enter(layer, document, touched);
      return merge(touched);
    },
    merged,
  };
}

function entries(byLayer: ByLayer | undefined): [string, JsonObject][] {
  const result: [string, JsonObject][] = [];
  for (const layer of Object.keys(byLayer ?? EMPTY)) {
    const value = own(byLayer ?? EMPTY, layer);
    if (isObject(value)) result.push([layer, value]);
  }
  return result;
}

/** Live values of a frame are laid after its kept ones, which end those before. */
function keptFirst(byLayer: ByLayer | undefined): [string, JsonObject][] {
  const all = entries(byLayer);
  const isLive = ([layer]: [string, JsonObject]) => layer.startsWith(LIVE);
  return [...all.filter((entry) => !isLive(entry)), ...all.filter(isLive)];
}

function inOrder<T>(byLayer: ReadonlyMap<string, T>): T[] {
  return [...byLayer.keys()].sort(compareLayers).map((layer) => byLayer.get(layer) as T);
}

function compareLayers(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function rank(layer: string): number {
  if (layer.startsWith(LIVE)) return 4 + rank(layer.slice(LIVE.length));
  if (layer === "all") return 0;
  if (layer.startsWith("role:")) return 1;
  return layer.startsWith("cell:") ? 2 : 3;
}
