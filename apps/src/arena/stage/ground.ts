import { type Container, Graphics, type Sprite } from "pixi.js";
import type { Look } from "./looks";
import { type Shapes, sprite } from "./shapes";

export const tile = 32;
const frontHeight = 7;

export type Ground = {
  /** In tiles. */
  readonly width: number;
  readonly height: number;
  /** Walls by rows: where each begins, and how long it is, in tiles. */
  readonly walls: readonly Stretch[];
  /** Those of them with open ground below: their front is seen. */
  readonly fronts: readonly Stretch[];
  readonly covers: readonly Stretch[];
  /** Where health may lie. */
  readonly pickups: readonly { readonly x: number; readonly y: number }[];
};

type Stretch = { readonly x: number; readonly y: number; readonly length: number };

/** What the lines of a map say. */
export function readGround(rows: string): Ground {
  const tiles = rows.split("\n");
  const pickups = tiles.flatMap((row, y) =>
    [...row].flatMap((what, x) => (what === "H" ? [{ x, y }] : [])),
  );
  const isWall = (x: number, y: number): boolean => tiles[y]?.[x] === "#";
  return {
    width: tiles[0]?.length ?? 0,
    height: tiles.length,
    walls: stretches(tiles, isWall),
    fronts: stretches(tiles, (x, y) => isWall(x, y) && y + 1 < tiles.length && !isWall(x, y + 1)),
    covers: stretches(tiles, (x, y) => tiles[y]?.[x] === "+"),
    pickups,
  };
}

function stretches(
  tiles: readonly string[],
  isOne: (x: number, y: number) => boolean,
): readonly Stretch[] {
  return tiles.flatMap((row, y) => {
    const found: Stretch[] = [];
    for (let x = 0; x < row.length; x += 1) {
      const from = x;
      while (x < row.length && isOne(x, y)) x += 1;
      if (x > from) found.push({ x: from, y, length: x - from });
    }
    return found;
  });
}

/** The map, made once for each map and look, and the health that lies on it. */
export function createFloor(shapes: Shapes, layer: Container) {
  const map = new Graphics();
  layer.addChild(map);
  let crosses: Sprite[] = [];

  return {
    show: (ground: Ground, look: Look): void => {
      map.clear();
      map.rect(0, 0, ground.width * tile, ground.height * tile).fill(look.ground);
      for (const { x, y, length } of ground.walls) {
        map.rect(x * tile, y * tile, length * tile, tile);
      }
      map.fill(look.wall);
      for (const { x, y, length } of ground.fronts) {
        map.rect(x * tile, (y + 1) * tile - frontHeight, length * tile, frontHeight);
      }
      map.fill(look.wallEdge);
      for (const { x, y, length } of ground.covers) {
        for (let i = x; i < x + length; i += 1) {
          map.rect(i * tile + 1, y * tile + 1, tile - 2, tile - 2);
        }
      }
      map.fill(look.cover);
      for (const cross of crosses) cross.destroy();
      crosses = ground.pickups.map(({ x, y }) => {
        const cross = sprite(shapes.cross, layer);
        cross.position.set((x + 0.5) * tile, (y + 0.5) * tile);
        cross.tint = look.health;
        return cross;
      });
    },
    update: (lying: Readonly<Record<string, boolean>>): void => {
      crosses.forEach((cross, index) => {
        cross.visible = lying[String(index)] === true;
      });
    },
  };
}
