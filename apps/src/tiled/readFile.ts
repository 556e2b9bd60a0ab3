import { countOf, type Fields, fieldsOf, hasFlag, objectsOf, textOf } from "./fields";
import { modernMap } from "./modern";
import { isAboveName, type TileLayer } from "./read";
import { idOf, type Tileset } from "./tileset";

/** What the server takes, so that a map is refused before it travels. */
export const sideMax = 512;
export const bytesMax = 2 * 1024 * 1024;
const layersMax = 64;
const depthMax = 8;

/** A layer as the page draws it, and what somebody who adds the map wants to know of it. */
export type FileLayer = TileLayer & {
  readonly isVisible: boolean;
  /** Every tile of it is in the way. */
  readonly isWalls: boolean;
};

type NamedTileset = Tileset & { readonly name: string };

/** A map that was made with Tiled, as far as spaces know it. */
export type TiledMap = {
  readonly width: number;
  readonly height: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly layers: readonly FileLayer[];
  readonly tilesets: readonly NamedTileset[];
  /** 1 for each block that nobody can step on, row by row. */
  readonly walls: Uint8Array;
  readonly spawn: { readonly x: number; readonly y: number } | null;
  /** Layers and objects that are of no use here, in words. */
  readonly ignored: readonly string[];
  /** As it was in the file, in the form that Tiled gives it today. */
  readonly json: Fields;
};

export type Reading =
  | { readonly isGood: true; readonly map: TiledMap }
  /** In sentences for whoever made the map. */
  | { readonly isGood: false; readonly problems: readonly string[] };

/** Reads what Tiled saved as JSON, or says what to do about it in Tiled. */
export async function readTiled(text: string): Promise<Reading> {
  let file: Fields | null;
  try {
    file = fieldsOf(JSON.parse(text));
  } catch {
    return bad("This is no JSON file. In Tiled choose File → Export As, and the type “JSON map”.");
  }
  if (file === null || !Array.isArray(file.layers)) {
    return bad("This is JSON, but no map as Tiled saves one: it has no layers.");
  }
  const problems = shapeProblems(file);
  if (problems.length > 0) return { isGood: false, problems };
  const json = await modernMap(file, problems);
  if (problems.length > 0) return { isGood: false, problems };
  const width = countOf(json.width) ?? 0;
  const height = countOf(json.height) ?? 0;
  const found = gather(json, width * height);
  const tilesets = objectsOf(json.tilesets).map((one) => tilesetOf(one, problems));
  problems.push(...found.problems);
  const stray = strayTile(found.layers, tilesets, width);
  if (problems.length === 0 && stray !== undefined) problems.push(stray);
  if (problems.length > 0) return { isGood: false, problems };
  const gids = collidingGids(json);
  const walls = wallsOf(found.layers, gids, width * height);
  const map = {
    width,
    height,
    tileWidth: countOf(json.tilewidth) ?? 0,
    tileHeight: countOf(json.tileheight) ?? 0,
    layers: found.layers,
    tilesets,
    walls,
    ignored: found.ignored,
    json,
  };
  if (walls.every((wall) => wall === 1)) problems.push("Walls are everywhere: nobody could stand.");
  const spawn = spawnOf(found.objects, map);
  if (spawn === "outside") problems.push("The object “spawn” is outside of the map.");
  if (spawn === "outside" || problems.length > 0) return { isGood: false, problems };
  return { isGood: true, map: { ...map, spawn } };
}

/**
 * The map as it is sent to the server: with its tilesets' pictures where they are on the web, by the number of the
 * tileset, and without the layers that are of no use.
 */
export function forServer(json: Fields, pictures: readonly string[]): Fields {
  const tilesets = objectsOf(json.tilesets).map((tileset, index) => ({
    ...tileset,
    image: pictures[index] ?? tileset.image,
  }));
  return { ...usefulLayers(json), tilesets };
}

function usefulLayers(owner: Fields): Fields {
  const layers = objectsOf(owner.layers)
    .filter(({ type }) => ["tilelayer", "objectgroup", "group"].includes(textOf(type)))
    .map((layer) => (layer.type === "group" ? usefulLayers(layer) : layer));
  return { ...owner, layers };
}

