import { addTouched, type TouchedKeys, touchedBy } from "../state/doc.js";
import {
  isObject,
  type Json,
  type JsonObject,
  type JsonObjectBuilder,
  own,
  put,
} from "../state/json.js";
import type { Prediction } from "./types.js";

/** Local changes that lie over what the server told, in the order in which they were made. */
export interface Predictions {
  /** Puts one on top, to be laid with the others. */
  add(prediction: Prediction<JsonObject>): PredictionHandle;
  /** Whether those that were laid still lie there as they were, and others only came on top. */
  onlyGrew(): boolean;
  /** Lays all over what is below. */
  layAll(below: Below): Laid;
  /** Lays those on top that came since. */
  layNew(below: Below): Laid;
}

export interface PredictionHandle {
  replace(prediction: Prediction<JsonObject>): void;
  remove(): void;
}

/** What predictions are laid over. */
export interface Below {
  keys(): Iterable<string>;
  at(key: string): Json | undefined;
}

/** The view's parts that predictions change. */
export interface Laid {
  readonly values: ReadonlyMap<string, Json | undefined>;
  /** Where they may differ from what is below. */
  readonly touched: TouchedKeys;
  /** Whether an object was made here and may still be changed. */
  readonly isOwn: (value: JsonObject) => boolean;
}

export function createPredictions(): Predictions {
  const open = new Map<symbol, Prediction<JsonObject>>();
  let fresh: Prediction<JsonObject>[] = [];
  let isOtherwise = false;

  function laid(predictions: Iterable<Prediction<JsonObject>>, below: Below): Laid {
    fresh = [];
    isOtherwise = false;
    return lay(predictions, below);
  }

  return {
    add: (prediction) => {
      const key = Symbol();
      open.set(key, prediction);
      fresh.push(prediction);
      return {
        replace: (next) => {
          if (!open.has(key)) return;
          open.set(key, next);
          isOtherwise = true;
        },
        remove: () => {
          if (open.delete(key)) isOtherwise = true;
        },
      };
    },
    onlyGrew: () => !isOtherwise,
    layAll: (below) => laid(open.values(), below),
    layNew: (below) => laid(fresh, below),
  };
}

/** One copy of what is changed, however many predictions change it. */
function lay(predictions: Iterable<Prediction<JsonObject>>, below: Below): Laid {
  const values = new Map<string, Json | undefined>();
  const touched: TouchedKeys = new Map();
  const made = new WeakSet<JsonObject>();
  const now: Below = {
    keys: () => {
      const keys = new Set([...below.keys(), ...values.keys()]);
      return [...keys].filter((key) => !values.has(key) || values.get(key) !== undefined);
    },
    at: (key) => (values.has(key) ? values.get(key) : below.at(key)),
  };
  let view: JsonObject | null = null;

  for (const prediction of predictions) {
    let patch: JsonObject;
    if (typeof prediction === "function") {
      view ??= lazyView(now);
      try {
        patch = prediction(view);
      } catch {
        // What it was about may be gone by now; the server's answer settles it.
        continue;
      }
    } else {
      patch = prediction;
    }
    addTouched(touched, touchedBy(patch));
    for (const key of Object.keys(patch)) {
      const change = own(patch, key) as Json;
      values.set(key, change === null ? undefined : patchMade(now.at(key), change, made));
      // A key came or went: the next function looks at a view that knows of it.
      if (view !== null && (change === null || !Object.hasOwn(view, key))) view = null;
    }
  }
  return { values, touched, isOwn: (value) => made.has(value) };
}

/** The view as functions see it: a part is made plain JSON only when it is looked at. */
export function lazyView({ keys, at }: Below): JsonObject {
  const view: JsonObjectBuilder = {};
  for (const key of keys()) {
    Object.defineProperty(view, key, {
      enumerable: true,
      configurable: true,
      get: () => at(key),
    });
  }
  return view;
}

/** A merge patch, in place on objects that were made while laying; others are copied once. */
function patchMade(target: Json | undefined, patch: Json, made: WeakSet<JsonObject>): Json {
  if (!isObject(patch)) return patch;
  let result: JsonObjectBuilder;
  if (isObject(target)) {
    result = made.has(target) ? (target as JsonObjectBuilder) : { ...target };
  } else {
    result = {};
  }
  made.add(result);
  for (const key of Object.keys(patch)) {
    const change = own(patch, key) as Json;
    if (change === null) delete result[key];
    else put(result, key, patchMade(own(result, key), change, made));
  }
  return result;
}
