import { describe, expect, test } from "vitest";
import { readTileMap, turned } from "../../tiled/read";
import { sourceOf } from "../../tiled/tileset";
import { createMotion, footing } from "../stage/motion";
import { avatarOf, walkSheetOf } from "./catalogue";
import { block, blockAt, gameWithin, lookAt, pictureSize, toMap, toScreen } from "./geometry";

const none = { top: 0, right: 0, bottom: 0, left: 0 };

describe("the camera", () => {
  const map = { width: 3200, height: 2560 };
  const screen = { width: 1000, height: 800 };

  test("keeps what it looks at in the middle of what panels leave free", () => {
    const camera = lookAt({ x: 1600, y: 1280 }, map, screen, { ...none, right: 200 }, 2);
    expect(toScreen({ x: 1600, y: 1280 }, camera)).toEqual({ x: 400, y: 400 });
    expect(toMap({ x: 400, y: 400 }, camera)).toEqual({ x: 1600, y: 1280 });
  });

  test("shows nothing beyond the map's edge, unless all of the map fits", () => {
    expect(lookAt({ x: 0, y: 2560 }, map, screen, none, 2)).toEqual({ x: 0, y: 2160, zoom: 2 });
    const small = lookAt({ x: 0, y: 0 }, { width: 100, height: 100 }, screen, none, 1);
    expect(toScreen({ x: 50, y: 50 }, small)).toEqual({ x: 500, y: 400 });
  });

  test("finds the block under a point", () => {
    expect(blockAt({ x: 33, y: 31.9 })).toEqual({ x: 1, y: 0 });
    expect(blockAt({ x: -1, y: 0 })).toEqual({ x: -1, y: 0 });
  });
});

describe("tables", () => {
  const table = {
    elementId: "t",
    x: 10,
    y: 10,
    width: 2,
    height: 2,
    static: true,
    use: "cardtable",
  };

  test("are in reach two blocks away, diagonals counting as one, and the nearest counts", () => {
    const both = [
      ["far", { ...table, x: 14 }],
      ["near", table],
      ["plant", { ...table, x: 12, use: "" }],
    ] as const;
    expect(gameWithin({ x: 12, y: 12 }, both)?.id).toBe("near");
    expect(gameWithin({ x: 8, y: 8 }, both)?.id).toBe("near");
    expect(gameWithin({ x: 7, y: 10 }, both)).toBeNull();
  });
});

describe("pictures", () => {
  test("are as wide as what they stand on, and do not tower", () => {
    const stands = { width: 1, height: 1 };
    expect(pictureSize({ width: 64, height: 128 }, stands)).toEqual({ width: 32, height: 64 });
    expect(pictureSize({ width: 10, height: 100 }, stands).height).toBe(3.5 * block);
  });

  test("of walking belong to our own portraits alone", () => {
    expect(walkSheetOf("/art/avatars/ada.png")).toBe("/art/avatars/ada-walk.png");
    expect(walkSheetOf("https://example.org/art/avatars/ada.png")).toBeNull();
  });

  test("are given to who chose none, always the same", () => {
    const avatars = new Map(["a", "b", "c"].map((id) => [id, { id, name: id, imageUrl: id }]));
    expect(avatarOf(avatars, "m1", "c")?.id).toBe("c");
    expect(avatarOf(avatars, "m1", "gone")).toBe(avatarOf(avatars, "m1", undefined));
    expect(avatarOf(new Map(), "m1", undefined)).toBeUndefined();
  });
});

describe("a map of Tiled", () => {
  const layer = { type: "tilelayer", name: "ground", data: [1, 2, 0, 5], visible: true };
  const tileset = {
    firstgid: 1,
    tilecount: 8,
    columns: 4,
    tilewidth: 16,
    tileheight: 16,
    margin: 1,
    spacing: 2,
    image: "/t.png",
  };
  const map = { width: 2, height: 2, tilewidth: 16, tileheight: 16, tilesets: [tileset] };

  test("is read with groups, without what is hidden or of a wrong size", () => {
    const layers = [
      { type: "group", layers: [layer, { ...layer, name: "Above", opacity: 0.5 }] },
      { ...layer, visible: false },
      { ...layer, data: [1] },
      { type: "objectgroup", objects: [] },
    ];
    const read = readTileMap({ ...map, layers });
    expect(read?.layers.map(({ name, isAbove }) => [name, isAbove])).toEqual([
      ["ground", false],
      ["Above", true],
    ]);
  });

  test("that is none is none", () => {
    for (const json of [
      null,
      7,
      {},
      { ...map, layers: [] },
      { ...map, width: 1e6, layers: [layer] },
    ])
      expect(readTileMap(json)).toBeNull();
  });

  test("says where in a picture a tile is, and how it is turned", () => {
    const tilesets = readTileMap({ ...map, layers: [layer] })?.tilesets ?? [];
    expect(sourceOf(tilesets, 6)).toMatchObject({ x: 19, y: 19 });
    expect(sourceOf(tilesets, 9)).toBeNull();
    expect(turned(0x80000003)).toEqual({ id: 3, flipX: true, flipY: false, swap: false });
  });
});

describe("walking on the screen", () => {
  test("takes as long as a step and looks where it goes", () => {
    const motion = createMotion({ x: 0, y: 0 }, 160);
    motion.goTo({ x: 1, y: 0 });
    motion.advance(80);
    expect(motion.at().x).toBeCloseTo(footing({ x: 0, y: 0 }).x + block / 2);
    expect(motion.direction()).toBe("right");
    expect(motion.isWalking()).toBe(true);
    motion.advance(80);
    expect(motion.at()).toEqual(footing({ x: 1, y: 0 }));
    motion.advance(200);
    expect(motion.isWalking()).toBe(false);
  });

  test("goes around corners, and hurries when it is behind", () => {
    const motion = createMotion({ x: 0, y: 0 }, 160);
    for (const [x, y] of [
      [1, 0],
      [1, 1],
      [1, 2],
    ] as const)
      motion.goTo({ x, y });
    motion.advance(160);
    expect(motion.at().x).toBe(footing({ x: 1, y: 0 }).x);
    expect(motion.at().y).toBeGreaterThan(footing({ x: 0, y: 1 }).y);
  });

  test("of a step that was taken back returns the straight way", () => {
    const motion = createMotion({ x: 0, y: 0 }, 160);
    motion.goTo({ x: 1, y: 0 });
    motion.advance(80);
    motion.goTo({ x: 0, y: 0 });
    motion.advance(80);
    expect(motion.at()).toEqual(footing({ x: 0, y: 0 }));
  });

  test("is no walk when somebody was put far away", () => {
    const motion = createMotion({ x: 0, y: 0 }, 160);
    motion.goTo({ x: 30, y: 0 });
    expect(motion.at()).toEqual(footing({ x: 30, y: 0 }));
  });
});