function isWallName(name: string): boolean {
  return ["walls", "collides"].includes(name.trim().toLowerCase());
}

function bad(problem: string): Reading {
  return { isGood: false, problems: [problem] };
}

function shapeProblems(json: Fields): string[] {
  const problems: string[] = [];
  const orientation = textOf(json.orientation, "orthogonal");
  if (orientation !== "orthogonal") {
    problems.push(
      `The map is ${orientation}. Spaces are made of squares: choose the orientation “Orthogonal” in Map → Map Properties.`,
    );
  }
  if (json.infinite === true) {
    problems.push("The map is infinite. Switch “Infinite” off in Map → Map Properties.");
  }
  const width = countOf(json.width);
  const height = countOf(json.height);
  if (width === null || height === null || width === 0 || height === 0) {
    problems.push("The map does not say how wide and high it is.");
  } else if (!countOf(json.tilewidth) || !countOf(json.tileheight)) {
    problems.push("The map does not say how large its tiles are.");
  } else if (width > sideMax || height > sideMax) {
    problems.push(
      `The map has ${width} × ${height} blocks; there may be ${sideMax} × ${sideMax} at most.`,
    );
  }
  return problems;
}

type Gathered = {
  readonly layers: FileLayer[];
  readonly objects: Fields[];
  readonly ignored: string[];
  readonly problems: string[];
};

/** The layers from bottom to top; what is in a group counts like any other. */
function gather(json: Fields, blocks: number): Gathered {
  const found: Gathered = { layers: [], objects: [], ignored: [], problems: [] };
  const visit = (owner: Fields, depth: number, isShown: boolean): void => {
    for (const layer of objectsOf(owner.layers)) {
      const name = textOf(layer.name, "without a name");
      const isVisible = isShown && layer.visible !== false;
      if (layer.type === "tilelayer") addTiles(layer, name, isVisible, blocks, found);
      else if (layer.type === "objectgroup") addObjects(layer, name, found);
      else if (layer.type === "group" && depth < depthMax) visit(layer, depth + 1, isVisible);
      else found.ignored.push(name);
    }
  };
  visit(json, 0, true);
  if (found.layers.length > layersMax) {
    found.problems.push(`The map has more than ${layersMax} layers of tiles.`);
  }
  return found;
}

/** Of objects only the spawn counts; those with a tile look in Tiled as if they would be drawn. */
function addObjects(layer: Fields, name: string, found: Gathered): void {
  const objects = objectsOf(layer.objects);
  found.objects.push(...objects);
  const drawn = objects.filter((one) => one.gid !== undefined && !isSpawn(one)).length;
  if (drawn === 0) return;
  const what = drawn === 1 ? "1 tile object" : `${drawn} tile objects`;
  found.ignored.push(`${what} on the layer “${name}”`);
}

function isSpawn({ name }: Fields): boolean {
  return textOf(name).trim().toLowerCase() === "spawn";
}

function addTiles(
  layer: Fields,
  name: string,
  isVisible: boolean,
  blocks: number,
  found: Gathered,
): void {
  if (!Array.isArray(layer.data) || layer.data.length !== blocks) {
    found.problems.push(`The layer “${name}” does not have a tile for each block of the map.`);
    return;
  }
  const data: number[] = [];
  for (const tile of layer.data as readonly unknown[]) {
    const gid = countOf(tile);
    if (gid === null || gid > 0xffffffff) {
      found.problems.push(`The layer “${name}” has something in it that is no tile.`);
      return;
    }
    data.push(gid);
  }
  found.layers.push({
    name,
    isVisible,
    isAbove: isAboveName(name),
    opacity: typeof layer.opacity === "number" ? layer.opacity : 1,
    isWalls: isWallName(name) || hasFlag(layer, isWallName),
    data,
  });
}

