export type Point = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };

/** Kept free around the tiles and between them, in CSS pixels. */
const gap = 6;
/** From the middle of a head to the tile above it. */
const overHead = 34;
const rounds = 24;

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
  const yMax = Math.max(gap, screen.height - tile.height - gap);
  const inside = ({ x, y }: Point): Point => ({
    x: Math.min(xMax, Math.max(gap, x)),
    y: Math.min(yMax, Math.max(gap, y)),
  });
  const places = heads.map((head) =>
    inside(
      head === null
        ? { x: (screen.width - tile.width) / 2, y: gap }
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
      const isSideways = overX / tile.width <= overY / tile.height;
      const way = (from: number, to: number): number => (from <= to ? -0.5 : 0.5);
      const move = isSideways
        ? { x: overX * way(a.x, b.x), y: 0 }
        : { x: 0, y: overY * way(a.y, b.y) };
      places[i] = inside({ x: a.x + move.x, y: a.y + move.y });
      places[k] = inside({ x: b.x - move.x, y: b.y - move.y });
    }
  }
  return hasMoved;
}
