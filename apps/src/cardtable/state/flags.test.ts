import { expect, test } from "vitest";
import { createFlags } from "./flags";

test("only those whose ids came or went are called", () => {
  const flags = createFlags();
  const called: string[] = [];
  for (const id of ["a", "b", "c"]) flags.watch(id, () => called.push(id));
  flags.set(["a", "b"]);
  flags.set(["b", "c"]);
  expect(called).toEqual(["a", "b", "a", "c"]);
  expect(["a", "b", "c"].map(flags.has)).toEqual([false, true, true]);
});

test("who stops watching is not called again", () => {
  const flags = createFlags();
  let calls = 0;
  const stop = flags.watch("a", () => calls++);
  stop();
  flags.set(["a"]);
  expect(calls).toBe(0);
});
