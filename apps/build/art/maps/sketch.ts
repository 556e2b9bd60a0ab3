import { createGrid, type Grid, paintGround } from "../ground/ground";
import { type HouseLook, house, houseRows } from "../ground/house";
import { block, type Terrain } from "../ground/textures";
import { type Foliage, shadowUnder, tree } from "../ground/trees";
import { paintShade, paintWalls, type Wall } from "../ground/walls";
import { createSurface, cut, type Surface, stamp } from "../surface";
import type { Thing } from "../things/canvas";

export type Placed = { readonly element: string; readonly x: number; readonly y: number };

/** A map that is being drawn, layer by layer. */
export type Sketch = {
  readonly name: string;
  readonly file: string;
  readonly ground: Grid<Terrain>;
  readonly walls: Grid<Wall | null>;
  /** Blocked besides walls: trees, houses, water. */
  readonly blocked: Grid<boolean>;
  /** What lies on walls and floor, drawn after both. */
  readonly decor: Surface;
  /** What people walk behind. */
  readonly above: Surface;
  readonly shade: Surface;
  readonly elements: Placed[];
  readonly spawn: { readonly x: number; readonly y: number };
};

export function createSketch(
  file: string,
  name: string,
  width: number,
  height: number,
  ground: Terrain,
  spawn: Sketch["spawn"],
): Sketch {
  const surface = () => createSurface(width * block, height * block);
  return {
    name,
    file,
    ground: createGrid<Terrain>(width, height, ground),
    walls: createGrid<Wall | null>(width, height, null),
    blocked: createGrid<boolean>(width, height, false),
    decor: surface(),
    above: surface(),
    shade: surface(),
    elements: [],
    spawn,
  };
}

export function plant(
  { decor, above, shade, blocked }: Sketch,
  foliage: Foliage,
  x: number,
  y: number,
): void {
  const picture = tree(foliage, (x + y) % 2);
  stamp(above, cut(picture, 0, 0, 96, 64), (x - 1) * block, (y - 2) * block);
  stamp(decor, cut(picture, 0, 64, 96, 32), (x - 1) * block, y * block);
  shadowUnder(shade, x * block + 19, y * block + 26, 30, 10);
  blocked.set(x, y, true);
}

/** A house whose front's lower left block is at (x, y). One can walk behind the ridge of its roof. */
export function build(
  { decor, above, shade, blocked }: Sketch,
  look: HouseLook,
  x: number,
  y: number,
  width: number,
): void {
  const picture = house(width, look, x * 7 + y);
  const top = y - houseRows + 1;
  stamp(above, cut(picture, 0, 0, picture.width, block), x * block, top * block);
  stamp(
    decor,
    cut(picture, 0, block, picture.width, picture.height - block),
    x * block,
    (top + 1) * block,
  );
  blocked.fill(x, top + 1, width, houseRows - 1, true);
  for (let i = 0; i < 3; i += 1)
    castShadow(shade, x * block, (y + 1) * block, width * block + 4, 12 - i * 4);
  for (let i = 0; i < 3; i += 1)
    castShadow(
      shade,
      (x + width) * block,
      (top + 1) * block + 8,
      14 - i * 4,
      (houseRows - 1) * block - 8,
    );
}

function castShadow(to: Surface, x: number, y: number, width: number, height: number): void {
  const shadow = createSurface(Math.max(1, width), Math.max(1, height));
  for (let i = 0; i < shadow.data.length; i += 4) shadow.data.set([36, 28, 58, 32], i);
  stamp(to, shadow, x, y);
}

export function put(
  sketch: Sketch,
  element: string,
  ...places: readonly (readonly [number, number])[]
): void {
  for (const [x, y] of places) sketch.elements.push({ element, x, y });
}

/** Whether nobody can stand here. */
export function isBlocked({ walls, blocked, ground }: Sketch, x: number, y: number): boolean {
  return (
    walls.at(x, y) !== null ||
    blocked.at(x, y) ||
    ground.at(x, y) === "water" ||
    ground.at(x, y) === "void"
  );
}

export type Layers = {
  readonly ground: Surface;
  readonly shade: Surface;
  readonly decor: Surface;
  readonly above: Surface;
};

/** The finished pictures of a map. */
export function paint(sketch: Sketch): Layers {
  const { width, height } = sketch.ground;
  const ground = createSurface(width * block, height * block);
  paintGround(ground, sketch.ground);
  paintShade(sketch.shade, sketch.walls);
  const decor = createSurface(width * block, height * block);
  paintWalls(decor, sketch.walls);
  stamp(decor, sketch.decor, 0, 0);
  return { ground, shade: sketch.shade, decor, above: sketch.above };
}

/** The whole map with its elements as one picture. */
export function whole(sketch: Sketch, layers: Layers, things: ReadonlyMap<string, Thing>): Surface {
  const result = createSurface(layers.ground.width, layers.ground.height);
  stamp(result, layers.ground, 0, 0);
  stamp(result, layers.shade, 0, 0);
  stamp(result, layers.decor, 0, 0);
  const inOrder = [...sketch.elements].sort((a, b) => a.y - b.y);
  for (const { element, x, y } of inOrder) {
    const thing = things.get(element);
    if (!thing) throw new Error(`${sketch.file}: there is no element ${element}`);
    stamp(result, thing.picture, x * block, (y + thing.height) * block - thing.picture.height);
  }
  stamp(result, layers.above, 0, 0);
  return result;
}
