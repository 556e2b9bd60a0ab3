import { gold, grass, sand, stone, water, wood } from "../palette";
import { chance, createSurface, dot, mix, type Surface, stamp, texel } from "../surface";
import { block, type Terrain, texture, variantAt } from "./textures";

export type Grid<T> = {
  readonly width: number;
  readonly height: number;
  /** What is at a block; beyond the edge what is nearest to it. */
  at(x: number, y: number): T;
  set(x: number, y: number, value: T): void;
  fill(x: number, y: number, width: number, height: number, value: T): void;
};

export function createGrid<T>(width: number, height: number, initial: T): Grid<T> {
  const values = Array.from({ length: width * height }, () => initial);
  const index = (x: number, y: number) =>
    Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x));
  const set = (x: number, y: number, value: T): void => {
    if (x >= 0 && y >= 0 && x < width && y < height) values[index(x, y)] = value;
  };
  return {
    width,
    height,
    at: (x, y) => values[index(x, y)] as T,
    set,
    fill: (x, y, w, h, value) => {
      for (let row = y; row < y + h; row += 1)
        for (let column = x; column < x + w; column += 1) set(column, row, value);
    },
  };
}

/** Who grows over whom where two meet: the higher into the lower. What has no rank meets in a straight line. */
const rank: Partial<Record<Terrain, number>> = {
  water: 0,
  soil: 1,
  path: 2,
  cobble: 3,
  plaza: 4,
  meadow: 5,
  grass: 6,
};

/** How far the neighbour reaches in. */
const lip: Partial<Record<Terrain, number>> = {
  water: 4,
  soil: 2,
  path: 3,
  cobble: 2,
  plaza: 1,
  meadow: 3,
};

function growsInto(own: Terrain, other: Terrain): boolean {
  return (rank[other] ?? -1) > (rank[own] ?? Number.POSITIVE_INFINITY);
}

/** How a pixel stands to what grows in: how far from its edge (negative: beneath it), and what that is. */
type Nearest = { readonly distance: number; readonly other: Terrain | null };

const cornerRadius = 9;

function nearest(grid: Grid<Terrain>, bx: number, by: number, px: number, py: number): Nearest {
  const own = grid.at(bx, by);
  const reach = lip[own] ?? 0;
  const left = px < block / 2;
  const upper = py < block / 2;
  const beside = grid.at(bx + (left ? -1 : 1), by);
  const above = grid.at(bx, by + (upper ? -1 : 1));
  const across = grid.at(bx + (left ? -1 : 1), by + (upper ? -1 : 1));
  const x = left ? px : block - 1 - px;
  const y = upper ? py : block - 1 - py;
  const byX = growsInto(own, beside);
  const byY = growsInto(own, above);
  // The edge wavers, but is the same where two blocks meet.
  const waver = (along: number, seed: number) =>
    along < 3 || along > 28 ? 0 : (chance(Math.floor(along / 3), seed, 3) - 0.5) * 2.2;
  if (byX && byY) {
    const inset = reach + cornerRadius;
    const distance =
      x < inset && y < inset
        ? cornerRadius - Math.hypot(inset - x - 0.5, inset - y - 0.5)
        : Math.min(x + waver(py, 1), y + waver(px, 2)) - reach;
    return { distance, other: beside };
  }
  if (byX) return { distance: x - reach + waver(py, left ? 1 : 4), other: beside };
  if (byY) return { distance: y - reach + waver(px, upper ? 2 : 5), other: above };
  if (growsInto(own, across)) {
    return { distance: Math.hypot(x + 0.5, y + 0.5) - reach - 1.5, other: across };
  }
  return { distance: Number.POSITIVE_INFINITY, other: null };
}

function pixel(grid: Grid<Terrain>, bx: number, by: number, px: number, py: number): string | null {
  const own = grid.at(bx, by);
  const { distance, other } = nearest(grid, bx, by, px, py);
  if (other === null) return null;
  const over = texel(texture(other, 0), px, py);
  const isGreen = other === "grass" || other === "meadow";
  if (distance < -1) return over;
  if (distance < 0) return isGreen ? mix(over, grass[4], 0.5) : over;
  if (own === "water") return bank(grid, bx, by, px, py, distance, isGreen);
  if (isGreen) {
    if (distance < 1) return grass[1];
    if (own === "plaza" || own === "cobble") return distance < 2 ? stone[2] : null;
    return distance < 2.5 ? mix(sand[2], grass[2], 0.35) : null;
  }
  return distance < 1 ? stone[2] : null;
}

