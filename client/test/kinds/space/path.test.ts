import { describe, expect, test } from "vitest";
import { directionOf, findPath } from "../../../src/kinds/space/path.js";
import type { Place } from "../../../src/kinds/space/types.js";
import { createDice } from "../../support/random.js";

function map(rows: readonly string[]) {
  const size = { width: rows[0]?.length ?? 0, height: rows.length };
  return { size, isFree: (x: number, y: number) => rows[y]?.[x] !== "#" };
}

function isWay(from: Place, path: readonly Place[]): boolean {
  return path.every((place, i) => directionOf(path[i - 1] ?? from, place) !== null);
}

describe("a way through a space", () => {
  test("goes around walls, one block at a time", () => {
    const { size, isFree } = map(["....", ".##.", ".#..", "...#"]);
    const path = findPath({ x: 0, y: 0 }, { x: 2, y: 2 }, size, isFree);
    expect(path.at(-1)).toEqual({ x: 2, y: 2 });
    expect(path).toHaveLength(6);
    expect(isWay({ x: 0, y: 0 }, path)).toBe(true);
  });

  test("is straight where nothing is in the way", () => {
    const open = { width: 50, height: 50 };
    const path = findPath({ x: 5, y: 5 }, { x: 15, y: 12 }, open, () => true);
    const turns = path.filter((place, i) => {
      const [a, b] = [path[i - 2] ?? { x: 5, y: 5 }, path[i - 1]];
      return i > 0 && b !== undefined && directionOf(a, b) !== directionOf(b, place);
    });
    expect(path).toHaveLength(17);
    expect(turns.length).toBeLessThanOrEqual(1);
  });

  test("ends at the nearest block if the goal can't be reached", () => {
    const { size, isFree } = map(["..#.", "..#.", "..#."]);
    expect(findPath({ x: 0, y: 0 }, { x: 3, y: 2 }, size, isFree).at(-1)).toEqual({ x: 1, y: 2 });
  });

  test("is as short as can be, on random maps", () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const dice = createDice(seed);
      const rows = Array.from({ length: 20 }, () =>
        Array.from({ length: 20 }, () => (dice() < 0.3 ? "#" : ".")).join(""),
      );
      const { size, isFree } = map(rows);
      const distances = flood(size, isFree);
      const to = { x: Math.floor(dice() * 20), y: Math.floor(dice() * 20) };
      const path = findPath({ x: 0, y: 0 }, to, size, isFree);
      const shortest = distances.get(to.y * 20 + to.x);
      expect(isWay({ x: 0, y: 0 }, path), `seed ${seed}`).toBe(true);
      if (shortest === undefined) expect(path.at(-1)).not.toEqual(to);
      else expect(path, `seed ${seed}`).toHaveLength(shortest);
    }
  });

  test("looks at a bounded part of a large space when the goal can't be reached", () => {
    let looked = 0;
    const isFree = (x: number, y: number) => {
      looked += 1;
      return Math.max(Math.abs(x - 990), Math.abs(y - 990)) !== 3;
    };
    const size = { width: 1000, height: 1000 };
    const path = findPath({ x: 10, y: 10 }, { x: 990, y: 990 }, size, isFree);
    expect(looked).toBeLessThan(170_000);
    expect(path.length).toBeGreaterThan(0);
    expect(isWay({ x: 10, y: 10 }, path)).toBe(true);
  });
});

function flood(size: { width: number; height: number }, isFree: (x: number, y: number) => boolean) {
  const found = new Map([[0, 0]]);
  for (let front: Place[] = [{ x: 0, y: 0 }], far = 1; front.length > 0; far += 1) {
    const next: Place[] = [];
    for (const { x, y } of front)
      for (const [dx, dy] of [
        [0, 1],
        [1, 0],
        [0, -1],
        [-1, 0],
      ] as const) {
        const place = { x: x + dx, y: y + dy };
        const isIn = place.x >= 0 && place.y >= 0 && place.x < size.width && place.y < size.height;
        if (!isIn || !isFree(place.x, place.y) || found.has(place.y * size.width + place.x))
          continue;
        found.set(place.y * size.width + place.x, far);
        next.push(place);
      }
    front = next;
  }
  return found;
}
