/** A map of the catalogue, as the server tells of it: what Tiled's file says, and its walls. */
export interface CatalogueMap {
  /** `"WxH"`, in blocks. */
  readonly dimensions: string;
  /** Rows; `#` is a wall. Empty or missing for none. */
  readonly walls?: readonly string[];
  /** Tiled's JSON: points named `spawn` and `health`, and a tile layer named `cover`. */
  readonly tiled?: unknown;
}

type Tile = { readonly x: number; readonly y: number };

/** The server takes no larger and no smaller map for an arena. */
export const ownMapSide = { min: 8, max: 48 } as const;
const spawnsWanted = 8;
const spawnsMax = 64;
const healthWanted = 2;
const healthMax = 16;

/** Whether a map of this size may become an arena. */
export function isArenaSize(dimensions: string): boolean {
  const [width = 0, height = 0] = dimensions.split("x").map(Number);
  const fits = (side: number) => side >= ownMapSide.min && side <= ownMapSide.max;
  return fits(width) && fits(height);
}

/**
 * The rows of an arena on this map, for the option `rows`: walls are walls, and what can't be reached is one too. Bodies
 * appear at the points named `spawn`; where there are fewer than two, on places far from each other. Null for a map that
 * is too large, too small, or too full.
 */
export function arenaRows({ dimensions, walls = [], tiled }: CatalogueMap): string | null {
  if (!isArenaSize(dimensions)) return null;
  const [width = 0, height = 0] = dimensions.split("x").map(Number);
  const drawing = readDrawing(tiled);
  const isFree = ({ x, y }: Tile): boolean =>
    x >= 0 &&
    y >= 0 &&
    x < width &&
    y < height &&
    walls[y]?.[x] !== "#" &&
    !drawing.cover.has(y * width + x);
  const all = Array.from({ length: width * height }, (_, i) => ({
    x: i % width,
    y: Math.floor(i / width),
  }));
  const points = drawing.spawns.filter(isFree);
  const first = points[0] ?? all.find((tile) => isFree(tile));
  if (first === undefined) return null;
  const reached = reachedFrom(first, isFree);
  const floor = all.filter(({ x, y }) => reached.has(`${x},${y}`));
  const isReached = ({ x, y }: Tile) => reached.has(`${x},${y}`);
  let spawns = points.filter(isReached).slice(0, spawnsMax);
  if (spawns.length < 2) spawns = spread(floor, [], spawnsWanted);
  if (spawns.length < 2) return null;
  let health = drawing.health.filter(isReached).slice(0, healthMax);
  if (health.length === 0) health = spread(floor, spawns, healthWanted);
  const rows = Array.from({ length: height }, () => new Array<string>(width).fill("#"));
  const set = (tiles: readonly Tile[], mark: string): void => {
    for (const { x, y } of tiles) (rows[y] as string[])[x] = mark;
  };
  set(floor, ".");
  set(
    all.filter(({ x, y }) => drawing.cover.has(y * width + x) && walls[y]?.[x] !== "#"),
    "+",
  );
  set(health, "H");
  set(spawns, "S");
  return rows.map((row) => row.join("")).join("\n");
}

function reachedFrom(first: Tile, isFree: (tile: Tile) => boolean): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [first];
  for (let tile = open.pop(); tile !== undefined; tile = open.pop()) {
    const { x, y } = tile;
    if (!isFree(tile) || reached.has(`${x},${y}`)) continue;
    reached.add(`${x},${y}`);
    open.push({ x: x - 1, y }, { x: x + 1, y }, { x, y: y - 1 }, { x, y: y + 1 });
  }
  return reached;
}

/** So many places, each as far as can be from those before it and from `others`. */
function spread(floor: readonly Tile[], others: readonly Tile[], wanted: number): Tile[] {
  const chosen: Tile[] = [];
  while (chosen.length < Math.min(wanted, floor.length - others.length)) {
    const taken = [...others, ...chosen];
    let best = floor[0] as Tile;
    let bestFar = -1;
    for (const tile of floor) {
      const far = Math.min(
        floor.length ** 2,
        ...taken.map(({ x, y }) => (tile.x - x) ** 2 + (tile.y - y) ** 2),
      );
      if (far > bestFar) {
        best = tile;
        bestFar = far;
      }
    }
    chosen.push(best);
  }
  return chosen;
}

interface Drawing {
  readonly spawns: readonly Tile[];
  readonly health: readonly Tile[];
  /** The indices of blocks. */
  readonly cover: ReadonlySet<number>;
}

type Json = { readonly [key: string]: unknown };

/** What a drawing says besides its walls; the server has checked that it is one of Tiled. */
function readDrawing(tiled: unknown): Drawing {
  const spawns: Tile[] = [];
  const health: Tile[] = [];
  const cover = new Set<number>();
  const map = (tiled ?? {}) as Json;
  const tileWidth = Number(map.tilewidth) || 1;
  const tileHeight = Number(map.tileheight) || 1;
  function read(layers: unknown): void {
    for (const layer of (Array.isArray(layers) ? layers : []) as readonly Json[]) {
      read(layer.layers);
      for (const object of (Array.isArray(layer.objects) ? layer.objects : []) as Json[]) {
        const x = Math.floor(Number(object.x) / tileWidth);
        // Tile objects stand on their lower edge.
        const above = object.gid === undefined ? 0 : Number(object.height);
        const y = Math.floor((Number(object.y) - above) / tileHeight);
        const name = String(object.name ?? "").toLowerCase();
        if (name === "spawn") spawns.push({ x, y });
        if (name === "health") health.push({ x, y });
      }
      if (String(layer.name ?? "").toLowerCase() === "cover" && Array.isArray(layer.data)) {
        layer.data.forEach((tile, i) => {
          if (tile !== 0) cover.add(i);
        });
      }
    }
  }
  read(map.layers);
  return { spawns, health, cover };
}
