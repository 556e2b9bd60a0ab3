import { coal, leaf, mixed, pale, type Ramp, red, stone, wood } from "../palette";
import {
  box,
  chance,
  createSurface,
  dot,
  ellipse,
  mix,
  pick,
  type Surface,
  stamp,
} from "../surface";
import type { Grid } from "./ground";
import { block } from "./textures";

export type Wall = "plaster" | "sage" | "brick" | "hedge" | "blocked";

type Style = {
  readonly cap: Ramp;
  face(to: Surface, x: number, y: number, height: number, isFoot: boolean, seed: number): void;
};

function plaster(ramp: Ramp, skirting: Ramp): Style["face"] {
  return (to, x, y, height, isFoot) => {
    box(to, x, y, block, height, ramp[3]);
    box(to, x, y, block, 2, mix(ramp[3], ramp[1], 0.5));
    for (let row = 0; row < height; row += 1)
      if (isFoot) box(to, x, y + row, block, 1, mix(ramp[3], ramp[2], (0.7 * row) / height));
    if (!isFoot) return;
    box(to, x, y + height - 9, block, 9, skirting[2]);
    box(to, x, y + height - 9, block, 1, skirting[4]);
    box(to, x, y + height - 8, block, 1, skirting[3]);
    box(to, x, y + height - 2, block, 2, skirting[1]);
  };
}

const bricks: Style["face"] = (to, x, y, height, isFoot, seed) => {
  box(to, x, y, block, height, red[0]);
  for (let row = 0; row * 6 < height; row += 1) {
    const shift = row % 2 === 0 ? 0 : 6;
    for (let column = -1; column < 3; column += 1) {
      const tone = mix(red[2], sandy, 0.12 + 0.25 * chance(column & 3, row, seed));
      const left = Math.max(0, column * 12 + shift);
      const right = Math.min(block, column * 12 + shift + 11);
      const h = Math.min(5, height - row * 6);
      if (right <= left) continue;
      box(to, x + left, y + row * 6, right - left, h, tone);
      box(to, x + left, y + row * 6, right - left, 1, mix(tone, "#ffffff", 0.18));
    }
  }
  if (isFoot) {
    box(to, x, y + height - 7, block, 7, stone[2]);
    box(to, x, y + height - 7, block, 1, stone[4]);
    box(to, x, y + height - 1, block, 1, stone[0]);
    box(to, x + 15, y + height - 6, 1, 5, stone[1]);
  }
};
const sandy = "#c98a66";

const leaves: Style["face"] = (to, x, y, height, isFoot, seed) => {
  box(to, x, y, block, height, leaf[1]);
  for (let i = 0; i < 16; i += 1) {
    const [px, py] = [pick(0, 29, i, seed, 1), pick(0, height - 3, i, seed, 2)];
    const tone = py < height / 2 ? leaf[2] : mix(leaf[1], leaf[2], 0.5);
    box(to, x + px, y + py, 3, 2, tone);
    dot(to, x + px, y + py, leaf[3]);
  }
  if (isFoot) box(to, x, y + height - 3, block, 3, leaf[0]);
};

const styles: Readonly<Record<Exclude<Wall, "blocked">, Style>> = {
  plaster: { cap: coal, face: plaster(pale, wood) },
  sage: { cap: coal, face: plaster(mixed(pale, "#8fb7a0", 0.42), wood) },
  brick: { cap: stone, face: bricks },
  hedge: { cap: leaf, face: leaves },
};

const capHeight = 10;

/** How tall a wall stands on its lowest block: a hedge and a wall of one block's depth show more of their top. */
function capOf(wall: Wall): number {
  return wall === "hedge" ? 16 : capHeight;
}

