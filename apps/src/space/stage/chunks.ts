import { Container, Sprite, Texture } from "pixi.js";
import type { SpaceMap } from "roomkeeper/space";
import type { Pictures } from "../../pixi/pictures";
import { type Area, paintLayer } from "../../tiled/paint";
import { readTileMap, type TileLayer, type TileMap } from "../../tiled/read";
import type { Tileset } from "../../tiled/tileset";
import { block, type Camera, type Size } from "../model/geometry";

/** Blocks along the side of a piece of floor. */
const side = 16;
const piecePixels = side * block;
/** Pieces beyond the screen's edge that stay drawn. */
const margin = 1;

export const plainFloor = "/art/floor.png";

/** The floor and what lies over the people, drawn in pieces as they come near, and forgotten as they go. */
export type Floor = {
  readonly below: Container;
  readonly above: Container;
  show(map: SpaceMap | null | undefined, size: Size): void;
  update(camera: Camera, screen: Size): void;
};

type Piece = { readonly below: Sprite; readonly above: Sprite | null };

export function createFloor(pictures: Pictures): Floor {
  const below = new Container();
  const above = new Container();
  const pieces = new Map<string, Piece>();
  let tiles: TileMap | null = null;
  let walls: readonly string[] = [];
  let blocks: Size = { width: 0, height: 0 };
  let isKnown = false;

  function clear(): void {
    for (const piece of pieces.values()) drop(piece);
    pieces.clear();
  }

  /** Whether all that pieces are cut from is there. */
  function isReady(): boolean {
    if (!isKnown) return false;
    if (tiles === null) return pictures.image(plainFloor) !== null;
    return tiles.tilesets.every(({ image }) => pictures.image(image) !== null);
  }

  function paintLayers(
    context: CanvasRenderingContext2D,
    map: TileMap,
    area: Area,
    isMeant: (layer: TileLayer) => boolean,
  ): void {
    const pictureOf = ({ image }: Tileset) => pictures.image(image);
    for (const layer of map.layers.filter(isMeant)) {
      paintLayer(context, { map, layer, pictureOf, cell: block }, area);
    }
  }

  function make(cx: number, cy: number): Piece {
    const x = cx * side;
    const y = cy * side;
    const width = Math.min(side, blocks.width - x);
    const height = Math.min(side, blocks.height - y);
    const area = { x, y, width, height };
    const lower = canvasOf(width, height, (context) => {
      if (tiles === null) paintPlain(context, pictures.image(plainFloor), walls, area);
      else paintLayers(context, tiles, area, (layer) => !layer.isAbove);
    });
    const hasAbove = tiles?.layers.some(({ isAbove }) => isAbove) === true;
    const upper = hasAbove
      ? canvasOf(width, height, (context) => {
          if (tiles !== null) paintLayers(context, tiles, area, (layer) => layer.isAbove);
        })
      : null;
    const piece = { below: spriteOf(lower, x, y), above: upper && spriteOf(upper, x, y) };
    below.addChild(piece.below);
    if (piece.above !== null) above.addChild(piece.above);
    return piece;
  }

  return {
    below,
    above,
    show: (map, size) => {
      clear();
      blocks = size;
      isKnown = map !== undefined && size.width > 0;
      const read = map?.tiled === undefined ? null : readTileMap(map.tiled);
      // A picture of another size would lie beside the walls that count.
      tiles = read?.width === size.width && read.height === size.height ? read : null;
      walls = map?.walls ?? [];
    },
    update: (camera, screen) => {
      if (!isReady()) return;
      const first = (at: number) => Math.max(0, Math.floor(at / piecePixels) - margin);
      const last = (at: number, count: number) =>
        Math.min(Math.ceil(count / side) - 1, Math.floor(at / piecePixels) + margin);
      const wanted = new Set<string>();
      const right = last(camera.x + screen.width / camera.zoom, blocks.width);
      const bottom = last(camera.y + screen.height / camera.zoom, blocks.height);
      for (let cy = first(camera.y); cy <= bottom; cy += 1) {
        for (let cx = first(camera.x); cx <= right; cx += 1) {
          const key = `${cx},${cy}`;
          wanted.add(key);
          if (!pieces.has(key)) pieces.set(key, make(cx, cy));
        }
      }
      for (const [key, piece] of pieces) {
        if (wanted.has(key)) continue;
        drop(piece);
        pieces.delete(key);
      }
    },
  };
}

function drop({ below, above }: Piece): void {
  below.destroy({ texture: true, textureSource: true });
  above?.destroy({ texture: true, textureSource: true });
}

function spriteOf(canvas: HTMLCanvasElement, x: number, y: number): Sprite {
  const texture = Texture.from(canvas, true);
  texture.source.scaleMode = "nearest";
  const sprite = new Sprite(texture);
  sprite.position.set(x * block, y * block);
  return sprite;
}

function canvasOf(
  width: number,
  height: number,
  paint: (context: CanvasRenderingContext2D) => void,
): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width * block;
  canvas.height = height * block;
  const context = canvas.getContext("2d");
  if (context !== null) {
    context.imageSmoothingEnabled = false;
    paint(context);
  }
  return canvas;
}

function paintPlain(
  context: CanvasRenderingContext2D,
  picture: HTMLImageElement | null,
  walls: readonly string[],
  { x, y, width, height }: Area,
): void {
  const pattern = picture === null ? null : context.createPattern(picture, "repeat");
  context.fillStyle = pattern ?? "#b98257";
  context.fillRect(0, 0, width * block, height * block);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (walls[y + row]?.[x + column] !== "#") continue;
      context.fillStyle = "#3d3d57";
      context.fillRect(column * block, row * block, block, block);
      context.fillStyle = "#565874";
      context.fillRect(column * block, row * block, block, 3);
      if (walls[y + row + 1]?.[x + column] === "#") continue;
      context.fillStyle = "#e8d6b8";
      context.fillRect(column * block, row * block + 10, block, 16);
      context.fillStyle = "#956046";
      context.fillRect(column * block, row * block + 26, block, 6);
    }
  }
}