function tilesetOf(json: Fields, problems: string[]): NamedTileset {
  const name = textOf(json.name, textOf(json.source, "without a name"));
  if (typeof json.source === "string") {
    problems.push(
      `The tileset “${name}” is in a file of its own. In Tiled choose Map → Embed Tilesets (or tick “Embed tilesets” in the export options), and export again.`,
    );
  } else if (typeof json.image !== "string") {
    problems.push(
      `The tileset “${name}” is a collection of pictures. Use one that is based on a single picture.`,
    );
  }
  const tileWidth = countOf(json.tilewidth) ?? 0;
  return {
    name,
    firstGid: countOf(json.firstgid) ?? 1,
    image: textOf(json.image),
    tileWidth,
    tileHeight: countOf(json.tileheight) ?? 0,
    columns: countOf(json.columns) ?? 0,
    count: countOf(json.tilecount) ?? 0,
    margin: countOf(json.margin) ?? 0,
    spacing: countOf(json.spacing) ?? 0,
  };
}

/** The tiles that are in the way by themselves, whatever layer they are in. */
function collidingGids(json: Fields): ReadonlySet<number> {
  const gids = new Set<number>();
  for (const tileset of objectsOf(json.tilesets)) {
    const first = countOf(tileset.firstgid) ?? 1;
    for (const tile of objectsOf(tileset.tiles)) {
      if (hasFlag(tile, isWallName)) gids.add(first + (countOf(tile.id) ?? 0));
    }
  }
  return gids;
}

function wallsOf(
  layers: readonly FileLayer[],
  colliding: ReadonlySet<number>,
  blocks: number,
): Uint8Array {
  const walls = new Uint8Array(blocks);
  for (const { data, isWalls } of layers) {
    for (let at = 0; at < blocks; at++) {
      const gid = idOf(data[at] ?? 0);
      if (gid !== 0 && (isWalls || colliding.has(gid))) walls[at] = 1;
    }
  }
  return walls;
}

function spawnOf(
  objects: readonly Fields[],
  { width, height, tileWidth, tileHeight }: Omit<TiledMap, "spawn">,
): TiledMap["spawn"] | "outside" {
  const spawn = objects.findLast(isSpawn);
  if (spawn === undefined) return null;
  if (typeof spawn.x !== "number" || typeof spawn.y !== "number") return "outside";
  // Objects with a tile stand on their lower edge.
  const above = spawn.gid === undefined ? 0 : (countOf(spawn.height) ?? tileHeight);
  const x = Math.floor(spawn.x / tileWidth);
  const y = Math.floor((spawn.y - above) / tileHeight);
  return x >= 0 && y >= 0 && x < width && y < height ? { x, y } : "outside";
}

/** Where a tile is that no tileset has, and what to do about it. */
function strayTile(
  layers: readonly FileLayer[],
  tilesets: readonly NamedTileset[],
  width: number,
): string | undefined {
  const isKnown = (gid: number): boolean =>
    tilesets.some(({ firstGid, count }) => gid >= firstGid && gid < firstGid + count);
  const known = new Set<number>([0]);
  for (const { name, data } of layers) {
    for (const [at, raw] of data.entries()) {
      const gid = idOf(raw);
      if (known.has(gid)) continue;
      if (!isKnown(gid)) return straySentence(name, gid, at, width, tilesets);
      known.add(gid);
    }
  }
  return undefined;
}

/** A picture that was made smaller leaves tiles on the map that it no longer has. */
function straySentence(
  layer: string,
  gid: number,
  at: number,
  width: number,
  tilesets: readonly NamedTileset[],
): string {
  const where = `The layer “${layer}” has at block ${at % width}, ${Math.floor(at / width)} the tile ${gid}`;
  const before = tilesets.filter(({ firstGid }) => firstGid <= gid);
  const nearest = before.sort((a, b) => b.firstGid - a.firstGid)[0];
  if (nearest === undefined) return `${where}, which is of a tileset that is not in the map.`;
  return `${where}, but the tileset “${nearest.name}” ends with tile ${nearest.firstGid + nearest.count - 1}. Did its picture become smaller? Erase or replace that tile.`;
}

export function tileCountOf({ data }: TileLayer): number {
  return data.reduce((count, gid) => (gid === 0 ? count : count + 1), 0);
}
