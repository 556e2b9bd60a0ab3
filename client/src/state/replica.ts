import {
  EMPTY,
  isObject,
  type Json,
  type JsonObject,
  type JsonObjectBuilder,
  own,
  put,
} from "./json.js";
import { dropTouched, patchObject, patchOverlay } from "./patch.js";

/** Documents or patches by layer name. */
export type ByLayer = JsonObject;

/** What one frame changes, by layer. */
export interface LayerChanges {
  readonly changes?: ByLayer;
  /** Layers gained, whole. */
  readonly enter?: ByLayer;
  /** Layers lost. */
  readonly leave?: readonly string[];
  /** Merge patches on the last-value overlays. */
  readonly overlay?: ByLayer;
}

/** The layers that a member holds, as the server last told. */
export interface Replica {
  /** Takes whole layers in place of all that were held. */
  replace(layers: ByLayer): void;
  change(changes: LayerChanges): void;
  /** Overlays do not outlive a connection. */
  forgetOverlays(): void;
  /** The merge of all layers, then of all overlays, in the order all, role:…, cell:…, member:… */
  view(): JsonObject;
}

export function createReplica(): Replica {
  let layers = new Map<string, JsonObject>();
  const overlays = new Map<string, JsonObject>();
  const merge = createMerge();

  function setOverlay(layer: string, overlay: JsonObject | undefined): void {
    if (overlay) overlays.set(layer, overlay);
    else overlays.delete(layer);
  }

  return {
    replace: (whole) => {
      layers = new Map(entries(whole));
      overlays.clear();
    },
    change: ({ changes, enter, leave, overlay }) => {
      for (const layer of leave ?? []) {
        layers.delete(layer);
        overlays.delete(layer);
      }
      for (const [layer, document] of entries(enter)) {
        layers.set(layer, document);
        overlays.delete(layer);
      }
      for (const [layer, patch] of entries(changes)) {
        layers.set(layer, patchObject(layers.get(layer), patch));
        const laid = overlays.get(layer);
        if (laid) setOverlay(layer, dropTouched(laid, patch));
      }
      for (const [layer, patch] of entries(overlay)) {
        setOverlay(layer, patchOverlay(overlays.get(layer), patch));
      }
    },
    forgetOverlays: () => overlays.clear(),
    view: () => merge([...inOrder(layers), ...inOrder(overlays)]),
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

function inOrder(byLayer: ReadonlyMap<string, JsonObject>): JsonObject[] {
  return [...byLayer.keys()].sort(compareLayers).map((layer) => byLayer.get(layer) ?? EMPTY);
}

function compareLayers(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function rank(layer: string): number {
  if (layer === "all") return 0;
  if (layer.startsWith("role:")) return 1;
  return layer.startsWith("cell:") ? 2 : 3;
}

/** A merged object with what it was merged from, so that what did not change is not merged again. */
interface Merged {
  readonly sources: readonly Json[];
  readonly value: Json;
  readonly children: ReadonlyMap<string, Merged>;
}

const NO_CHILDREN: ReadonlyMap<string, Merged> = new Map();

/** A merge that remembers: where the sources are the same as last time, so is the result. */
function createMerge(): (sources: readonly JsonObject[]) => JsonObject {
  let last: Merged | undefined;
  return (sources) => {
    last = mergeSources(last, sources.length > 0 ? sources : [EMPTY]);
    return last.value as JsonObject;
  };
}

function mergeSources(last: Merged | undefined, all: readonly Json[]): Merged {
  const sources = effective(all);
  if (last && last.sources.length === sources.length) {
    if (sources.every((source, i) => source === last.sources[i])) return last;
  }
  const [first, ...rest] = sources as readonly [Json, ...Json[]];
  if (rest.length === 0 || !isObject(first))
    return { sources, value: first, children: NO_CHILDREN };
  const value: JsonObjectBuilder = { ...first };
  const children = new Map<string, Merged>();
  const objects = sources as readonly JsonObject[];
  for (const source of rest as readonly JsonObject[]) {
    for (const key of Object.keys(source)) {
      if (children.has(key)) continue;
      const values = objects
        .map((object) => own(object, key))
        .filter((found) => found !== undefined);
      const child = mergeSources(last?.children.get(key), values);
      children.set(key, child);
      put(value, key, child.value);
    }
  }
  return { sources, value, children };
}

/** What counts: a value that is no object hides all before it, and is itself replaced by any object after it. */
function effective(sources: readonly Json[]): readonly Json[] {
  const lastPlain = sources.findLastIndex((source) => !isObject(source));
  if (lastPlain < 0) return sources;
  return lastPlain === sources.length - 1
    ? [sources[lastPlain] as Json]
    : sources.slice(lastPlain + 1);
}
