import { addTouched, type Doc, docOf, patchDoc, type TouchedKeys, touchedBy } from "./doc.js";
import { EMPTY, isObject, type JsonObject, own } from "./json.js";
import { dropTouched, patchOverlay } from "./patch.js";
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
  /** Merge patches on the last-value overlays. */
  readonly overlay?: ByLayer;
}

/** The layers that a member holds, as the server last told, and their merge. */
export interface Replica {
  /** Takes whole layers in place of all that were held. Answers what is otherwise in the view; null if nothing is. */
  replace(layers: ByLayer): Changes | null;
  /** The same for what one frame changes. Overlays do not outlive a connection: a new one forgets them first. */
  change(changes: LayerChanges, forgetOverlays?: boolean): Changes | null;
  /** The merge of all layers, then of all overlays, in the order all, role:…, cell:…, member:… */
  readonly merged: Branch;
}

export function createReplica(): Replica {
  const layers = new Map<string, Doc>();
  const overlays = new Map<string, JsonObject>();
  const merged = new Branch();

  function setOverlay(layer: string, overlay: JsonObject | undefined): void {
    if (overlay) overlays.set(layer, overlay);
    else overlays.delete(layer);
  }

  function merge(touched: TouchedKeys | "whole"): Changes | null {
    if (touched !== "whole" && touched.size === 0) return null;
    const laid = inOrder(overlays).map(docOf);
    return merged.update([...inOrder(layers), ...laid], touched);
  }

  return {
    replace: (whole) => {
      layers.clear();
      for (const [layer, document] of entries(whole)) layers.set(layer, docOf(document));
      overlays.clear();
      return merge("whole");
    },
    change: ({ changes, enter, leave, overlay }, forgetOverlays = false) => {
      const touched: TouchedKeys = new Map();
      const touchAll = (layer: string): void => {
        for (const key of layers.get(layer)?.keys() ?? []) touched.set(key, "whole");
        for (const key of Object.keys(overlays.get(layer) ?? EMPTY)) touched.set(key, "whole");
      };
      if (forgetOverlays) {
        for (const laid of overlays.values()) addTouched(touched, touchedBy(laid));
        overlays.clear();
      }
      for (const layer of leave ?? []) {
        touchAll(layer);
        layers.delete(layer);
        overlays.delete(layer);
      }
      for (const [layer, document] of entries(enter)) {
        touchAll(layer);
        layers.set(layer, docOf(document));
        overlays.delete(layer);
        touchAll(layer);
      }
      for (const [layer, patch] of entries(changes)) {
        const document = layers.get(layer) ?? new Map();
        layers.set(layer, document);
        addTouched(touched, patchDoc(document, patch));
        const laid = overlays.get(layer);
        if (!laid) continue;
        addTouched(touched, touchedBy(patch));
        setOverlay(layer, dropTouched(laid, patch));
      }
      for (const [layer, patch] of entries(overlay)) {
        addTouched(touched, touchedBy(patch));
        setOverlay(layer, patchOverlay(overlays.get(layer), patch));
      }
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

function inOrder<T>(byLayer: ReadonlyMap<string, T>): T[] {
  return [...byLayer.keys()].sort(compareLayers).map((layer) => byLayer.get(layer) as T);
}

function compareLayers(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function rank(layer: string): number {
  if (layer === "all") return 0;
  if (layer.startsWith("role:")) return 1;
  return layer.startsWith("cell:") ? 2 : 3;
}
