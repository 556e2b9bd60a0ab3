import { countOf, type Fields, fieldsOf, isYes, objectsOf, textOf } from "./fields";

/** What a layer's data may take once it is unpacked: a number for each block of the largest map. */
const unpackedBytesMax = 4 * 512 * 512;

/**
 * A map as Tiled saves it today, made from one of any version since 1.0: lists where there were objects, numbers where
 * there was packed text, and layers as large as the map. Everything after this knows one form. What can't be read stays as it
 * was, and is said in `problems`.
 */
export async function modernMap(json: Fields, problems: string[]): Promise<Fields> {
  const width = countOf(json.width) ?? 0;
  const height = countOf(json.height) ?? 0;
  return {
    ...json,
    layers: await modernLayers(json, { width, height }, problems),
    tilesets: objectsOf(json.tilesets).map(modernTileset),
    ...(json.properties === undefined ? {} : { properties: propertiesOf(json.properties) }),
  };
}

type Size = { readonly width: number; readonly height: number };

async function modernLayers(owner: Fields, size: Size, problems: string[]): Promise<Fields[]> {
  const layers: Fields[] = [];
  for (const old of objectsOf(owner.layers)) {
    const layer =
      old.properties === undefined ? old : { ...old, properties: propertiesOf(old.properties) };
    if (layer.type === "group") {
      layers.push({ ...layer, layers: await modernLayers(layer, size, problems) });
    } else if (layer.type === "tilelayer") {
      layers.push(await modernTiles(layer, size, problems));
    } else layers.push(layer);
  }
  return layers;
}

async function modernTiles(layer: Fields, size: Size, problems: string[]): Promise<Fields> {
  const { encoding, compression, ...rest } = layer;
  let data = layer.data;
  if (typeof data === "string") {
    const name = textOf(layer.name, "without a name");
    try {
      data = await unpack(data, textOf(compression));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      problems.push(
        `The layer “${name}” can’t be unpacked (${why}). Choose “CSV” as the tile layer format in Map → Map Properties, and export again.`,
      );
      return layer;
    }
  }
  return Array.isArray(data) ? asLargeAs(size, { ...rest, data }, data) : { ...rest, data };
}

async function unpack(text: string, compression: string): Promise<number[]> {
  const packed = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const bytes = compression === "" ? packed : await decompressed(packed, compression);
  if (bytes.length > unpackedBytesMax || bytes.length % 4 !== 0) throw new Error("wrong length");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, at) => view.getUint32(4 * at, true));
}

/** By the browser's own means, and no further than the largest map takes. */
async function decompressed(packed: Uint8Array<ArrayBuffer>, compression: string) {
  const format = ({ zlib: "deflate", gzip: "gzip" } as const)[compression];
  if (format === undefined) throw new Error(`${compression} is not known here`);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream(format));
  const bytes = new Uint8Array(unpackedBytesMax + 4);
  let length = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, length);
    if (length + value.length > unpackedBytesMax) {
      await reader.cancel();
      throw new Error("it is too large");
    }
    bytes.set(value, length);
    length += value.length;
  }
}

/** A layer of another size than the map's, or one that begins elsewhere, as it lies on the map. */
function asLargeAs(map: Size, layer: Fields, data: readonly unknown[]): Fields {
  const width = countOf(layer.width) ?? map.width;
  const height = countOf(layer.height) ?? map.height;
  const left = typeof layer.x === "number" ? Math.trunc(layer.x) : 0;
  const top = typeof layer.y === "number" ? Math.trunc(layer.y) : 0;
  const isWhole = width === map.width && height === map.height && left === 0 && top === 0;
  if (isWhole || data.length !== width * height) return layer;
  const spread = new Array<unknown>(map.width * map.height).fill(0);
  data.forEach((tile, at) => {
    const x = left + (at % width);
    const y = top + Math.floor(at / width);
    if (x >= 0 && y >= 0 && x < map.width && y < map.height) spread[y * map.width + x] = tile;
  });
  return { ...layer, ...map, x: 0, y: 0, data: spread };
}

/** Until Tiled 1.2 the tiles were an object by number, and their properties stood beside them. */
function modernTileset(tileset: Fields): Fields {
  const { tileproperties, tilepropertytypes, ...rest } = tileset;
  const byNumber = fieldsOf(tileset.tiles);
  const properties = fieldsOf(tileproperties) ?? {};
  if (byNumber === null && tileproperties === undefined) {
    return {
      ...rest,
      ...(Array.isArray(rest.tiles) ? { tiles: objectsOf(rest.tiles).map(modernTile) } : {}),
    };
  }
  const tiles = new Map<number, Fields>();
  const at = (number: string): Fields => tiles.get(Number(number)) ?? { id: Number(number) };
  for (const [number, tile] of Object.entries(byNumber ?? {})) {
    tiles.set(Number(number), modernTile({ ...fieldsOf(tile), ...at(number) }));
  }
  for (const tile of objectsOf(rest.tiles)) tiles.set(countOf(tile.id) ?? 0, modernTile(tile));
  for (const [number, marks] of Object.entries(properties)) {
    const tile = at(number);
    const both = [...propertiesOf(tile.properties), ...propertiesOf(marks)];
    tiles.set(Number(number), { ...tile, properties: both });
  }
  return { ...rest, tiles: [...tiles.values()].sort((a, b) => Number(a.id) - Number(b.id)) };
}

function modernTile(tile: Fields): Fields {
  return tile.properties === undefined
    ? tile
    : { ...tile, properties: propertiesOf(tile.properties) };
}

/** As a list, where a no is `false` however it was written. */
function propertiesOf(properties: unknown): readonly Fields[] {
  const byName = fieldsOf(properties);
  const list =
    byName === null
      ? objectsOf(properties)
      : Object.entries(byName).map(([name, value]) => ({ name, value }));
  return list.map((one) => (isYes(one.value) ? one : { ...one, value: false }));
}
