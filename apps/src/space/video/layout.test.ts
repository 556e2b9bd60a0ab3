import { describe, expect, test } from "vitest";
import { type Point, placeTiles } from "./layout";

const tile = { width: 100, height: 80 };
const screen = { width: 1000, height: 700 };

function overlapping(places: readonly Point[]): number {
  let count = 0;
  places.forEach((a, i) => {
    for (const b of places.slice(i + 1)) {
      if (Math.abs(a.x - b.x) < tile.width && Math.abs(a.y - b.y) < tile.height) count++;
    }
  });
  return count;
}

describe("tiles", () => {
  test("one stands above its head", () => {
    expect(placeTiles([{ x: 500, y: 400 }], tile, screen)).toEqual([{ x: 450, y: 286 }]);
  });

  test("none sticks out of the screen, and who is out of sight is at the top", () => {
    const places = placeTiles(
      [{ x: -50, y: 20 }, { x: 1200, y: 690 }, { x: 400, y: 2000 }, null],
      tile,
      screen,
    );
    for (const { x, y } of places) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + tile.width).toBeLessThanOrEqual(screen.width);
      expect(y + tile.height).toBeLessThanOrEqual(screen.height);
    }
    expect(places[3]).toEqual({ x: 450, y: 6 });
  });

  test.each([
    ["in a row", Array.from({ length: 8 }, (_, i) => ({ x: 400 + i * 32, y: 350 }))],
    ["in a column", Array.from({ length: 8 }, (_, i) => ({ x: 500, y: 250 + i * 32 }))],
    ["on one block", Array.from({ length: 8 }, () => ({ x: 500, y: 350 }))],
    ["in a corner", Array.from({ length: 8 }, (_, i) => ({ x: 10 + i, y: 10 + i }))],
  ])("eight people %s do not hide each other", (_, heads) => {
    expect(overlapping(placeTiles(heads, tile, screen))).toBe(0);
  });

  test("a screen that is too small for all has them inside all the same", () => {
    const small = { width: 150, height: 100 };
    for (const { x, y } of placeTiles([{ x: 75, y: 50 }, { x: 76, y: 50 }, null], tile, small)) {
      expect([x >= 0, x <= 50, y >= 0, y <= 20]).toEqual([true, true, true, true]);
    }
  });
});
