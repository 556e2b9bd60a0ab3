import type { JsonObject } from "../state/json.js";
import { patchObject } from "../state/patch.js";
import type { Prediction } from "./types.js";

/** Local changes that lie over what the server told, in the order in which they were made. */
export interface Predictions {
  /** Lays one on top; throws what the prediction throws. The answer takes that one away again. */
  add(prediction: Prediction<JsonObject>, below: JsonObject): PredictionHandle;
  /** The view with all predictions laid over it again. */
  over(view: JsonObject): JsonObject;
}

export interface PredictionHandle {
  replace(prediction: Prediction<JsonObject>): void;
  remove(): void;
}

export function createPredictions(): Predictions {
  const laid = new Map<symbol, Prediction<JsonObject>>();
  return {
    add: (prediction, below) => {
      if (typeof prediction === "function") prediction(below);
      const key = Symbol();
      laid.set(key, prediction);
      return {
        replace: (next) => {
          if (laid.has(key)) laid.set(key, next);
        },
        remove: () => laid.delete(key),
      };
    },
    over: (view) => {
      let result = view;
      for (const prediction of laid.values()) result = lay(prediction, result);
      return result;
    },
  };
}

function lay(prediction: Prediction<JsonObject>, view: JsonObject): JsonObject {
  if (typeof prediction !== "function") return patchObject(view, prediction);
  try {
    return patchObject(view, prediction(view));
  } catch {
    // What it was about may be gone by now; the server's answer settles it.
    return view;
  }
}
