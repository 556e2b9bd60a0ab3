import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Fields } from "./fields";
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

async function good(json: object): Promise<TiledMap> {
  const reading = await readTiled(JSON.stringify(json));
  if (!reading.isGood) throw new Error(reading.problems.join("\n"));
  return reading.map;
}

async function problems(json: object): Promise<string> {
  const reading: Reading = await readTiled(JSON.stringify(json));
  return reading.isGood ? "" : reading.problems.join("\n");
}

describe("a map from Tiled", () => {
  test("has its size, its layers and no walls where none are named", async () => {
    const map = await good(mapOf());
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
  ])("%s is in the way", async (_, layer) => {
    expect([...(await good(mapOf({ layers: [floor, layer] }))).walls]).toEqual([1, 0, 0, 0, 0, 1]);
  });

  test("so is a tile that collides by itself, flipped or not, in any layer", async () => {
    const tiles = [{ id: 4, properties: [{ name: "collides", type: "bool", value: true }] }];
    const layer = { ...floor, data: [5, 1, 0x80000005, 4, 6, 0] };
    const map = await good(mapOf({ tilesets: [{ ...tileset, tiles }], layers: [layer] }));
    expect([...map.walls]).toEqual([1, 0, 1, 0, 0, 0]);
  });

  test("layers in groups count, in their order, and are hidden with their group", async () => {
    const group = {
      type: "group",
      name: "g",
      visible: false,
      layers: [{ ...floor, name: "Deep" }],
    };
    const map = await good(mapOf({ layers: [group, floor, { type: "imagelayer", name: "Sky" }] }));
    expect(map.layers.map(({ name, isVisible }) => [name, isVisible])).toEqual([
      ["Deep", false],
      ["Floor", true],
    ]);
    expect(map.ignored).toEqual(["Sky"]);
  });

  test("the object named spawn is where one starts", async () => {
    const spawnAt = async (x: number, y: number) => {
      const points = { type: "objectgroup", objects: [{ name: "Spawn", x, y }] };
      return (await good(mapOf({ layers: [floor, points] }))).spawn;
    };
    expect(await spawnAt(70, 33)).toEqual({ x: 2, y: 1 });
    expect(await spawnAt(0, 0)).toEqual({ x: 0, y: 0 });
  });

  test("a spawn that is drawn as a tile stands on its lower edge", async () => {
    const spawn = { name: "spawn", gid: 1, x: 32, y: 64, width: 32, height: 32 };
    const map = await good(mapOf({ layers: [floor, { type: "objectgroup", objects: [spawn] }] }));
    expect(map.spawn).toEqual({ x: 1, y: 1 });
  });

  test("goes to the server with the pictures that were given for its tilesets, and without what is of no use", async () => {
    const sky = { type: "imagelayer", name: "Sky", image: "../sky.png" };
    const { json } = await good(mapOf({ layers: [floor, sky, { type: "group", layers: [sky] }] }));
    expect(forServer(json, ["https://x.test/g.png"])).toMatchObject({
      width: 3,
      layers: [floor, { type: "group", layers: [] }],
      tilesets: [{ name: "ground", image: "https://x.test/g.png", firstgid: 1 }],
    });
  });
});

