import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findPath } from "roomkeeper/space";
import { describe, expect, test } from "vitest";
import { readTileMap } from "../../tiled/read";
import { sourceOf } from "../../tiled/tileset";
import { covers } from "./geometry";

const pages = fileURLToPath(new URL("../../../public", import.meta.url));
const json = (path: string) => JSON.parse(readFileSync(`${pages}/art/${path}`, "utf8"));

type Kind = {
  readonly key: string;
  readonly imageUrl: string;
  readonly width: number;
  readonly height: number;
  readonly static: boolean;
  readonly use?: string;
};
type Placed = { readonly element: string; readonly x: number; readonly y: number };

const { avatars, elements, maps } = json("catalogue.json") as {
  avatars: { readonly imageUrl: string }[];
  elements: Kind[];
  maps: { name: string; thumbnail: string; tiled: string; elements: Placed[] }[];
};

describe("the catalogue", () => {
  test("names pictures that are there, those of walking included", () => {
    const urls = [
      ...avatars.flatMap(({ imageUrl }) => [imageUrl, imageUrl.replace(".png", "-walk.png")]),
      ...elements.map(({ imageUrl }) => imageUrl),
      ...maps.map(({ thumbnail }) => thumbnail),
    ];
    expect(urls.filter((url) => !existsSync(`${pages}${url}`))).toEqual([]);
  });

  test.each(maps)("$name: all tiles are known, and every free block can be walked to", (map) => {
    const tiled = json(map.tiled);
    const read = readTileMap(tiled);
    if (read === null) throw new Error("the page can't read it");
    const { width, height, layers, tilesets } = read;
    const ids = new Set(layers.flatMap(({ data }) => data));
    ids.delete(0);
    expect([...ids].filter((id) => sourceOf(tilesets, id) === null)).toEqual([]);

    const kinds = new Map(elements.map((kind) => [kind.key, kind]));
    const standing = map.elements.map(({ element, x, y }) => {
      const kind = kinds.get(element);
      if (kind === undefined) throw new Error(`there is no element ${element}`);
      return { ...kind, x, y };
    });
    const beyond = standing.filter(
      (one) => one.x < 0 || one.y < 0 || one.x + one.width > width || one.y + one.height > height,
    );
    expect(beyond).toEqual([]);

    const closed = new Set<string>();
    const all = tiled.layers as { name: string; data?: number[]; objects?: Placed[] }[];
    all
      .find(({ name }) => name === "walls")
      ?.data?.forEach((id, i) => {
        if (id !== 0) closed.add(`${i % width},${Math.floor(i / width)}`);
      });
    for (const one of standing.filter((kind) => kind.static)) {
      for (let y = one.y; y < one.y + one.height; y += 1)
        for (let x = one.x; x < one.x + one.width; x += 1) closed.add(`${x},${y}`);
    }
    const isFree = (x: number, y: number) => !closed.has(`${x},${y}`);
    const mark = all.flatMap(({ objects }) => objects ?? [])[0];
    const spawn = { x: Math.floor((mark?.x ?? 0) / 32), y: Math.floor((mark?.y ?? 0) / 32) };
    expect(isFree(spawn.x, spawn.y)).toBe(true);
    // Searching for what can't be reached visits all that can.
    const reached = new Set<string>();
    findPath(spawn, { x: -1e6, y: -1e6 }, { width, height }, (x, y) => {
      if (isFree(x, y)) reached.add(`${x},${y}`);
      return isFree(x, y);
    });
    const tables = standing.filter(({ use }) => use === "cardtable");
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const around = {
        ...table,
        x: table.x - 1,
        y: table.y - 1,
        width: table.width + 2,
        height: table.height + 2,
      };
      const seats = [...reached].filter((key) => {
        const [x = 0, y = 0] = key.split(",").map(Number);
        return covers(around, { x, y });
      });
      expect(seats.length).toBeGreaterThan(3);
    }
    expect(reached.size + closed.size).toBeGreaterThan(width * height * 0.97);
  });
});
