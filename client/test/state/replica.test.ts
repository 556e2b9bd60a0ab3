import { describe, expect, test } from "vitest";
import {
  EMPTY,
  type JsonObject,
  type JsonObjectBuilder,
  own,
  share,
} from "../../src/state/json.js";
import { applyPatch, patchObject } from "../../src/state/patch.js";
import { createReplica } from "../../src/state/replica.js";
import { createDice, pick, randomDocument, randomPatch } from "../support/random.js";

describe("P7: the view", () => {
  test("is the layers merged in the order all, role, cell, member", () => {
    const replica = createReplica();
    replica.replace(
      {
        "member:ann": { who: "member", m: 1 },
        "cell:0,0": { who: "cell", c: 1 },
        "role:dm": { who: "role", r: 1, deep: { x: 1 } },
        all: { who: "all", a: 1, deep: { y: 2 } },
      },
      null,
    );
    expect(replica.merged.json()).toEqual({
      who: "member",
      a: 1,
      r: 1,
      c: 1,
      m: 1,
      deep: { x: 1, y: 2 },
    });
  });

  test("layers of one sort merge in the order of their names", () => {
    const replica = createReplica();
    replica.replace({ "role:b": { x: "b" }, "role:a": { x: "a" } }, null);
    expect(replica.merged.json()).toEqual({ x: "b" });
  });

  test("a plain value hides what lies under it, and is replaced by an object above it", () => {
    const replica = createReplica();
    replica.replace(
      { all: { x: { a: 1 } }, "role:dm": { x: 5 }, "member:ann": { x: { b: 2 } } },
      null,
    );
    expect(replica.merged.json()).toEqual({ x: { b: 2 } });
  });

  test("__proto__ is an ordinary key in layers, patches and overlays", () => {
    const replica = createReplica();
    replica.replace(
      JSON.parse('{"all":{"__proto__":{"a":1}},"member:ann":{"__proto__":{"b":2}}}'),
      null,
    );
    replica.change({ changes: JSON.parse('{"live:all":{"__proto__":{"c":3}}}') });
    expect(sorted(replica.merged.json())).toBe('[["__proto__",[["a",1],["b",2],["c",3]]]]');
    replica.change({ changes: JSON.parse('{"all":{"__proto__":{"c":4}},"__proto__":{"x":1}}') });
    expect(sorted(own(replica.merged.json(), "__proto__"))).toBe('[["a",1],["b",2],["c",4]]');
    expect((replica.merged.json() as { a?: unknown }).a).toBeUndefined();
  });

  test("what a change does not touch keeps its identity, under overlays and other layers too", () => {
    const replica = createReplica();
    replica.replace(
      {
        all: { board: { c1: { x: 1 }, c2: { x: 2 } }, players: { ann: { n: 1 }, bob: { n: 2 } } },
        "member:ann": { players: { ann: { tray: { k1: 1 } } } },
      },
      null,
    );
    replica.change({ changes: { "live:all": { board: { c1: { x: 9 } } } } });
    const before = replica.merged.json() as Record<string, Record<string, unknown>>;
    replica.change({ changes: { all: { board: { c2: { x: 3 } } } } });
    const after = replica.merged.json() as Record<string, Record<string, unknown>>;
    expect(after.board?.c1).toBe(before.board?.c1);
    expect(after.board?.c2).toEqual({ x: 3 });
    expect(after.players).toBe(before.players);
  });
});

