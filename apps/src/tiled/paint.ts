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
  for (const layer of map.layers) {
    if (!layer.isVisible) continue;
    context.globalAlpha = layer.opacity;
    layer.gids.forEach((gid, at) => {
      if (gid === 0) return;
      const x = (at % map.width) * cell;
      const y = Math.floor(at / map.width) * cell;
      drawTile(context, map.tilesets, pictures, gid, { x, y, cell });
    });
  }
  context.globalAlpha = 1;
  if (withWalls) drawWalls(context, map, cell);
}

function drawTile(
  context: CanvasRenderingContext2D,
  tilesets: readonly Tileset[],
  pictures: Pictures,
  gid: number,
  { x, y, cell }: { x: number; y: number; cell: number },
): void {
  const source = sourceOf(tilesets, gid);
  const picture = source === null ? null : pictures[tilesets.indexOf(source.tileset)];
  if (source === null || picture === undefined || picture === null) {
    context.fillStyle = `hsl(${(gid * 47) % 360} 24% 62%)`;
    context.fillRect(x, y, cell, cell);
    return;
  }
  const { tileWidth, tileHeight } = source.tileset;
  context.drawImage(picture, source.x, source.y, tileWidth, tileHeight, x, y, cell, cell);
}

function drawWalls(context: CanvasRenderingContext2D, map: TiledMap, cell: number): void {
  context.fillStyle = "rgb(200 30 20 / 36%)";
  map.walls.forEach((wall, at) => {
    if (wall === 0) return;
    context.fillRect((at % map.width) * cell, Math.floor(at / map.width) * cell, cell, cell);
  });
}
