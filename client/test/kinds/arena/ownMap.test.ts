import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { arenaRows, isArenaSize } from "../../../src/kinds/arena/ownMap.js";

type Layer = { readonly name: string; readonly data?: readonly number[] };

/** A map that comes with the server's spaces, as the server tells of it. */
function shipped(file: string) {
  const url = new URL(`../../../../apps/public/art/maps/${file}.json`, import.meta.url);
  const tiled = JSON.parse(readFileSync(url, "utf8")) as {
    readonly width: number;
    readonly height: number;
    readonly layers: readonly Layer[];
  };
  const data = tiled.layers.find(({ name }) => name === "walls")?.data ?? [];
  const walls = Array.from({ length: tiled.height }, (_, y) =>
    Array.from({ length: tiled.width }, (_, x) => (data[y * tiled.width + x] ? "#" : ".")).join(""),
  );
  return { dimensions: `${tiled.width}x${tiled.height}`, walls, tiled };
}

const hall = {
  dimensions: "12x8",
  walls: [
    "############",
    "#..........#",
    "#..........#",
    "#####..#####",
    "#..........#",
    "#.......####",
    "#.......#..#", // nobody gets in there
    "############",
  ],
};

describe("an arena on a map of the catalogue", () => {
  test("has the walls of a real drawing, and places far from each other to appear at", () => {
    const map = shipped("office");
    const rows = arenaRows(map)?.split("\n") ?? [];
    expect(rows.map((row) => row.length)).toEqual(map.walls.map((row) => row.length));
    map.walls.forEach((row, y) => {
      for (let x = 0; x < row.length; x += 1) if (row[x] === "#") expect(rows[y]?.[x]).toBe("#");
    });
    const all = rows.join("");
    expect(all.split("S").length - 1).toBe(8);
    expect(all.split("H").length - 1).toBe(2);
    const places = rows.flatMap((row, y) =>
      [...row].flatMap((c, x) => (c === "S" ? [[x, y]] : [])),
    );
    for (const [i, [x = 0, y = 0]] of places.entries())
      for (const [otherX = 0, otherY = 0] of places.slice(i + 1))
        expect(Math.hypot(x - otherX, y - otherY)).toBeGreaterThan(5);
  });

  test("walls up what can't be reached, and takes the points that the drawing has", () => {
    const point = (name: string, x: number, y: number) => ({ name, x: x * 32 + 5, y: y * 32 + 5 });
    const tiled = {
      tilewidth: 32,
      tileheight: 32,
      layers: [
        {
          type: "group",
          layers: [
            { objects: [point("spawn", 1, 1), point("Spawn", 10, 4), point("health", 5, 3)] },
          ],
        },
        { name: "cover", data: Array.from({ length: 96 }, (_, i) => (i === 2 * 12 + 4 ? 7 : 0)) },
      ],
    };
    expect(arenaRows({ ...hall, tiled })).toBe(
      [
        "############",
        "#S.........#",
        "#...+......#",
        "#####H.#####",
        "#.........S#",
        "#.......####",
        "#.......####",
        "############",
      ].join("\n"),
    );
  });

  test("needs a map of a certain size with room for two", () => {
    expect(isArenaSize("100x100")).toBe(false);
    expect(arenaRows({ ...hall, dimensions: "12x7" })).toBeNull();
    const full = Array.from({ length: 8 }, (_, y) => (y === 3 ? "#.######" : "########"));
    expect(arenaRows({ dimensions: "8x8", walls: full })).toBeNull();
  });
});
