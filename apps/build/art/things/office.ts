import {
  blue,
  coal,
  gold,
  leaf,
  pale,
  type Ramp,
  red,
  sand,
  stone,
  teal,
  white,
  wood,
} from "../palette";
import { box, chance, dot, ellipse, line, mix, plate, type Surface } from "../surface";
import { drawing, type Thing } from "./canvas";

function top(to: Surface, x: number, y: number, width: number, depth: number, face: number): void {
  plate(to, x, y, width, depth, wood[4], 1);
  box(to, x + 1, y, width - 2, 1, wood[5]);
  box(to, x, y + depth, width, face, wood[2]);
  box(to, x, y + depth, width, 1, wood[3]);
  box(to, x, y + depth + face - 1, width, 1, wood[1]);
  for (let i = 0; i < 5; i += 1) {
    const gx = x + 3 + Math.floor(chance(i, width, 61) * (width - 12));
    line(
      to,
      gx,
      y + 3 + ((i * 4) % (depth - 5)),
      gx + 6,
      y + 3 + ((i * 4) % (depth - 5)),
      mix(wood[4], wood[3], 0.5),
    );
  }
}

const desk = drawing(64, 48, (to) => {
  box(to, 5, 34, 5, 12, wood[1]);
  box(to, 54, 34, 5, 12, wood[1]);
  box(to, 40, 32, 16, 12, wood[3]);
  box(to, 41, 34, 14, 1, wood[1]);
  box(to, 41, 39, 14, 1, wood[1]);
  box(to, 47, 36, 3, 1, gold[4]);
  box(to, 47, 41, 3, 1, gold[4]);
  top(to, 2, 14, 60, 15, 5);
  plate(to, 17, 1, 26, 17, coal[1], 1);
  box(to, 19, 3, 22, 12, blue[2]);
  box(to, 19, 3, 22, 5, blue[3]);
  line(to, 22, 12, 28, 4, blue[4]);
  line(to, 25, 12, 31, 4, blue[4]);
  box(to, 28, 18, 4, 3, coal[2]);
  box(to, 24, 20, 12, 2, coal[3]);
  plate(to, 20, 24, 19, 4, white[1], 1);
  for (let x = 22; x < 38; x += 2) dot(to, x, 25, white[3]);
  plate(to, 48, 19, 9, 7, white[3], 1);
  line(to, 50, 21, 54, 21, blue[3]);
  line(to, 50, 23, 53, 23, white[1]);
  box(to, 6, 18, 5, 6, red[2]);
  box(to, 6, 18, 5, 1, red[4]);
  box(to, 11, 19, 1, 3, red[2]);
});

const chair = drawing(32, 40, (to) => {
  box(to, 14, 26, 4, 8, coal[2]);
  box(to, 8, 34, 16, 2, coal[1]);
  for (const x of [7, 15, 22]) box(to, x, 35, 3, 3, coal[0]);
  plate(to, 7, 20, 18, 8, blue[2], 2);
  box(to, 9, 20, 14, 2, blue[3]);
  plate(to, 8, 4, 16, 16, blue[2], 3);
  plate(to, 10, 5, 12, 12, blue[3], 2);
  box(to, 11, 6, 5, 2, blue[4]);
  box(to, 5, 17, 3, 7, coal[2]);
  box(to, 24, 17, 3, 7, coal[2]);
});

function sofaOf(ramp: Ramp, width: number): Surface {
  return drawing(width, 44, (to) => {
    box(to, 4, 38, 5, 5, wood[0]);
    box(to, width - 9, 38, 5, 5, wood[0]);
    plate(to, 5, 3, width - 10, 22, ramp[2], 4);
    box(to, 9, 3, width - 18, 2, ramp[4]);
    box(to, 7, 5, width - 14, 4, ramp[3]);
    plate(to, 6, 18, width - 12, 21, ramp[1], 2);
    const seats = Math.max(1, Math.round((width - 20) / 22));
    const each = Math.floor((width - 20) / seats);
    for (let i = 0; i < seats; i += 1) {
      plate(to, 10 + i * each, 19, each - 1, 13, ramp[3], 2);
      box(to, 12 + i * each, 19, each - 5, 2, ramp[4]);
      box(to, 11 + i * each, 30, each - 3, 2, ramp[2]);
    }
    box(to, 9, 34, width - 18, 1, ramp[2]);
    for (const x of [2, width - 11]) {
      plate(to, x, 14, 9, 26, ramp[2], 3);
      plate(to, x + 1, 14, 7, 8, ramp[4], 2);
      box(to, x + 2, 22, 2, 14, ramp[3]);
    }
  });
}

const bookshelf = drawing(64, 76, (to) => {
  box(to, 2, 2, 60, 72, wood[2]);
  box(to, 2, 2, 60, 6, wood[4]);
  box(to, 2, 2, 60, 1, wood[5]);
  box(to, 2, 7, 60, 1, wood[1]);
  const covers = [red, blue, teal, gold, leaf, pale, coal] as const;
  for (let shelf = 0; shelf < 3; shelf += 1) {
    const y = 10 + shelf * 21;
    box(to, 6, y, 52, 18, wood[0]);
    box(to, 6, y, 52, 3, mix(wood[0], coal[0], 0.6));
    let x = 7;
    for (let i = 0; x < 54; i += 1) {
      const cover = covers[Math.floor(chance(i, shelf, 71) * covers.length)] ?? red;
      const width = 3 + Math.floor(chance(i, shelf, 72) * 3);
      const height = 10 + Math.floor(chance(i, shelf, 73) * 6);
      if (chance(i, shelf, 74) > 0.86) {
        x += 4;
        continue;
      }
      box(to, x, y + 18 - height, Math.min(width, 57 - x), height, cover[2]);
      box(to, x, y + 18 - height, 1, height, cover[4]);
      box(to, x, y + 20 - height, Math.min(width, 57 - x), 1, cover[4]);
      x += width;
    }
    box(to, 4, y + 18, 56, 3, wood[3]);
    box(to, 4, y + 18, 56, 1, wood[4]);
  }
  box(to, 2, 8, 3, 66, wood[3]);
  box(to, 59, 8, 3, 66, wood[1]);
  plate(to, 8, -1, 9, 4, sand[2], 1);
});