describe("a map of an older Tiled, or saved in another way", () => {
  const walls = [1, 0, 1, 0, 0, 0];
  const data = [5, 1, 5, 4, 6, 0];

  test("has its tiles as an object, and their properties beside them", async () => {
    const old = {
      ...tileset,
      tiles: { "2": { terrain: [0, 0, 0, 0] } },
      tileproperties: { "4": { collides: true }, "0": { collides: false } },
      tilepropertytypes: { "4": { collides: "bool" } },
    };
    const map = await good(mapOf({ tilesets: [old], layers: [{ ...floor, data }] }));
    expect([...map.walls]).toEqual(walls);
    expect(forServer(map.json, []).tilesets).toMatchObject([
      {
        tiles: [
          { id: 0, properties: [{ name: "collides", value: false }] },
          { id: 2 },
          { id: 4, properties: [{ name: "collides", value: true }] },
        ],
      },
    ]);
  });

  test("a layer's properties may be an object too", async () => {
    const layer = { ...floor, data: walls, properties: { collides: true } };
    expect([...(await good(mapOf({ layers: [floor, layer] }))).walls]).toEqual(walls);
  });

  test.each([false, "false", "False", "0", "no", "", 0])(
    "collides: %j is no wall",
    async (value) => {
      const properties = [{ name: "collides", type: "string", value }];
      const map = await good(
        mapOf({
          tilesets: [{ ...tileset, tiles: [{ id: 4, properties }] }],
          layers: [{ ...floor, data, properties }],
        }),
      );
      expect([...map.walls]).toEqual([0, 0, 0, 0, 0, 0]);
      // What the server is sent says no in the one way that it knows.
      expect(JSON.stringify(forServer(map.json, []))).not.toMatch(/"value":(?!false)/);
    },
  );

  const bytes = Buffer.from(new Uint32Array([1, 2, 0x80000003, 0, 5, 16]).buffer);
  test.each([
    ["", bytes],
    ["zlib", deflateSync(bytes)],
    ["gzip", gzipSync(bytes)],
  ])("layers are unpacked: base64 %s", async (compression, packed) => {
    const layer = { ...floor, encoding: "base64", compression, data: packed.toString("base64") };
    const map = await good(mapOf({ layers: [layer] }));
    expect(map.layers[0]?.data).toEqual([1, 2, 0x80000003, 0, 5, 16]);
    const [sent] = forServer(map.json, []).layers as Fields[];
    expect(sent).toMatchObject({ data: [1, 2, 0x80000003, 0, 5, 16] });
    expect(sent).not.toHaveProperty("compression");
  });

  test("what unpacks to more than the largest map has is refused", async () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024)).toString("base64");
    const layer = { ...floor, encoding: "base64", compression: "zlib", data: bomb };
    expect(await problems(mapOf({ layers: [layer] }))).toContain("it is too large");
  });

  test("a layer that is smaller than the map lies where it begins", async () => {
    const small = { ...floor, width: 2, height: 1, x: 1, y: 1, data: [7, 8] };
    const map = await good(mapOf({ layers: [floor, small] }));
    expect(map.layers[1]?.data).toEqual([0, 0, 0, 0, 7, 8]);
    expect(map.json.layers).toMatchObject([{}, { width: 3, height: 2, x: 0, y: 0 }]);
  });

  test("tile objects are named among what is left out", async () => {
    const objects = [
      { name: "tree", gid: 3, x: 0, y: 32 },
      { name: "tree", gid: 3, x: 32, y: 32 },
      { name: "spawn", gid: 3, x: 32, y: 64, height: 32 },
      { name: "a note", x: 0, y: 0 },
    ];
    const layer = { type: "objectgroup", name: "Trees", objects };
    const map = await good(mapOf({ layers: [floor, layer] }));
    expect(map.ignored).toEqual(["2 tile objects on the layer “Trees”"]);
    expect(map.spawn).toEqual({ x: 1, y: 1 });
  });
});

describe("what Tiled can save and spaces can't use is refused with what to do", () => {
  test.each([
    ["infinite", { infinite: true }, "Switch “Infinite” off"],
    ["isometric", { orientation: "isometric" }, "The map is isometric"],
    ["too large", { width: 513, height: 2 }, "513 × 2 blocks; there may be 512 × 512"],
    ["without a size", { width: 0 }, "how wide and high"],
    ["packed and short", { layers: [{ ...floor, data: "AQAAAA==" }] }, "a tile for each block"],
    ["packed and broken", { layers: [{ ...floor, data: "AQAA" }] }, "can’t be unpacked"],
    [
      "packed in a way that browsers don't know",
      { layers: [{ ...floor, data: "AQAAAA==", encoding: "base64", compression: "zstd" }] },
      "zstd is not known here). Choose “CSV”",
    ],
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
      "“Floor” has at block 0, 0 the tile 1, which is of a tileset that is not in the map",
    ],
    [
      "with tiles that their tileset lost",
      { layers: [{ ...floor, data: [1, 1, 1, 1, 1, 99] }] },
      "“Floor” has at block 2, 1 the tile 99, but the tileset “ground” ends with tile 16",
    ],
    ["nothing but walls", { layers: [{ ...floor, name: "walls" }] }, "Walls are everywhere"],
    ["without a tile's size", { tilewidth: 0 }, "how large its tiles are"],
    [
      "with a spawn outside",
      { layers: [{ type: "objectgroup", objects: [{ name: "spawn", x: 96, y: 0 }] }] },
      "“spawn” is outside",
    ],
  ])("%s", async (_, more, sentence) => expect(await problems(mapOf(more))).toContain(sentence));

  test("all that is wrong is said at once", async () => {
    const said = await problems(mapOf({ infinite: true, orientation: "hexagonal" }));
    expect(said.split("\n")).toHaveLength(2);
  });

  test.each(["", "<map/>", "[]", "7", "null", '{"layers":1}'])(
    "no map at all: %j",
    async (text) => {
      expect((await readTiled(text)).isGood).toBe(false);
    },
  );
});
