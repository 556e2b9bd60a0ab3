import { expect, test } from "vitest";
import { createPredictions, type PredictionHandle } from "../../src/room/predictions.js";
import { createRoomView } from "../../src/room/view.js";
import { EMPTY, isObject, type Json, type JsonObject, own } from "../../src/state/json.js";
import { patchObject } from "../../src/state/patch.js";
import { createReplica } from "../../src/state/replica.js";
import { settle } from "../support/fakes.js";
import { createDice, pick, randomDocument, randomPatch } from "../support/random.js";

const paths = [[], ["a"], ["b"], ["a", "b"], ["a", "a"], ["b", "c", "a"], ["__proto__"]];

test("random patches and predictions: what is seen is right, and whoever watches is told of it and of nothing else", async () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const dice = createDice(seed);
    const predictions = createPredictions();
    const replica = createReplica();
    const view = createRoomView(replica, predictions);
    let state: JsonObject = EMPTY;
    let open: { patch: JsonObject; handle: PredictionHandle }[] = [];
    const told = new Map<string, Json | undefined>();
    const identities = new Map<string, Json | undefined>();
    let where = "";
    for (const path of paths) {
      const name = path.join("/");
      told.set(name, path.length === 0 ? EMPTY : undefined);
      view.watch(path, (value) => {
        expect(same(value, told.get(name)), `${where}: told twice of ${name}`).toBe(false);
        told.set(name, value);
      });
    }
    const each = new Map<string, Json | undefined>();
    view.watchEach(["a"], (key, value) => {
      each.set(key, value);
    });
    for (let step = 0; step < 25; step += 1) {
      where = `seed ${seed}, step ${step}`;
      const what = dice();
      if (what < 0.4) {
        const patch = randomPatch(dice, state);
        state = patchObject(state, patch);
        view.change((held) => held.change({ changes: { all: patch } }));
      } else if (what < 0.5) {
        state = randomDocument(dice);
        view.change((held) => held.replace({ all: state }, null));
      } else if (what < 0.75 || open.length === 0) {
        const patch = randomPatch(dice, view.root());
        const handle = predictions.add(dice() < 0.5 ? patch : () => patch);
        open.push({ patch, handle });
        view.predicted();
      } else {
        const gone = pick(dice, open);
        open = open.filter((one) => one !== gone);
        gone.handle.remove();
        view.predicted();
      }
      const expected = open.reduce((seen, { patch }) => patchObject(seen, patch), state);
      if (dice() < 0.5) expect(sorted(view.root()), where).toBe(sorted(expected));
      await settle();
      for (const path of paths) {
        const name = path.join("/");
        const now = view.at(path);
        expect(sorted(now), `${where}: ${name}`).toBe(sorted(valueIn(expected, path)));
        expect(same(told.get(name), now), `${where}: not told of ${name}`).toBe(true);
        if (same(identities.get(name), now)) expect(identities.get(name), where).toBe(now);
        identities.set(name, now);
      }
      const a = own(expected, "a");
      for (const [key, value] of each) {
        expect(same(value, isObject(a) ? own(a, key) : undefined), `${where}: each ${key}`).toBe(
          true,
        );
      }
    }
  }
});

function valueIn(root: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (at, key) => (isObject(at) ? own(at, key) : undefined),
    root,
  );
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return sorted(a) === sorted(b);
}

/** As text whatever the order of the keys. */
function sorted(value: unknown): string {
  return String(
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))
        : inner,
    ),
  );
}
