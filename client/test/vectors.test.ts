import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../src/state/json.js";
import { applyPatch } from "../src/state/patch.js";
import { createReplica, type LayerChanges } from "../src/state/replica.js";

/** What the Java client is held to as well. */
const vectors = JSON.parse(
  readFileSync(new URL("./vectors/replica.json", import.meta.url), "utf8"),
) as {
  readonly patches: readonly { target: Json; patch: Json; result: Json }[];
  readonly views: readonly {
    name: string;
    layers: JsonObject;
    frames: readonly LayerChanges[];
    view: JsonObject;
  }[];
};

describe("vectors that every client is held to", () => {
  test.each(vectors.patches)("RFC 7396: $target patched with $patch", (vector) => {
    expect(applyPatch(vector.target, vector.patch)).toEqual(vector.result);
  });

  test.each(vectors.views)("$name", ({ layers, frames, view }) => {
    const replica = createReplica();
    replica.replace(layers, null);
    for (const frame of frames) replica.change(frame);
    expect(replica.merged.json()).toEqual(view);
  });
});
