import { countOf, type Fields, fieldsOf, objectsOf, textOf } from "./fields";
import { idOf, type Tileset } from "./tileset";

/** What the page draws of a map of the program Tiled: pictures of blocks, in layers. */
export type TileMap = {
  readonly width: number;
  readonly height: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly tilesets: readonly Tileset[];
  /** From the lowest up; `above` lies over the people. */
  readonly layers: readonly TileLayer[];
};

export type TileLayer = {
  readonly name: string;
  readonly isAbove: boolean;
  readonly opacity: number;
  /** Row by row; 0 is nothing. The three highest bits say how a tile is turned. */
  readonly data: readonly number[];
};

type Turned = {
  readonly id: number;
  readonly flipX: boolean;
  readonly flipY: boolean;
  readonly swap: boolean;
};

const blocksMax = 512 * 512;
const aboveName = /^(above|over|roof|foreground)/i;

/** Layers of these names lie over the people. */
export function isAboveName(name: string): boolean {
  return aboveName.test(name);
}

/** A tile's number and how it is turned. */
export function turned(raw: number): Turned {
  return {
    id: idOf(raw),
    flipX: (raw & 0x80000000) !== 0,
    flipY: (raw & 0x40000000) !== 0,
    swap: (raw & 0x20000000) !== 0,
  };
}

/** Reads a map; null when it is not one that can be drawn. The server checked it, but an older one may have not. */
export function readTileMap(from: unknown): TileMap | null {
  const json = fieldsOf(from);
  if (json === null) return null;
  const width = countOf(json.width) ?? 0;
  const height = countOf(json.height) ?? 0;
  if (width === 0 || height === 0 || width * height > blocksMax) return null;
  const layers = objectsOf(json.layers).flatMap((layer) => readLayers(layer, width * height));
  if (layers.length === 0) return null;
  return {
    width,
    height,
    tileWidth: countOf(json.tilewidth) || 32,
    tileHeight: countOf(json.tileheight) || 32,
    tilesets: objectsOf(json.tilesets).flatMap((tileset) => readTileset(tileset) ?? []),
    layers,
  };
}

function readLayers(layer: Fields, blocks: number): TileLayer[] {
  if (layer.visible === false) return [];
  if (layer.type === "group")
    return objectsOf(layer.layers).flatMap((one) => readLayers(one, blocks));
  const { data } = layer;
  if (layer.type !== "tilelayer" || !Array.isArray(data) || data.length !== blocks) return [];
  const name = textOf(layer.name);
  return [
    {
      name,
      isAbove: isAboveName(name),
      opacity: typeof layer.opacity === "number" ? layer.opacity : 1,
      data: data.map((id) => (typeof id === "number" ? id : 0)),
    },
  ];
}

function readTileset(tileset: Fields): Tileset | null {
  if (typeof tileset.image !== "string") return null;
  const columns = countOf(tileset.columns) ?? 0;
  if (columns === 0) return null;
  return {
    firstGid: countOf(tileset.firstgid) ?? 0,
    count: countOf(tileset.tilecount) ?? 0,
    columns,
    tileWidth: countOf(tileset.tilewidth) || 32,
    tileHeight: countOf(tileset.tileheight) || 32,
    margin: countOf(tileset.margin) ?? 0,
    spacing: countOf(tileset.spacing) ?? 0,
    image: tileset.image,
  };
}
