import type { HouseLook } from "../ground/house";
import { houseRows } from "../ground/house";
import {
  blue,
  gold,
  leaf,
  mixed,
  pale,
  pink,
  red,
  sand,
  stone,
  teal,
  violet,
  wood,
} from "../palette";
import { chance } from "../surface";
import { build, createSketch, isBlocked, plant, put, type Sketch } from "./sketch";

const looks: readonly HouseLook[] = [
  { roof: red, plaster: pale, timbered: true },
  { roof: blue, plaster: mixed(pale, "#ffffff", 0.3), sign: gold },
  { roof: teal, plaster: sand },
  { roof: wood, plaster: mixed(pale, pink[3], 0.25), timbered: true, sign: red },
  { roof: violet, plaster: mixed(stone, "#ffffff", 0.35) },
  { roof: mixed(red, gold[2], 0.35), plaster: mixed(pale, leaf[3], 0.12), sign: leaf },
];

/** A small town: a market square with a fountain, streets of houses, a park with a pond, a river with bridges. */
export function square(): Sketch {
  const sketch = createSketch("square", "Market Square", 100, 80, "grass", { x: 50, y: 46 });
  const { ground } = sketch;
  // Streets.
  for (const y of [18, 60]) ground.fill(2, y, 96, 4, "cobble");
  for (const x of [14, 82]) ground.fill(x, 4, 4, 74, "cobble");
  ground.fill(48, 4, 4, 74, "cobble");
  // The square.
  ground.fill(32, 28, 36, 26, "cobble");
  ground.fill(34, 30, 32, 22, "plaza");
  ground.fill(18, 40, 14, 3, "cobble");
  ground.fill(68, 40, 14, 3, "cobble");
  river(sketch);
  houses(sketch);
  market(sketch);
  park(sketch);
  grow(sketch);
  return sketch;
}

/** From north to south through the east, with a bridge for each street. */
function river({ ground }: Sketch): void {
  const shift = (y: number) => Math.round(Math.sin(y / 9) * 1.6);
  for (let y = 0; y < 80; y += 1) {
    const isBridge = (y >= 18 && y < 22) || (y >= 40 && y < 43) || (y >= 60 && y < 64);
    for (let x = 72; x < 77; x += 1) {
      const column = x + shift(y);
      ground.set(column, y, isBridge ? "plaza" : "water");
    }
  }
}

function row(
  sketch: Sketch,
  y: number,
  ...fronts: readonly (readonly [x: number, width: number])[]
): void {
  fronts.forEach(([x, width], i) => {
    build(sketch, looks[(i * 5 + y + x) % looks.length] ?? (looks[0] as HouseLook), x, y, width);
    if (chance(x, y, 3) > 0.3)
      put(sketch, chance(x, y, 4) > 0.5 ? "flowers" : "barrel", [x, y + 1]);
  });
}

function houses(sketch: Sketch): void {
  row(sketch, 16, [20, 5], [26, 6], [33, 5], [39, 7], [54, 6], [61, 5]);
  row(sketch, 16, [3, 5], [88, 7]);
  row(sketch, 27, [20, 5], [26, 5], [34, 7], [42, 5], [53, 5], [59, 7]);
  row(sketch, 38, [3, 6], [20, 6], [88, 6]);
  row(sketch, 58, [3, 5], [20, 7], [29, 5], [36, 5], [42, 5], [54, 6], [61, 6], [88, 6]);
  row(sketch, 75, [54, 7], [62, 5], [88, 7]);
}

function market(sketch: Sketch): void {
  put(sketch, "fountain", [48, 40]);
  put(sketch, "market-stall", [37, 32], [37, 36], [60, 32], [60, 36]);
  put(sketch, "flower-stall", [42, 32], [55, 32], [37, 48], [60, 48]);
  put(sketch, "card-table", [41, 45], [57, 45], [42, 38]);
  put(sketch, "arena-machine", [49, 48], [51, 48]);
  put(sketch, "bench", [45, 36], [53, 36], [45, 45], [53, 45], [44, 51], [54, 51]);
  put(sketch, "statue", [40, 41], [59, 41]);
  put(sketch, "planter", [34, 30], [64, 30], [34, 51], [64, 51], [47, 30], [51, 30]);
  put(sketch, "barrel", [36, 33], [41, 33], [63, 36], [40, 37], [64, 32]);
  for (const y of [29, 40, 53]) put(sketch, "street-lamp", [33, y], [66, y]);
  for (const x of [8, 24, 38, 60, 78, 92])
    put(sketch, "street-lamp", [x, 17], [x, 22], [x, 59], [x, 64]);
  for (const y of [26, 34, 48, 56, 68, 74])
    put(sketch, "street-lamp", [13, y], [18, y], [81, y], [86, y]);
}

function park(sketch: Sketch): void {
  const { ground } = sketch;
  ground.fill(19, 66, 28, 11, "meadow");
  for (let y = 68; y < 75; y += 1)
    for (let x = 27; x < 40; x += 1)
      if (((x - 33) / 6.5) ** 2 + ((y - 71) / 3.4) ** 2 <= 1) ground.set(x, y, "water");
  put(sketch, "water-lily", [30, 71], [34, 70], [36, 72]);
  put(sketch, "bench", [24, 67], [40, 67], [24, 75], [41, 75]);
  put(sketch, "card-table", [21, 70], [43, 70]);
}

/** Trees on the grass, in front of nothing that people must see. */
function grow(sketch: Sketch): void {
  const taken = new Set(sketch.elements.map(({ x, y }) => `${x} ${y}`));
  const { ground } = sketch;
  const kinds = ["green", "green", "fir", "autumn", "blossom", "green"] as const;
  for (let y = 3; y < 79; y += 1) {
    for (let x = 1; x < 99; x += 1) {
      const isGreen = (dx: number, dy: number) => {
        const terrain = ground.at(x + dx, y + dy);
        return (
          (terrain === "grass" || terrain === "meadow") &&
          !isBlocked(sketch, x + dx, y + dy) &&
          !taken.has(`${x + dx} ${y + dy}`)
        );
      };
      const isFree = [-1, 0, 1].every((dx) => [-1, 0].every((dy) => isGreen(dx, dy)));
      const nearHouse = Array.from({ length: houseRows }, (_, d) => d).some(
        (d) => sketch.blocked.at(x, y - d) && d < 2,
      );
      const besideTrees = [-2, -1, 0, 1, 2].some((dx) =>
        [-2, -1, 0, 1].some((dy) => sketch.blocked.at(x + dx, y + dy)),
      );
      const isEdge = x < 3 || x > 96 || y < 5 || y > 76;
      if (!isFree || nearHouse || besideTrees || chance(x, y, 79) > (isEdge ? 0.7 : 0.16)) continue;
      const grove = Math.floor(chance(Math.floor(x / 12), Math.floor(y / 12), 80) * kinds.length);
      plant(sketch, chance(x, y, 81) > 0.6 ? "green" : (kinds[grove] ?? "green"), x, y);
    }
  }
}
