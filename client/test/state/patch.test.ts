import { describe, expect, test } from "vitest";
import { docOf, endTouched } from "../../src/state/doc.js";
import { type Json, type JsonObject, share } from "../../src/state/json.js";
import { applyPatch, joinPatches } from "../../src/state/patch.js";
import { createReplica } from "../../src/state/replica.js";
import { createDice, randomDocument, randomPatch } from "../support/random.js";

const json = (text: string): Json => JSON.parse(text) as Json;
const object = (text: string): JsonObject => JSON.parse(text) as JsonObject;

describe("merge patches", () => {
  // RFC 7396, appendix A: original, patch, result.
  const examples: [string, string, string][] = [
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', "{}"],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', "null", "null"],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ["[1,2]", '{"a":"b","c":null}', '{"a":"b"}'],
    ["{}", '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ];
  test.each(examples)("RFC 7396: %s patched with %s is %s", (target, patch, result) => {
    expect(applyPatch(json(target), json(patch))).toEqual(json(result));
  });

  test("the patched document is left as it was, and what is not touched keeps its identity", () => {
    const before = object('{"a":{"x":1},"b":{"y":2}}');
    const after = applyPatch(before, { a: { x: 5 } }) as JsonObject;
    expect(before).toEqual({ a: { x: 1 }, b: { y: 2 } });
    expect(after.b).toBe(before.b);
    expect(applyPatch(before, { a: { x: 1 }, c: null })).toBe(before);
  });

  test("__proto__ is an ordinary key, to set, to change and to remove", () => {
    const set = applyPatch({}, object('{"__proto__":{"polluted":1},"a":{"__proto__":2}}'));
    expect(JSON.stringify(set)).toBe('{"__proto__":{"polluted":1},"a":{"__proto__":2}}');
    expect(Object.getPrototypeOf(set)).toBe(Object.prototype);
    expect((set as { polluted?: unknown }).polluted).toBeUndefined();
    const changed = applyPatch(set, object('{"__proto__":{"more":2}}'));
    expect(JSON.stringify(changed)).toBe(
      '{"__proto__":{"polluted":1,"more":2},"a":{"__proto__":2}}',
    );
    expect(JSON.stringify(applyPatch(changed, object('{"__proto__":null,"a":null}')))).toBe("{}");
    expect(({} as { more?: unknown }).more).toBeUndefined();
  });

  test("patching a missing __proto__ does not start from Object.prototype", () => {
    const after = applyPatch({ a: 1 }, object('{"__proto__":{"x":1}}'));
    expect(JSON.stringify(after)).toBe('{"a":1,"__proto__":{"x":1}}');
  });

  test("two patches joined say what both say, the second one last", () => {
    expect(joinPatches({ a: { x: 1, y: 2 }, b: 3 }, { a: { y: null }, c: 4 })).toEqual({
      a: { x: 1, y: null },
      b: 3,
      c: 4,
    });
  });
});

describe("live values", () => {
  const patched = (live: JsonObject, patch: JsonObject) => {
    const replica = createReplica();
    replica.replace({ "live:all": live }, null);
    replica.change({ changes: { "live:all": patch } });
    return replica.merged.json();
  };

  test("null clears a leaf, and an object without leaves goes", () => {
    expect(patched({ a: { x: 1, y: 2 } }, { a: { x: null } })).toEqual({ a: { y: 2 } });
    expect(patched({ a: { x: 1 } }, { a: { x: null } })).toEqual({});
    expect(patched({}, { a: { x: null } })).toEqual({});
    expect(patched({ a: {} }, {})).toEqual({});
  });

  test.each<[string, JsonObject, JsonObject, JsonObject]>([
    ["at it", { c: { x: 1, y: 2 } }, { c: { x: 5 } }, { c: { y: 2 } }],
    ["above it: removed", { c: { x: 1 } }, { c: null }, {}],
    ["above it: replaced", { c: { x: 1 }, d: 1 }, { c: "gone" }, { d: 1 }],
    ["below it", { c: 7 }, { c: { x: 5 } }, {}],
    ["beside it", { c: { x: 1 } }, { c: { z: 5 }, d: { x: 1 } }, { c: { x: 1 } }],
    ["above it: an empty object", { c: { x: 1 } }, { c: {} }, {}],
  ])("a change of a kept leaf %s ends what it touches", (_name, live, changes, left) => {
    const doc = docOf(live);
    endTouched(doc, changes);
    expect(doc).toEqual(docOf(left));
  });
});

describe("structural sharing", () => {
  test("equal parts keep the old identity, arrays included", () => {
    const before = object('{"a":{"x":[1,{"y":2}]},"b":{"z":1}}');
    const after = object('{"a":{"x":[1,{"y":2}]},"b":{"z":2}}');
    const shared = share(before, after) as JsonObject;
    expect(shared).toEqual(after);
    expect(shared.a).toBe(before.a);
    expect(shared.b).not.toBe(before.b);
    expect(share(before, structuredClone(before) as JsonObject)).toBe(before);
  });

  test("a key that went away is a change", () => {
    expect(share({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(share([1, 2], [1])).toEqual([1]);
  });

  test("random documents: sharing never changes the value", () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const dice = createDice(seed);
      const before = randomDocument(dice);
      const after = applyPatch(before, randomPatch(dice, before)) as JsonObject;
      const copy = structuredClone(after) as JsonObject;
      const shared = share(before, copy);
      expect(JSON.stringify(shared), `seed ${seed}`).toBe(JSON.stringify(after));
      expect(share(shared, structuredClone(after) as Json), `seed ${seed}`).toBe(shared);
    }
  });
});
