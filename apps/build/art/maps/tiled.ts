import { createHash } from "node:crypto";
import { block } from "../ground/textures";
import { createSurface, cut, type Surface, stamp } from "../surface";
import { isBlocked, type Layers, type Sketch } from "./sketch";

const columns = 32;

/** The different blocks of all maps, each once. Number 0 is nothing, as Tiled has it. */
export type Tileset = {
  idOf(tile: Surface): number;
  picture(): Surface;
  count(): number;
};

export function createTileset(): Tileset {
  const ids = new Map<string, number>();
  const tiles: Surface[] = [];
  return {
    idOf: (tile) => {
      if (tile.data.every((value, i) => i % 4 !== 3 || value === 0)) return 0;
      const key = createHash("sha1").update(tile.data).digest("base64");
      let id = ids.get(key);
      if (id === undefined) {
        tiles.push(tile);
        id = tiles.length;
        ids.set(key, id);
      }
      return id;
    },
    picture: () => {
      const result = createSurface(columns * block, Math.ceil(tiles.length / columns) * block);
      tiles.forEach((tile, i) => {
        stamp(result, tile, (i % columns) * block, Math.floor(i / columns) * block);
      });
      return result;
    },
    count: () => tiles.length,
  };
}

/** A picture as rows of tile numbers. */
function sliced(picture: Surface, tileset: Tileset): number[] {
  const data: number[] = [];
  for (let y = 0; y < picture.height; y += block)
    for (let x = 0; x < picture.width; x += block)
      data.push(tileset.idOf(cut(picture, x, y, block, block)));
  return data;
}

/** What marks a block as a wall in the layer that nobody sees. */
function wallMark(): Surface {
  const result = createSurface(block, block);
  for (let i = 0; i < block * block; i += 1) result.data.set([212, 60, 80, 110], i * 4);
  return result;
}

/** The map in Tiled's own format: the program Tiled opens it. */
export function tiledMap(sketch: Sketch, layers: Layers, tileset: Tileset): () => object {
  const { width, height } = sketch.ground;
  const mark = tileset.idOf(wallMark());
  const walls: number[] = [];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) walls.push(isBlocked(sketch, x, y) ? mark : 0);
  let nextId = 1;
  const layer = (name: string, data: number[], visible = true) => ({
    data,
    height,
    id: nextId++,
    name,
    opacity: 1,
    type: "tilelayer",
    visible,
    width,
    x: 0,
    y: 0,
  });
  const tileLayers = [
    layer("ground", sliced(layers.ground, tileset)),
    layer("shade", sliced(layers.shade, tileset)),
    layer("decor", sliced(layers.decor, tileset)),
    layer("above", sliced(layers.above, tileset)),
    layer("walls", walls, false),
  ];
  const spawn = {
    draworder: "topdown",
    id: nextId++,
    name: "places",
    objects: [
      {
        height: 0,
        id: 1,
        name: "spawn",
        point: true,
        rotation: 0,
        type: "",
        visible: true,
        width: 0,
        x: sketch.spawn.x * block + block / 2,
        y: sketch.spawn.y * block + block / 2,
      },
    ],
    opacity: 1,
    type: "objectgroup",
    visible: true,
    x: 0,
    y: 0,
  };
  // How many tiles there are is known only when all maps are sliced.
  return () => ({
    compressionlevel: -1,
    height,
    infinite: false,
    layers: [...tileLayers, spawn],
    nextlayerid: nextId,
    nextobjectid: 2,
    orientation: "orthogonal",
    renderorder: "right-down",
    tiledversion: "1.11.0",
    tileheight: block,
    tilesets: [
      {
        columns,
        firstgid: 1,
        image: "/art/tiles.png",
        imageheight: Math.ceil(tileset.count() / columns) * block,
        imagewidth: columns * block,
        margin: 0,
        name: "roomkeeper",
        spacing: 0,
        tilecount: tileset.count(),
        tileheight: block,
        tilewidth: block,
      },
    ],
    tilewidth: block,
    type: "map",
    version: "1.10",
    width,
  });
}