describe("P9: live layers", () => {
  const withDrag = () => {
    const replica = createReplica();
    replica.replace({ all: { board: { c1: { x: 1, y: 1, z: 0 } } } }, null);
    replica.change({ changes: { "live:all": { board: { c1: { x: 7, y: 8, by: "bob" } } } } });
    return replica;
  };

  test("lie over the state", () => {
    expect(withDrag().merged.json()).toEqual({ board: { c1: { x: 7, y: 8, z: 0, by: "bob" } } });
  });

  test("give way where the state changes, before the frame's own live values are laid", () => {
    const replica = withDrag();
    replica.change({
      changes: {
        "live:all": { board: { c1: { by: null, y: 60 } } },
        all: { board: { c1: { x: 5, y: 6 } } },
      },
    });
    expect(replica.merged.json()).toEqual({ board: { c1: { x: 5, y: 60, z: 0 } } });
  });

  test("go with a removed object", () => {
    const replica = withDrag();
    replica.change({ changes: { all: { board: { c1: null } } } });
    expect(replica.merged.json()).toEqual({ board: {} });
  });

  test("go with a layer that leaves, and lie over all layers", () => {
    const replica = createReplica();
    replica.replace({ all: { x: 1 }, "role:dm": { x: 2 } }, null);
    replica.change({ changes: { "live:all": { x: 3 }, "live:role:dm": { y: 4 } } });
    expect(replica.merged.json()).toEqual({ x: 3, y: 4 });
    replica.change({ leave: ["role:dm"] });
    expect(replica.merged.json()).toEqual({ x: 3 });
    replica.change({ enter: { "role:dm": { z: 5 } } });
    expect(replica.merged.json()).toEqual({ x: 3, z: 5 });
  });

  test("are forgotten at a reconnect", () => {
    const replica = withDrag();
    replica.resume({}, null);
    expect(replica.merged.json()).toEqual({ board: { c1: { x: 1, y: 1, z: 0 } } });
    const other = withDrag();
    other.replace({ all: {} }, null);
    expect(other.merged.json()).toEqual({});
  });
});

describe("P5, P7, P9: live twins that the server keeps itself", () => {
  const held = () => {
    const replica = createReplica();
    replica.replace(
      { all: { board: { c1: { x: 1 } } }, "role:dm": { secret: 1 } },
      { "live:all": { board: { c1: { x: 7 } } }, "live:role:dm": {} },
    );
    return replica;
  };

  test("a client ends nothing by itself: the server sends what ends", () => {
    const replica = held();
    replica.change({ changes: { all: { board: { c1: { x: 5 } } } } });
    expect(replica.merged.json()).toEqual({ board: { c1: { x: 7 } }, secret: 1 });
    replica.change({
      changes: { all: { board: { c1: { x: 6 } } }, "live:all": { board: null } },
    });
    expect(replica.merged.json()).toEqual({ board: { c1: { x: 6 } }, secret: 1 });
  });

  test("a resume drops all that were live, and layers whose twin is not named", () => {
    const replica = held();
    replica.resume({ changes: { all: { n: 2 } } }, { "live:all": { cursor: 3 } });
    expect(replica.merged.json()).toEqual({ board: { c1: { x: 1 } }, n: 2, cursor: 3 });
  });
});

test("random layers and overlays: the remembered merge equals one made afresh", () => {
  const names = ["all", "role:dm", "cell:0,1", "member:ann"];
  for (let seed = 1; seed <= 100; seed += 1) {
    const dice = createDice(seed);
    const replica = createReplica();
    let layers: JsonObjectBuilder = {};
    let view: JsonObject = EMPTY;
    for (let step = 0; step < 30; step += 1) {
      const name = pick(dice, names);
      const held = own(layers, name) as JsonObject | undefined;
      if (!held) {
        const document = randomDocument(dice);
        layers = { ...layers, [name]: document };
        replica.change({ enter: { [name]: structuredClone(document) as JsonObject } });
      } else if (dice() < 0.1) {
        delete layers[name];
        replica.change({ leave: [name] });
      } else {
        const patch = randomPatch(dice, held);
        layers = { ...layers, [name]: applyPatch(held, patch) };
        replica.change({ changes: { [name]: patch } });
      }
      let expected: JsonObject = EMPTY;
      for (const layer of names) {
        expected = patchObject(expected, (own(layers, layer) as JsonObject | undefined) ?? EMPTY);
      }
      view = share(view, replica.merged.json()) as JsonObject;
      expect(sorted(view), `seed ${seed}, step ${step}`).toBe(sorted(expected));
    }
  }
});

/** As text whatever the order of the keys. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))
      : inner,
  );
}