const bankHeight = 6;

/** The edge of water: one looks from the south, so the northern bank shows its face. */
function bank(
  grid: Grid<Terrain>,
  bx: number,
  by: number,
  px: number,
  py: number,
  distance: number,
  isGreen: boolean,
): string | null {
  let drop = 0;
  while (
    drop <= bankHeight &&
    (py - drop < 0 || nearest(grid, bx, by, px, py - drop).distance >= 0)
  ) {
    if (py - drop < 0) break;
    drop += 1;
  }
  const hasFace = drop <= bankHeight && py - drop >= 0;
  if (hasFace) {
    const [light, dark] = isGreen ? [wood[2], wood[1]] : [stone[3], stone[2]];
    if (drop >= bankHeight) return water[5];
    return drop <= 1 ? (isGreen ? grass[1] : stone[4]) : drop <= 4 ? light : dark;
  }
  if (distance < 1) return isGreen ? wood[1] : stone[2];
  if (distance < 2) return water[5];
  return distance < 4 ? mix(water[3], water[4], 0.6) : null;
}

/** A woven border along the edge of a carpet. */
function border(to: Surface, grid: Grid<Terrain>, bx: number, by: number): void {
  const own = grid.at(bx, by);
  const same = (x: number, y: number) => grid.at(bx + x, by + y) === own;
  for (let y = 0; y < block; y += 1) {
    for (let x = 0; x < block; x += 1) {
      const distances = [
        same(-1, 0) ? 99 : x,
        same(1, 0) ? 99 : block - 1 - x,
        same(0, -1) ? 99 : y,
        same(0, 1) ? 99 : block - 1 - y,
      ];
      const sx = x < block / 2 ? -1 : 1;
      const sy = y < block / 2 ? -1 : 1;
      const inX = sx < 0 ? x : block - 1 - x;
      const inY = sy < 0 ? y : block - 1 - y;
      if (same(sx, 0) && same(0, sy) && !same(sx, sy)) distances.push(Math.max(inX, inY));
      const distance = Math.min(...distances);
      if (distance === 0) dot(to, x, y, mix(texel(to, x, y), "#1c1b2b", 0.55));
      else if (distance === 1 || distance === 5)
        dot(to, x, y, mix(texel(to, x, y), "#1c1b2b", 0.18));
      else if (distance === 3 || distance === 4) dot(to, x, y, distance === 3 ? gold[4] : gold[3]);
    }
  }
}

const drawn = new Map<string, Surface>();

function blockPicture(grid: Grid<Terrain>, x: number, y: number): Surface {
  const own = grid.at(x, y);
  const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => grid.at(x + dx, y + dy)));
  const isCarpet = own.startsWith("carpet");
  const matters = around.some((other) => growsInto(own, other)) || isCarpet;
  const variant = variantAt(own, x, y);
  const key = matters ? `${variant} ${around.join(" ")}` : `${variant} ${own}`;
  let found = drawn.get(key);
  if (found) return found;
  found = createSurface(block, block);
  stamp(found, texture(own, variant), 0, 0);
  if (isCarpet) border(found, grid, x, y);
  else if (matters) {
    for (let py = 0; py < block; py += 1)
      for (let px = 0; px < block; px += 1) {
        const color = pixel(grid, x, y, px, py);
        if (color !== null) dot(found, px, py, color);
      }
  }
  drawn.set(key, found);
  return found;
}

/** Paints the floor of a whole map. */
export function paintGround(to: Surface, grid: Grid<Terrain>): void {
  for (let y = 0; y < grid.height; y += 1)
    for (let x = 0; x < grid.width; x += 1)
      stamp(to, blockPicture(grid, x, y), x * block, y * block);
}
