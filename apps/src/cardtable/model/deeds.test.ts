import type { LogEntry } from "roomkeeper/cardtable";
import { expect, test } from "vitest";
import { deedOf } from "./deeds";

const entry = (part: Partial<LogEntry>): LogEntry => ({
  id: "1",
  by: "ann",
  name: "Ann",
  at: 0,
  deed: "move",
  count: 1,
  ...part,
});

test("what was done reads as people say it", () => {
  expect(deedOf(entry({ deed: "draw", count: 2, thing: "card", deck: "52 cards" }))).toBe(
    "drew 2 cards from “52 cards”",
  );
  expect(deedOf(entry({ deed: "move", thing: "token" }))).toBe("moved a token");
  expect(deedOf(entry({ deed: "remove", count: 3 }))).toBe("removed 3 things");
  expect(deedOf(entry({ deed: "roll", count: 2, thing: "die" }))).toBe("rolled 2 dice");
  expect(deedOf(entry({ deed: "count", count: -1, thing: "counter" }))).toBe("counted −1");
  expect(deedOf(entry({ deed: "clear", count: 52, thing: "card" }))).toBe("took a deck away");
});
