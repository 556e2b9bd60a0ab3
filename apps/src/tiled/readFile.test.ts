import { describe, expect, test } from "vitest";
import { forServer, type Reading, readTiled, type TiledMap } from "./readFile";

const tileset = {
  firstgid: 1,
  name: "ground",
  image: "/art/ground.png",
  tilewidth: 32,
  tileheight: 32,
  columns: 4,
  tilecount: 16,
  margin: 0,
  spacing: 0,
};
const floor = {
  type: "tilelayer",
  name: "Floor",
  visible: true,
  opacity: 1,
  data: [1, 1, 1, 1, 1, 1],
};

function mapOf(more: object = {}): object {
  return {
    type: "map",
    orientation: "orthogonal",
    infinite: false,
    width: 3,
    height: 2,
    tilewidth: 32,
    tileheight: 32,
    layers: [floor],
    tilesets: [tileset],
    ...more,
  };
}

function good(json: object): TiledMap {
  const reading = readTiled(JSON.stringify(json));
  if (!reading.isGood) throw new Error(reading.problems.join("\n"));
  return reading.map;
}

function problems(json: object): string {
  const reading: Reading = readTiled(JSON.stringify(json));
  return reading.isGood ? "" : reading.problems.join("\n");
}

describe("a map from Tiled", () => {
  test("has its size, its layers and no walls where none are named", () => {
    const map = good(mapOf());
    expect([map.width, map.height, map.layers.length]).toEqual([3, 2, 1]);
    expect([...map.walls]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(map.spawn).toBeNull();
  });

  test.each([
    ["a layer named walls", { ...floor, name: "Walls", data: [1, 0, 0, 0, 0, 2] }],
    [
      "a layer with the property collides",
      { ...floor, data: [1, 0, 0, 0, 0, 2], properties: [{ name: "collides", value: true }] },
    ],
  ])("%s is in the way", (_, layer) => {
    expect([...good(mapOf({ layers: [floor, layer] })).walls]).toEqual([1, 0, 0, 0, 0, 1]);
  });

  test("so is a tile that collides by itself, flipped or not, in any layer", () => {
    const tiles = [{ id: 4, properties: [{ name: "collides", type: "bool", value: true }] }];
    const layer = { ...floor, data: [5, 1, 0x80000005, 4, 6, 0] };
    const map = good(mapOf({ tilesets: [{ ...tileset, tiles }], layers: [layer] }));
    expect([...map.walls]).toEqual([1, 0, 1, 0, 0, 0]);
  });

  test("layers in groups count, in their order, and are hidden with their group", () => {
    const group = {
      type: "group",
      name: "g",
      visible: false,
      layers: [{ ...floor, name: "Deep" }],
    };
    const map = good(mapOf({ layers: [group, floor, { type: "imagelayer", name: "Sky" }] }));
    expect(map.layers.map(({ name, isVisible }) => [name, isVisible])).toEqual([
      ["Deep", false],
      ["Floor", true],
    ]);
    expect(map.ignored).toEqual(["Sky"]);
  });

  test("the object named spawn is where one starts", () => {
    const spawnAt = (x: number, y: number) =>
      good(mapOf({ layers: [floor, { type: "objectgroup", objects: [{ name: "Spawn", x, y }] }] }))
        .spawn;
    expect(spawnAt(70, 33)).toEqual({ x: 2, y: 1 });
    expect(spawnAt(0, 0)).toEqual({ x: 0, y: 0 });
  });

  test("a spawn that is drawn as a tile stands on its lower edge", () => {
    const spawn = { name: "spawn", gid: 1, x: 32, y: 64, width: 32, height: 32 };
    const map = good(mapOf({ layers: [floor, { type: "objectgroup", objects: [spawn] }] }));
    expect(map.spawn).toEqual({ x: 1, y: 1 });
  });

  test("goes to the server with the pictures that were given for its tilesets, and without what is of no use", () => {
    const sky = { type: "imagelayer", name: "Sky", image: "../sky.png" };
    const { json } = good(mapOf({ layers: [floor, sky, { type: "group", layers: [sky] }] }));
    expect(forServer(json, ["https://x.test/g.png"])).toMatchObject({
      width: 3,
      layers: [floor, { type: "group", layers: [] }],
      tilesets: [{ name: "ground", image: "https://x.test/g.png", firstgid: 1 }],
    });
  });
});

describe("what Tiled can save and spaces can't use is refused with what to do", () => {
  test.each([
    ["infinite", { infinite: true }, "Switch “Infinite” off"],
    ["isometric", { orientation: "isometric" }, "The map is isometric"],
    ["too large", { width: 513, height: 2 }, "513 × 2 blocks; there may be 512 × 512"],
    ["without a size", { width: 0 }, "how wide and high"],
    ["encoded", { layers: [{ ...floor, data: "AQAAAA==" }] }, "“Floor” is encoded. Choose “CSV”"],
    ["short of tiles", { layers: [{ ...floor, data: [1] }] }, "a tile for each block"],
    ["full of words", { layers: [{ ...floor, data: [1, 1, 1, 1, 1, "x"] }] }, "that is no tile"],
    [
      "external",
      { tilesets: [{ firstgid: 1, source: "g.tsx" }] },
      "“g.tsx” is in a file of its own",
    ],
    ["a collection", { tilesets: [{ firstgid: 1, name: "c" }] }, "a collection of pictures"],
    [
      "without a tileset",
      { tilesets: [] },
      "“Floor” has tiles of a tileset that is not in the map",
    ],
    ["with stray tiles", { layers: [{ ...floor, data: [1, 1, 1, 1, 1, 99] }] }, "that is not in"],
    ["nothing but walls", { layers: [{ ...floor, name: "walls" }] }, "Walls are everywhere"],
    ["without a tile's size", { tilewidth: 0 }, "how large its tiles are"],
    [
      "with a spawn outside",
      { layers: [{ type: "objectgroup", objects: [{ name: "spawn", x: 96, y: 0 }] }] },
      "“spawn” is outside",
    ],
  ])("%s", (_, more, sentence) => expect(problems(mapOf(more))).toContain(sentence));

  test("all that is wrong is said at once", () => {
    const said = problems(mapOf({ infinite: true, orientation: "hexagonal" }));
    expect(said.split("\n")).toHaveLength(2);
  });

  test.each(["", "<map/>", "[]", "7", "null", '{"layers":1}'])("no map at all: %j", (text) => {
    expect(readTiled(text).isGood).toBe(false);
  });
});
