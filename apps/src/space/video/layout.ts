export type Point = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };

/** Kept free around the tiles and between them, in CSS pixels. */
const gap = 6;
/** Kept free at the top, where the space's bar is. */
const bar = 66;
/** From the middle of a head to the tile above it. */
const overHead = 34;
const rounds = 120;

/**
 * The upper left corners of tiles above heads, pushed apart where they would lie on each other, and inside where they
 * would stick out. Somebody whose head is not in sight (null) gets a place at the top.
 */
export function placeTiles(
  heads: readonly (Point | null)[],
  tile: Size,
  screen: Size,
): readonly Point[] {
  const xMax = Math.max(gap, screen.width - tile.width - gap);
  const yMax = Math.max(0, screen.height - tile.height - gap);
  const inside = ({ x, y }: Point): Point => ({
    x: Math.min(xMax, Math.max(gap, x)),
    y: Math.min(yMax, Math.max(bar, y)),
  });
  const places = heads.map((head) =>
    inside(
      head === null
        ? { x: (screen.width - tile.width) / 2, y: bar }
        : { x: head.x - tile.width / 2, y: head.y - overHead - tile.height },
    ),
  );
  for (let round = 0; round < rounds; round++) {
    if (!pushApart(places, tile, inside)) break;
  }
  return places;
}

/** Pushes each two that overlap apart by the shorter way; answers whether there were any. */
function pushApart(places: Point[], tile: Size, inside: (point: Point) => Point): boolean {
  let hasMoved = false;
  for (let i = 0; i < places.length; i++) {
    for (let k = i + 1; k < places.length; k++) {
      const a = places[i] as Point;
      const b = places[k] as Point;
      const overX = tile.width + gap - Math.abs(a.x - b.x);
      const overY = tile.height + gap - Math.abs(a.y - b.y);
      // Less than a pixel can't be seen, and halves would go on for ever.
      if (overX < 1 || overY < 1) continue;
      hasMoved = true;
      // Upwards while there is room, for below are the heads.
      const [upper, above, below] = a.y <= b.y ? [i, a, b] : [k, b, a];
      const y = below.y - tile.height - gap;
      if (overY / tile.height < overX / tile.width && y >= bar) {
        places[upper] = { x: above.x, y };
        continue;
      }
      const half = a.x <= b.x ? overX / 2 : -overX / 2;
      places[i] = inside({ x: a.x - half, y: a.y });
      places[k] = inside({ x: b.x + half, y: b.y });
    }
  }
  return hasMoved;
}
