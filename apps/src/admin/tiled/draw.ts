import type { TiledMap, Tileset } from "./read";

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
  const index = tilesets.findLastIndex(({ firstGid }) => firstGid <= gid);
  const tileset = tilesets[index];
  const picture = pictures[index];
  if (tileset === undefined || picture === undefined || picture === null) {
    context.fillStyle = `hsl(${(gid * 47) % 360} 24% 62%)`;
    context.fillRect(x, y, cell, cell);
    return;
  }
  const { tileWidth, tileHeight, margin, spacing, firstGid } = tileset;
  const columns = Math.max(1, tileset.columns);
  const left = margin + ((gid - firstGid) % columns) * (tileWidth + spacing);
  const top = margin + Math.floor((gid - firstGid) / columns) * (tileHeight + spacing);
  context.drawImage(picture, left, top, tileWidth, tileHeight, x, y, cell, cell);
}

function drawWalls(context: CanvasRenderingContext2D, map: TiledMap, cell: number): void {
  context.fillStyle = "rgb(200 30 20 / 36%)";
  map.walls.forEach((wall, at) => {
    if (wall === 0) return;
    context.fillRect((at % map.width) * cell, Math.floor(at / map.width) * cell, cell, cell);
  });
}
