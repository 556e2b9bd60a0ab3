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

export type Tileset = {
  readonly firstId: number;
  readonly count: number;
  readonly columns: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly margin: number;
  readonly spacing: number;
  readonly image: string;
};

export type Turned = {
  readonly id: number;
  readonly flipX: boolean;
  readonly flipY: boolean;
  readonly swap: boolean;
};

const blocksMax = 512 * 512;
const aboveName = /^(above|over|roof|foreground)/i;

/** A tile's number and how it is turned. */
export function turned(raw: number): Turned {
  return {
    id: raw & 0x0fffffff,
    flipX: (raw & 0x80000000) !== 0,
    flipY: (raw & 0x40000000) !== 0,
    swap: (raw & 0x20000000) !== 0,
  };
}

/** Reads a map; null when it is not one that can be drawn. The server checked it, but an older one may have not. */
export function readTiled(json: unknown): TileMap | null {
  if (!isRecord(json)) return null;
  const width = count(json.width);
  const height = count(json.height);
  if (width === 0 || height === 0 || width * height > blocksMax) return null;
  const layers = list(json.layers).flatMap((layer) => readLayers(layer, width * height));
  if (layers.length === 0) return null;
  return {
    width,
    height,
    tileWidth: count(json.tilewidth) || 32,
    tileHeight: count(json.tileheight) || 32,
    tilesets: list(json.tilesets).flatMap((tileset) => readTileset(tileset) ?? []),
    layers,
  };
}

function readLayers(layer: unknown, blocks: number): TileLayer[] {
  if (!isRecord(layer) || layer.visible === false) return [];
  if (layer.type === "group") return list(layer.layers).flatMap((one) => readLayers(one, blocks));
  const { data } = layer;
  if (layer.type !== "tilelayer" || !Array.isArray(data) || data.length !== blocks) return [];
  const name = typeof layer.name === "string" ? layer.name : "";
  return [
    {
      name,
      isAbove: aboveName.test(name),
      opacity: typeof layer.opacity === "number" ? layer.opacity : 1,
      data: data.map((id) => (typeof id === "number" ? id : 0)),
    },
  ];
}

function readTileset(tileset: unknown): Tileset | null {
  if (!isRecord(tileset) || typeof tileset.image !== "string") return null;
  const columns = count(tileset.columns);
  if (columns === 0) return null;
  return {
    firstId: count(tileset.firstgid),
    count: count(tileset.tilecount),
    columns,
    tileWidth: count(tileset.tilewidth) || 32,
    tileHeight: count(tileset.tileheight) || 32,
    margin: count(tileset.margin),
    spacing: count(tileset.spacing),
    image: tileset.image,
  };
}

/** The tileset that a tile belongs to, and where in its picture it is. */
export function sourceOf(
  tilesets: readonly Tileset[],
  id: number,
): { readonly tileset: Tileset; readonly x: number; readonly y: number } | null {
  const tileset = tilesets.find(({ firstId, count }) => id >= firstId && id < firstId + count);
  if (tileset === undefined) return null;
  const local = id - tileset.firstId;
  const { columns, margin, spacing, tileWidth, tileHeight } = tileset;
  return {
    tileset,
    x: margin + (local % columns) * (tileWidth + spacing),
    y: margin + Math.floor(local / columns) * (tileHeight + spacing),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function count(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : 0;
}
