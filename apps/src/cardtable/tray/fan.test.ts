import { expect, test } from "vitest";
import { fanOf, trayCardWidth } from "./fan";

test("a few cards lie side by side", () => {
  expect(fanOf(3, 900)).toEqual({ step: trayCardWidth + 8, scrolls: false });
});

test("many cards overlap so that all fit", () => {
  const { step, scrolls } = fanOf(13, 800);
  expect(scrolls).toBe(false);
  expect(step).toBeLessThan(trayCardWidth);
  expect(12 * step + trayCardWidth).toBeLessThanOrEqual(800);
});

test("a full hand on a phone scrolls, with each corner still in sight", () => {
  expect(fanOf(20, 390)).toEqual({ step: 34, scrolls: true });
});
