import { describe, expect, test } from "vitest";
import { topAt, withPlaced } from "./placing";

const sofa = { id: "sofa", imageUrl: "/s.svg", width: 2, height: 1, static: true };
const rug = { ...sofa, id: "rug", height: 2, static: false };

describe("placing elements on a map of 4 x 3", () => {
  const place = (all: ReturnType<typeof withPlaced>, element: typeof sofa, x: number, y: number) =>
    withPlaced(all, element, x, y, 4, 3);

  test("puts them where one presses, pushed inside at the edges", () => {
    const all = place(place([], sofa, 1, 1), sofa, 3, 2);
    expect(all.map(({ x, y }) => [x, y])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(2);
  });

  test("not the same twice, and nothing that is larger than the map", () => {
    const one = place([], sofa, 1, 1);
    expect(place(one, sofa, 1, 1)).toBe(one);
    expect(place(one, { ...sofa, id: "hall", width: 5 }, 0, 0)).toBe(one);
  });

  test("what came last lies on top", () => {
    const all = place(place([], rug, 0, 0), sofa, 1, 1);
    expect(topAt(all, 1, 1)?.elementId).toBe("sofa");
    expect(topAt(all, 0, 1)?.elementId).toBe("rug");
    expect(topAt(all, 3, 2)).toBeUndefined();
  });
});
