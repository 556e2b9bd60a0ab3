import { expect, test } from "vitest";
import { whyUnsendable } from "../../src/room/sendable.js";
import type { JsonObject } from "../../src/state/json.js";
import { openScene } from "../support/fakes.js";

function nested(levels: number): JsonObject {
  let value: JsonObject = {};
  for (let i = 1; i < levels; i += 1) value = { a: value };
  return value;
}

test.each<[string, unknown]>([
  ["a null in a list", { list: [1, null] }],
  ["undefined in a list", { list: [undefined] }],
  ["no payload", undefined],
  ["a list for a payload", [1]],
  ["half a surrogate pair", { text: "\ud83d" }],
  ["half a surrogate pair in a key", { "\ude00": 1 }],
  ["a number that is not finite", { x: { y: Number.NaN } }],
  ["a function", { x: () => 1 }],
  ["a bigint", { x: 1n }],
  ["32 levels below the frame", nested(32)],
])("a command with %s rejects at once, and gives its prediction back", async (_name, payload) => {
  const scene = await openScene();
  await scene.accept({ layers: { all: { a: 1 } } });
  const answer = scene.room.command("board", payload as JsonObject, { predict: { a: 2 } });
  await expect(answer).rejects.toMatchObject({ code: "BAD_REQUEST" });
  expect(scene.room.get()).toEqual({ a: 1 });
  expect(scene.socket().commands()).toEqual([]);
});

test.each(["join", "ping", "moving", ""])("%j is no command", (type) => {
  expect(whyUnsendable(type, {})?.code).toBe("BAD_REQUEST");
});

test("what the server can read goes", () => {
  const payload = { text: "\ud83d\ude00", gone: null, list: [[1], { a: null }], none: undefined };
  expect(whyUnsendable("board", payload as unknown as JsonObject)).toBeNull();
  expect(whyUnsendable("board", nested(31))).toBeNull();
  expect(whyUnsendable("board", { text: "x".repeat(70_000) })?.code).toBe("TOO_LARGE");
});
