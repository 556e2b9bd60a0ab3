import { type TileLayer, turned } from "./read";
import type { TiledMap } from "./readFile";
import { sourceOf, type Tileset } from "./tileset";

/** The picture of each tileset by its number; null while it has not come, or never will. */
export type Pictures = readonly (HTMLImageElement | null)[];

const areaMax = 12_000_000;
const cellMax = 40;

/** How large a block may be drawn so that the whole map still fits into memory. */
export function largestCell(width: number, height: number): number {
  return Math.max(1, Math.min(cellMax, Math.floor(Math.sqrt(areaMax / (width * height)))));
}

/** Draws the ground; a tile whose picture is not there as a plain square of its own colour. */
export function drawMap(
  context: CanvasRenderingContext2D,
  map: TiledMap,
  pictures: Pictures,
  cell: number,
  withWalls: boolean,
): void {
  context.imageSmoothingEnabled = cell < map.tileWidth;
  context.clearRect(0, 0, map.width * cell, map.height * cell);
  const whole = { x: 0, y: 0, width: map.width, height: map.height };
  const pictureOf = (tileset: Tileset) => pictures[map.tilesets.indexOf(tileset as never)] ?? null;
  for (const layer of map.layers) {
    if (layer.isVisible) paintLayer(context, { map, layer, pictureOf, cell, plain: true }, whole);
  }
  if (withWalls) drawWalls(context, map, cell);
}

/** A map's tiles as far as painting them goes. */
type Painted = {
  readonly width: number;
  readonly height: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly tilesets: readonly Tileset[];
};

type Painting = {
  readonly map: Painted;
  readonly layer: TileLayer;
  readonly pictureOf: (tileset: Tileset) => HTMLImageElement | null;
  /** The side of a block in pixels. */
  readonly cell: number;
  /** Whether a tile without a picture is a plain square. */
  readonly plain?: boolean;
};

export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Paints what of a layer is seen in an area of blocks, whose upper left corner is the canvas's. */
export function paintLayer(
  context: CanvasRenderingContext2D,
  painting: Painting,
  area: Area,
): void {
  const { map, layer, cell } = painting;
  const over = overhang(map);
  const left = Math.max(0, area.x - over.right);
  const bottom = Math.min(map.height, area.y + area.height + over.up);
  context.globalAlpha = layer.opacity;
  for (let y = area.y; y < bottom; y += 1) {
    for (let x = left; x < Math.min(map.width, area.x + area.width); x += 1) {
      const raw = layer.data[y * map.width + x] ?? 0;
      if (raw !== 0) paintTile(context, painting, raw, (x - area.x) * cell, (y - area.y) * cell);
    }
  }
  context.globalAlpha = 1;
}

/** By how many blocks tiles reach beyond their own: they stand on its lower left corner, as Tiled has it. */
export function overhang({ tileWidth, tileHeight, tilesets }: Painted): {
  readonly right: number;
  readonly up: number;
} {
  let [right, up] = [1, 1];
  for (const tileset of tilesets) {
    // Turned, a tile is as wide as it was high.
    const side = Math.max(tileset.tileWidth / tileWidth, tileset.tileHeight / tileHeight);
    right = Math.max(right, Math.ceil(side));
    up = Math.max(up, Math.ceil(side));
  }
  return { right: right - 1, up: up - 1 };
}

function paintTile(
  context: CanvasRenderingContext2D,
  { map, pictureOf, cell, plain = false }: Painting,
  raw: number,
  left: number,
  blockTop: number,
): void {
  const { id, flipX, flipY, swap } = turned(raw);
  const source = sourceOf(map.tilesets, id);
  const image = source === null ? null : pictureOf(source.tileset);
  if (source === null || image === null) {
    if (!plain) return;
    context.fillStyle = `hsl(${(id * 47) % 360} 24% 62%)`;
    context.fillRect(left, blockTop, cell, cell);
    return;
  }
  const { tileWidth, tileHeight } = source.tileset;
  const width = (tileWidth / map.tileWidth) * cell;
  const height = (tileHeight / map.tileHeight) * cell;
  const top = blockTop + cell - (swap ? width : height);
  const { x, y } = source;
  if (!flipX && !flipY && !swap) {
    context.drawImage(image, x, y, tileWidth, tileHeight, left, top, width, height);
    return;
  }
  context.save();
  context.translate(left + (swap ? height : width) / 2, top + (swap ? width : height) / 2);
  context.scale(flipX ? -1 : 1, flipY ? -1 : 1);
  if (swap) context.transform(0, 1, 1, 0, 0, 0);
  context.drawImage(image, x, y, tileWidth, tileHeight, -width / 2, -height / 2, width, height);
  context.restore();
}

function drawWalls(context: CanvasRenderingContext2D, map: TiledMap, cell: number): void {
  context.fillStyle = "rgb(200 30 20 / 36%)";
  map.walls.forEach((wall, at) => {
    if (wall === 0) return;
    context.fillRect((at % map.width) * cell, Math.floor(at / map.width) * cell, cell, cell);
  });
}