const whiteboard = drawing(64, 56, (to) => {
  box(to, 8, 40, 3, 15, coal[3]);
  box(to, 53, 40, 3, 15, coal[3]);
  plate(to, 2, 2, 60, 38, coal[4], 1);
  box(to, 4, 4, 56, 33, white[3]);
  box(to, 4, 4, 56, 2, white[4]);
  line(to, 9, 10, 28, 10, blue[3]);
  line(to, 9, 14, 24, 14, blue[3]);
  line(to, 9, 18, 27, 18, blue[3]);
  for (const [x, y, color] of [
    [36, 9, red[3]],
    [46, 9, gold[3]],
    [36, 18, teal[3]],
    [46, 18, blue[4]],
  ] as const) {
    box(to, x, y, 7, 7, color);
    box(to, x, y, 7, 1, mix(color, "#ffffff", 0.4));
  }
  line(to, 9, 31, 16, 27, red[2]);
  line(to, 16, 27, 22, 29, red[2]);
  line(to, 22, 29, 30, 23, red[2]);
  box(to, 20, 37, 24, 3, coal[2]);
  box(to, 23, 36, 5, 1, red[3]);
  box(to, 31, 36, 5, 1, blue[3]);
});

const cooler = drawing(32, 56, (to) => {
  plate(to, 8, 22, 16, 32, white[2], 1);
  box(to, 9, 23, 3, 30, white[4]);
  box(to, 21, 23, 2, 30, white[1]);
  box(to, 10, 30, 12, 8, coal[3]);
  box(to, 12, 31, 2, 3, blue[3]);
  box(to, 18, 31, 2, 3, red[3]);
  plate(to, 9, 3, 14, 18, blue[4], 3);
  plate(to, 11, 4, 4, 15, blue[5], 2);
  box(to, 12, 20, 8, 3, blue[2]);
});

const counter = drawing(64, 52, (to) => {
  box(to, 2, 28, 60, 22, pale[2]);
  for (const x of [4, 24, 44]) {
    box(to, x, 31, 17, 16, pale[3]);
    box(to, x, 31, 17, 1, pale[4]);
    box(to, x + 13, 37, 2, 4, coal[4]);
  }
  box(to, 2, 48, 60, 3, wood[0]);
  plate(to, 1, 16, 62, 12, stone[3], 1);
  box(to, 2, 16, 60, 2, stone[5]);
  box(to, 1, 27, 62, 2, stone[1]);
  plate(to, 7, 3, 18, 19, coal[2], 1);
  box(to, 9, 5, 14, 4, coal[4]);
  box(to, 11, 11, 10, 7, coal[0]);
  box(to, 14, 13, 4, 5, white[3]);
  dot(to, 20, 6, red[3]);
  box(to, 33, 15, 5, 6, red[3]);
  box(to, 33, 15, 5, 1, red[5]);
  box(to, 41, 15, 5, 6, teal[3]);
  box(to, 41, 15, 5, 1, teal[5]);
  ellipse(to, 54, 19, 5, 3, white[3]);
  ellipse(to, 52, 17, 2, 2, red[3]);
  ellipse(to, 56, 17, 2, 2, gold[3]);
});

const table = drawing(64, 48, (to) => {
  box(to, 8, 34, 5, 12, wood[1]);
  box(to, 51, 34, 5, 12, wood[1]);
  top(to, 2, 8, 60, 24, 5);
  plate(to, 12, 14, 12, 9, white[3], 1);
  line(to, 14, 17, 21, 17, white[1]);
  line(to, 14, 19, 19, 19, white[1]);
  box(to, 40, 16, 5, 6, blue[3]);
  box(to, 40, 16, 5, 1, blue[5]);
});

export const office: readonly Thing[] = [
  { key: "desk", name: "Desk", width: 2, height: 1, static: true, picture: desk },
  { key: "chair", name: "Office chair", width: 1, height: 1, static: false, picture: chair },
  { key: "sofa", name: "Sofa", width: 2, height: 1, static: true, picture: sofaOf(teal, 64) },
  {
    key: "armchair",
    name: "Armchair",
    width: 1,
    height: 1,
    static: true,
    picture: sofaOf(red, 32),
  },
  { key: "bookshelf", name: "Bookshelf", width: 2, height: 1, static: true, picture: bookshelf },
  { key: "whiteboard", name: "Whiteboard", width: 2, height: 1, static: true, picture: whiteboard },
  { key: "water-cooler", name: "Water cooler", width: 1, height: 1, static: true, picture: cooler },
  {
    key: "coffee-counter",
    name: "Coffee counter",
    width: 2,
    height: 1,
    static: true,
    picture: counter,
  },
  { key: "table", name: "Table", width: 2, height: 1, static: true, picture: table },
];
