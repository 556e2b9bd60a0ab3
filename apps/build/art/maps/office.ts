import { blue, coal, gold, leaf, pale, red, teal, wood } from "../palette";
import { box, createSurface, ellipse, line, type Surface, stamp } from "../surface";
import { createSketch, put, type Sketch } from "./sketch";

function frame(width: number, height: number, draw: (to: Surface) => void): Surface {
  const result = createSurface(width, height);
  box(result, 0, 0, width, height, wood[0]);
  box(result, 1, 1, width - 2, height - 2, wood[3]);
  box(result, 1, 1, width - 2, 1, wood[5]);
  draw(result);
  return result;
}

const pane = frame(58, 40, (to) => {
  for (const x of [4, 31]) {
    box(to, x, 4, 23, 32, blue[4]);
    box(to, x, 4, 23, 12, blue[5]);
    ellipse(to, x + 12, 26, 9, 4, "#eef6fb");
    ellipse(to, x + 7, 28, 5, 3, "#eef6fb");
    box(to, x, 31, 23, 5, leaf[3]);
    box(to, x, 31, 23, 1, leaf[4]);
    line(to, x + 3, 20, x + 13, 5, "#ffffff90");
    line(to, x + 6, 22, x + 17, 5, "#ffffff60");
  }
});

const painting = frame(30, 26, (to) => {
  box(to, 3, 3, 24, 20, gold[4]);
  box(to, 3, 13, 24, 10, teal[2]);
  ellipse(to, 19, 10, 4, 4, red[3]);
  line(to, 3, 16, 12, 9, teal[1]);
  line(to, 12, 9, 26, 18, teal[1]);
});

const clock = (() => {
  const result = createSurface(20, 20);
  ellipse(result, 9.5, 9.5, 9.5, 9.5, coal[1]);
  ellipse(result, 9.5, 9.5, 7.5, 7.5, pale[5]);
  line(result, 9, 9, 9, 4, coal[1]);
  line(result, 9, 9, 13, 11, red[2]);
  return result;
})();

/** Rooms around an open floor: desks, a meeting room, a kitchen, a library, a lounge with a card table. */
export function office(): Sketch {
  const sketch = createSketch("office", "Harbour Office", 44, 32, "wood", { x: 21, y: 17 });
  const { ground, walls } = sketch;
  ground.fill(31, 3, 12, 8, "tiles");
  ground.fill(1, 3, 11, 8, "slate");
  ground.fill(3, 5, 7, 5, "carpetBlue");
  ground.fill(17, 15, 9, 5, "carpetTeal");
  ground.fill(1, 22, 12, 9, "darkwood");
  ground.fill(3, 25, 8, 4, "carpetRed");
  ground.fill(31, 22, 12, 9, "darkwood");
  ground.fill(33, 25, 8, 4, "carpetBlue");
  walls.fill(0, 0, 44, 3, "plaster");
  walls.fill(0, 0, 1, 32, "plaster");
  walls.fill(43, 0, 1, 32, "plaster");
  walls.fill(0, 31, 44, 1, "plaster");
  walls.fill(12, 0, 1, 6, "plaster");
  walls.fill(12, 9, 1, 4, "plaster");
  walls.fill(1, 11, 11, 2, "sage");
  walls.fill(12, 11, 1, 2, "sage");
  walls.fill(30, 0, 1, 6, "plaster");
  walls.fill(30, 9, 1, 4, "plaster");
  walls.fill(30, 11, 13, 2, "sage");
  walls.fill(1, 20, 13, 2, "sage");
  walls.fill(13, 20, 1, 4, "sage");
  walls.fill(13, 27, 1, 4, "plaster");
  walls.fill(30, 20, 13, 2, "sage");
  walls.fill(30, 20, 1, 4, "sage");
  walls.fill(30, 27, 1, 4, "plaster");
  for (const x of [2, 5, 8, 14, 17, 24, 27, 32, 39]) stamp(sketch.decor, pane, x * 32 + 3, 32 + 8);
  stamp(sketch.decor, clock, 21 * 32 + 22, 32 + 14);
  for (const [x, y] of [
    [33, 20],
    [40, 20],
    [36, 11],
    [6, 11],
  ] as const)
    stamp(sketch.decor, painting, x * 32 + 1, y * 32 + 15);
  furnish(sketch);
  return sketch;
}

function furnish(sketch: Sketch): void {
  // The meeting room.
  put(sketch, "table", [4, 7], [6, 7]);
  put(sketch, "chair", [4, 6], [6, 6], [4, 8], [6, 8], [7, 8], [7, 6]);
  put(sketch, "whiteboard", [5, 3]);
  put(sketch, "ficus", [1, 3], [11, 10]);
  put(sketch, "plant", [1, 10]);
  // The kitchen.
  put(sketch, "coffee-counter", [33, 3], [35, 3]);
  put(sketch, "water-cooler", [37, 3]);
  put(sketch, "table", [34, 7], [38, 7]);
  put(sketch, "chair", [34, 8], [35, 6], [38, 6], [39, 8]);
  put(sketch, "flowers", [42, 3]);
  put(sketch, "plant", [31, 10], [42, 10]);
  // The open floor.
  for (const x of [14, 17, 24, 27]) {
    put(sketch, "desk", [x, 5], [x, 9]);
    put(sketch, "chair", [x, 6], [x, 10]);
  }
  put(sketch, "ficus", [13, 3], [29, 3], [20, 3], [23, 3]);
  put(sketch, "sofa", [18, 16], [23, 16]);
  put(sketch, "armchair", [18, 19], [24, 19]);
  put(sketch, "table", [20, 18]);
  put(sketch, "planter", [14, 13], [28, 13]);
  for (const y of [14, 17]) {
    put(sketch, "desk", [3, y], [7, y], [34, y], [38, y]);
    put(sketch, "chair", [3, y + 1], [7, y + 1], [34, y + 1], [38, y + 1]);
  }
  put(sketch, "plant", [1, 13], [42, 13], [1, 19], [42, 19]);
  // The library.
  put(sketch, "bookshelf", [1, 22], [3, 22], [5, 22], [7, 22], [9, 22]);
  put(sketch, "armchair", [4, 26], [9, 26]);
  put(sketch, "lamp", [11, 22], [3, 26]);
  put(sketch, "rug", [5, 26]);
  put(sketch, "piano", [10, 29]);
  put(sketch, "ficus", [1, 30], [12, 30]);
  // The lounge.
  put(sketch, "card-table", [34, 26], [38, 26]);
  put(sketch, "arena-machine", [40, 22]);
  put(sketch, "sofa", [32, 22], [36, 22]);
  put(sketch, "lamp", [35, 22], [41, 22]);
  put(sketch, "plant", [42, 22], [31, 30], [42, 30]);
  // The entrance.
  put(sketch, "planter", [17, 29], [25, 29]);
  put(sketch, "ficus", [14, 30], [29, 30]);
  put(sketch, "bench", [15, 24], [27, 24]);
  put(sketch, "rug", [20, 26]);
}