/** Paints walls as seen from the south: the lowest two blocks of a run show its face, what is behind them its top. */
export function paintWalls(to: Surface, grid: Grid<Wall | null>): void {
  const at = (x: number, y: number): Wall | null => {
    const wall = grid.at(x, y);
    return wall === "blocked" ? null : wall;
  };
  for (let y = 0; y < grid.height; y += 1) {
    for (let x = 0; x < grid.width; x += 1) {
      const wall = at(x, y);
      if (wall === null || wall === "blocked") continue;
      let below = 1;
      while (below < 3 && y + below < grid.height && at(x, y + below) !== null) below += 1;
      if (y + below >= grid.height) below = 3;
      if (wall === "hedge" && below === 2) below = 3;
      const isRunTop = y > 0 && at(x, y - 1) === null;
      const seed = pick(0, 2, x, y, 5);
      const picture = createSurface(block, block);
      const { face } = styles[wall as Exclude<Wall, "blocked">];
      const showsTop = isRunTop || wall === "hedge";
      const cap = below >= 3 ? block : showsTop ? capOf(wall) : 0;
      if (cap < block) face(picture, 0, cap, block - cap, below === 1, seed);
      if (cap > 0) paintCap(picture, wall, cap, seed);
      edge(picture, at, x, y, cap, styles[wall as Exclude<Wall, "blocked">].cap);
      stamp(to, picture, x * block, y * block);
    }
  }
}

function paintCap(to: Surface, wall: Wall, height: number, seed: number): void {
  const { cap } = styles[wall as Exclude<Wall, "blocked">];
  box(to, 0, 0, block, height, wall === "hedge" ? cap[3] : cap[2]);
  if (wall === "hedge") {
    for (let i = 0; i < height; i += 1) {
      const [x, y] = [pick(1, 28, i, seed, 21), pick(1, Math.max(1, height - 4), i, seed, 22)];
      ellipse(
        to,
        x + 1,
        y + 1,
        2,
        1.5,
        i % 3 === 0 ? cap[4] : i % 3 === 1 ? cap[2] : mix(cap[3], cap[4], 0.4),
      );
    }
    if (height < block)
      for (let x = 0; x < block; x += 1) if (chance(x, seed, 23) > 0.4) dot(to, x, height, cap[2]);
  }
  if (height < block) box(to, 0, height - 1, block, 1, mix(cap[2], cap[1], 0.6));
}

/** Light on the edges that face it, shade on the others. */
function edge(
  to: Surface,
  at: (x: number, y: number) => Wall | null,
  x: number,
  y: number,
  cap: number,
  ramp: Ramp,
): void {
  if (at(x, y - 1) === null && cap > 0) {
    box(to, 0, 0, block, 2, ramp[4]);
    box(to, 0, 2, block, 1, ramp[3]);
  }
  if (at(x - 1, y) === null) {
    box(to, 0, 0, 2, cap, ramp[4]);
    box(to, 0, cap, 1, block - cap, "#ffffff55");
  }
  if (at(x + 1, y) === null) {
    box(to, block - 2, 0, 2, cap, ramp[1]);
    box(to, block - 2, cap, 2, block - cap, "#2b243844");
  }
}

/** The shadow that walls throw on the floor south and east of them. */
export function paintShade(to: Surface, grid: Grid<Wall | null>): void {
  const isWall = (x: number, y: number): boolean => {
    const wall = x < 0 || y < 0 ? null : grid.at(x, y);
    return wall !== null && wall !== "blocked";
  };
  for (let y = 0; y < grid.height; y += 1) {
    for (let x = 0; x < grid.width; x += 1) {
      if (isWall(x, y)) continue;
      const north = isWall(x, y - 1);
      const west = isWall(x - 1, y);
      const corner = isWall(x - 1, y - 1);
      for (let py = 0; py < block; py += 1) {
        for (let px = 0; px < block; px += 1) {
          const fromNorth = north && (corner || px >= py * 0.6 || west) ? shade(py, 13) : 0;
          const fromWest = west && (corner || py >= px) ? shade(px, 7) : 0;
          const fromCorner = corner && !north && !west ? Math.min(shade(py, 13), shade(px, 7)) : 0;
          const alpha = Math.max(fromNorth, fromWest, fromCorner);
          if (alpha > 0)
            dot(
              to,
              x * block + px,
              y * block + py,
              `#241c3a${alpha.toString(16).padStart(2, "0")}`,
            );
        }
      }
    }
  }
}

/** In three steps, as pixel art does it. */
function shade(distance: number, reach: number): number {
  if (distance >= reach) return 0;
  return [96, 64, 32][Math.floor((distance * 3) / reach)] ?? 0;
}
