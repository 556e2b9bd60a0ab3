import { chance } from "../surface";
import { createSketch, isBlocked, plant, put, type Sketch } from "./sketch";

/** A park behind hedges: a pond with lilies, gravel paths, cherry trees, a pavilion with card tables. */
export function garden(): Sketch {
  const sketch = createSketch("garden", "Cherry Garden", 56, 42, "grass", { x: 27, y: 27 });
  const { ground, walls } = sketch;
  walls.fill(0, 0, 56, 2, "hedge");
  walls.fill(0, 0, 1, 42, "hedge");
  walls.fill(55, 0, 1, 42, "hedge");
  walls.fill(0, 41, 56, 1, "hedge");
  // Paths: a cross with a round in its middle, and one around the pond.
  ground.fill(26, 3, 3, 38, "path");
  ground.fill(2, 23, 52, 3, "path");
  round(sketch, 27.5, 24.5, 6.2, 5.2, "path");
  round(sketch, 27.5, 24.5, 3.4, 2.9, "plaza");
  round(sketch, 12.5, 12, 9.6, 7.6, "path");
  round(sketch, 12.5, 12, 8, 6, "grass");
  round(sketch, 12.5, 12, 6.8, 4.9, "water");
  ground.fill(21, 11, 5, 2, "path");
  ground.fill(12, 18, 2, 5, "path");
  // The pavilion.
  ground.fill(38, 8, 12, 9, "plaza");
  ground.fill(40, 10, 8, 5, "darkwood");
  ground.fill(29, 11, 9, 2, "path");
  ground.fill(43, 17, 2, 6, "path");
  // A maze of hedges in the southwest, beds in the southeast.
  maze(sketch);
  for (const y of [29, 32, 35]) {
    ground.fill(34, y, 7, 2, "soil");
    ground.fill(44, y, 7, 2, "soil");
    put(sketch, "flowers", [34, y], [36, y], [38, y], [40, y], [45, y], [47, y], [49, y]);
    put(sketch, "bush", [35, y + 1], [39, y + 1], [44, y + 1], [48, y + 1], [50, y + 1]);
  }
  put(sketch, "fountain", [26, 24]);
  put(
    sketch,
    "bench",
    [22, 21],
    [31, 21],
    [22, 27],
    [31, 27],
    [6, 20],
    [17, 20],
    [39, 19],
    [47, 19],
  );
  put(
    sketch,
    "street-lamp",
    [25, 20],
    [29, 20],
    [25, 29],
    [29, 29],
    [4, 22],
    [51, 22],
    [38, 7],
    [49, 7],
    [25, 6],
    [29, 6],
    [25, 37],
    [29, 37],
  );
  put(sketch, "card-table", [41, 11], [45, 12]);
  put(sketch, "planter", [40, 9], [46, 9], [38, 16], [48, 16]);
  put(sketch, "statue", [23, 12], [33, 15]);
  put(sketch, "water-lily", [9, 11], [11, 14], [14, 10], [16, 13], [13, 15]);
  put(sketch, "bush", [3, 4], [21, 4], [24, 16], [31, 17], [52, 5], [52, 19]);
  grow(sketch);
  return sketch;
}

function round(
  { ground }: Sketch,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  terrain: "path" | "plaza" | "grass" | "water",
): void {
  for (let y = Math.floor(cy - ry); y <= cy + ry; y += 1)
    for (let x = Math.floor(cx - rx); x <= cx + rx; x += 1)
      if (((x + 0.5 - cx) / rx) ** 2 + ((y + 0.5 - cy) / ry) ** 2 <= 1) ground.set(x, y, terrain);
}

const mazeRows = [
  "#######.#######",
  "#.....#.#.....#",
  "#.###.#.#.###.#",
  "#.#...#...#.#.#",
  "#.#.#####.#.#.#",
  "#.#.......#...#",
  "#.#######.#.###",
  "#.........#....",
  "###.#######.###",
] as const;

function maze({ walls, ground }: Sketch): void {
  mazeRows.forEach((row, y) => {
    [...row].forEach((mark, x) => {
      if (mark === "#") walls.set(5 + x, 29 + y, "hedge");
      else ground.set(5 + x, 29 + y, "path");
    });
  });
  ground.fill(12, 26, 1, 3, "path");
  ground.fill(20, 36, 6, 1, "path");
}

/** Trees wherever there is a meadow, cherries along the paths. */
function grow(sketch: Sketch): void {
  const taken = new Set(sketch.elements.map(({ x, y }) => `${x} ${y}`));
  const { ground } = sketch;
  for (let y = 4; y < 40; y += 1) {
    for (let x = 2; x < 54; x += 1) {
      const isFree = [-1, 0, 1].every((dx) =>
        [-1, 0, 1].every(
          (dy) =>
            ground.at(x + dx, y + dy) === "grass" &&
            !isBlocked(sketch, x + dx, y + dy) &&
            !taken.has(`${x + dx} ${y + dy}`),
        ),
      );
      const besideTrees = [-2, -1, 0, 1, 2].some((dx) =>
        [-2, -1, 0, 1].some((dy) => sketch.blocked.at(x + dx, y + dy)),
      );
      if (!isFree || besideTrees || chance(x, y, 77) > 0.34) continue;
      const nearPath = [-2, 2].some(
        (d) => ground.at(x + d, y) === "path" || ground.at(x, y + d) === "path",
      );
      plant(sketch, nearPath ? "blossom" : chance(x, y, 78) > 0.7 ? "fir" : "green", x, y);
    }
  }
}
