import { expect, test } from "vitest";
import { paintLayer } from "./paint";
import type { TileLayer } from "./read";

const picture = { naturalWidth: 96 } as HTMLImageElement;
const ground = { firstGid: 1, count: 4, columns: 2, tileWidth: 32, tileHeight: 32 };
const trees = { firstGid: 5, count: 1, columns: 1, tileWidth: 64, tileHeight: 96 };
const rest = { margin: 0, spacing: 0, image: "/x.png" };

function mapOf(data: readonly number[], width: number, height: number) {
  const layer: TileLayer = { name: "l", isAbove: false, opacity: 1, data };
  const tilesets = [
    { ...ground, ...rest },
    { ...trees, ...rest },
  ];
  return { map: { width, height, tileWidth: 32, tileHeight: 32, tilesets }, layer };
}

/** Where the corners of each tile that is painted come to lie, as a canvas would put them. */
function painted(data: readonly number[], size: readonly [number, number], area: number[]) {
  const boxes: string[] = [];
  const stack: DOMMatrix2DInit[] = [];
  let at = [1, 0, 0, 1, 0, 0];
  const times = (b: readonly number[]) => {
    const [a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0] = at;
    const [b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0] = b;
    at = [
      a0 * b0 + a2 * b1,
      a1 * b0 + a3 * b1,
      a0 * b2 + a2 * b3,
      a1 * b2 + a3 * b3,
      a0 * b4 + a2 * b5 + a4,
      a1 * b4 + a3 * b5 + a5,
    ];
  };
  const context = {
    globalAlpha: 1,
    save: () => stack.push([...at] as never),
    restore: () => {
      at = stack.pop() as unknown as number[];
    },
    translate: (x: number, y: number) => times([1, 0, 0, 1, x, y]),
    scale: (x: number, y: number) => times([x, 0, 0, y, 0, 0]),
    transform: (...m: number[]) => times(m),
    drawImage: (...[, , , , , x, y, w, h]: number[] & [unknown]) => {
      const corner = (cx: number, cy: number) => {
        const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = at;
        return [a * cx + c * cy + e, b * cx + d * cy + f];
      };
      const [x1 = 0, y1 = 0] = corner(Number(x), Number(y));
      const [x2 = 0, y2 = 0] = corner(Number(x) + Number(w), Number(y) + Number(h));
      const box = [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)];
      boxes.push(`${box.map(Math.round).join(",")}${x1 > x2 ? " mirrored" : ""}`);
    },
  } as unknown as CanvasRenderingContext2D;
  const [x = 0, y = 0, width = 0, height = 0] = area;
  const { map, layer } = mapOf(data, ...size);
  paintLayer(context, { map, layer, pictureOf: () => picture, cell: 32 }, { x, y, width, height });
  return boxes;
}

test("a tile larger than a block stands on it, and is not squeezed", () => {
  expect(painted([0, 0, 0, 0, 5, 0], [2, 3], [0, 0, 2, 3])).toEqual(["0,0,64,96"]);
});

test("a large tile is whole on both sides of a border between pieces", () => {
  const data = new Array<number>(16).fill(0);
  data[4 * 2 + 1] = 5; // column 1, row 2 of four by four: it covers columns 1 and 2, rows 0 to 2
  expect(painted(data, [4, 4], [0, 0, 2, 2])).toEqual(["32,0,64,96"]);
  expect(painted(data, [4, 4], [2, 0, 2, 2])).toEqual(["-32,0,64,96"]);
  expect(painted(data, [4, 4], [2, 2, 2, 2])).toEqual(["-32,-64,64,96"]);
});

test("tiles are turned as Tiled turned them", () => {
  expect(painted([0x80000001], [1, 1], [0, 0, 1, 1])).toEqual(["0,0,32,32 mirrored"]);
  // A quarter turn makes a high tile wide; it stands on its block all the same.
  expect(painted([0, 0, 0xa0000005, 0], [1, 4], [0, 0, 1, 4])).toEqual(["0,32,96,64 mirrored"]);
});
