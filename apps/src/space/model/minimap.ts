import type { PlacedElement, SpaceInfo } from "roomkeeper/space";
import { hrefOf } from "../../lib/site";
import { type TileMap, turned } from "../../tiled/read";
import { sourceOf } from "../../tiled/tileset";
import { gameOf } from "./geometry";

/** A larger map is shown without its ground. */
const blocksMax = 512 * 512;

type Tint = readonly [red: number, green: number, blue: number, alpha: number];

/** The ground of a whole map, one pixel a block; null when it is too large. */
export async function paintMinimap(
  map: TileMap | null,
  walls: readonly string[],
  info: SpaceInfo | undefined,
  elements: object,
): Promise<HTMLCanvasElement | null> {
  if (info === undefined || info.width * info.height > blocksMax) return null;
  const { width, height } = info;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.fillStyle = "#b98a5f";
  context.fillRect(0, 0, width, height);
  if (map !== null) await paintTiles(context, map);
  else paintWalls(context, walls);
  for (const element of Object.values(elements) as PlacedElement[]) {
    if (!element.static) continue;
    context.fillStyle = gameOf(element) !== null ? "#1c6450" : "rgb(60 44 40 / 55%)";
    context.fillRect(element.x, element.y, element.width, element.height);
  }
  return canvas;
}

function paintWalls(context: CanvasRenderingContext2D, walls: readonly string[]): void {
  context.fillStyle = "#3d3d57";
  walls.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) if (row[x] === "#") context.fillRect(x, y, 1, 1);
  });
}

async function paintTiles(context: CanvasRenderingContext2D, map: TileMap): Promise<void> {
  const pictures = new Map<string, ImageData | null>();
  for (const { image } of map.tilesets) {
    if (!pictures.has(image)) pictures.set(image, await pixelsOf(image));
  }
  const tints = new Map<number, Tint | null>();
  const tintOf = (id: number): Tint | null => {
    let tint = tints.get(id);
    if (tint === undefined) {
      const source = sourceOf(map.tilesets, id);
      const pixels = source && pictures.get(source.tileset.image);
      tint = source && pixels ? mean(pixels, source.x, source.y, source.tileset.tileWidth) : null;
      tints.set(id, tint);
    }
    return tint;
  };
  for (const layer of map.layers) {
    layer.data.forEach((raw, i) => {
      const tint = raw === 0 ? null : tintOf(turned(raw).id);
      if (tint === null) return;
      const [red, green, blue, alpha] = tint;
      context.fillStyle = `rgb(${red} ${green} ${blue} / ${(alpha / 255) * layer.opacity})`;
      context.fillRect(i % map.width, Math.floor(i / map.width), 1, 1);
    });
  }
}

/** The pixels of a picture; null where it does not load, or is another site's that does not let them be read. */
async function pixelsOf(url: string): Promise<ImageData | null> {
  const image = new Image();
  image.crossOrigin = "anonymous";
  try {
    await new Promise((loaded, failed) => {
      image.onload = loaded;
      image.onerror = failed;
      image.src = hrefOf(url);
    });
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context?.drawImage(image, 0, 0);
    return context?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
  } catch {
    return null;
  }
}

function mean({ data, width }: ImageData, left: number, top: number, side: number): Tint {
  let [red, green, blue, alpha, count] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + side; y += 3) {
    for (let x = left; x < left + side; x += 3) {
      const i = (y * width + x) * 4;
      const weight = data[i + 3] ?? 0;
      red += (data[i] ?? 0) * weight;
      green += (data[i + 1] ?? 0) * weight;
      blue += (data[i + 2] ?? 0) * weight;
      alpha += weight;
      count += 1;
    }
  }
  const part = Math.max(1, alpha);
  return [red / part, green / part, blue / part, alpha / Math.max(1, count)];
}
