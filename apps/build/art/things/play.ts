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
  violet,
  water,
  white,
  wood,
} from "../palette";
import {
  alphaAt,
  box,
  chance,
  createSurface,
  dot,
  ellipse,
  line,
  mix,
  plate,
  type Surface,
} from "../surface";
import { drawing, type Thing } from "./canvas";

const felt = ["#144a3b", "#1c6450", "#267f62", "#369a76"] as const;

function card(to: Surface, x: number, y: number, mark: string): void {
  plate(to, x, y, 7, 9, white[3], 1);
  box(to, x + 1, y + 8, 6, 1, white[1]);
  box(to, x + 3, y + 3, 2, 3, mark);
  dot(to, x + 1, y + 1, mark);
}

const cardTable = drawing(64, 72, (to) => {
  box(to, 27, 52, 10, 14, wood[1]);
  box(to, 28, 52, 3, 14, wood[3]);
  plate(to, 20, 64, 24, 5, wood[2], 2);
  box(to, 21, 64, 22, 1, wood[3]);
  ellipse(to, 31.5, 34, 30, 24, wood[1]);
  ellipse(to, 31.5, 30, 30, 24, wood[3]);
  ellipse(to, 31.5, 29.5, 29, 23, wood[4]);
  ellipse(to, 31.5, 30, 26, 20, felt[0]);
  ellipse(to, 31.5, 31, 26, 19, felt[2]);
  ellipse(to, 27, 27, 18, 12, mix(felt[2], felt[3], 0.4));
  for (let i = 0; i < 90; i += 1) {
    const [x, y] = [Math.floor(chance(i, 1, 81) * 50) + 7, Math.floor(chance(i, 1, 82) * 38) + 12];
    if (((x - 31.5) / 24) ** 2 + ((y - 31) / 18) ** 2 < 1)
      dot(to, x, y, mix(felt[2], felt[1], 0.35));
  }
  card(to, 20, 24, coal[1]);
  card(to, 28, 22, red[2]);
  card(to, 36, 25, coal[1]);
  plate(to, 27, 36, 9, 9, blue[1], 1);
  plate(to, 27, 34, 9, 9, white[3], 1);
  plate(to, 28, 35, 7, 7, blue[2], 1);
  dot(to, 31, 38, blue[4]);
  for (const [x, y, color] of [
    [13, 34, red[3]],
    [15, 31, gold[3]],
    [47, 33, blue[3]],
    [49, 36, red[3]],
  ] as const) {
    ellipse(to, x, y + 1, 3, 2, mix(color, coal[0], 0.4));
    ellipse(to, x, y, 3, 2, color);
    dot(to, x - 1, y - 1, white[4]);
  }
});

const rug = (() => {
  const result = createSurface(96, 64);
  ellipse(result, 47.5, 31.5, 46, 30, violet[1]);
  ellipse(result, 47.5, 31.5, 44, 28, gold[3]);
  ellipse(result, 47.5, 31.5, 41, 26, violet[2]);
  ellipse(result, 47.5, 31.5, 30, 18, violet[3]);
  ellipse(result, 47.5, 31.5, 28, 16, violet[2]);
  ellipse(result, 47.5, 31.5, 14, 8, gold[3]);
  ellipse(result, 47.5, 31.5, 12, 6, violet[1]);
  for (let y = 0; y < 64; y += 2)
    for (let x = y % 4; x < 96; x += 4)
      if (alphaAt(result, x, y) > 0) dot(result, x, y, "#ffffff14");
  return result;
})();

function lampOf(height: number, isStreet: boolean): Surface {
  return drawing(32, height, (to) => {
    const foot = height - 5;
    plate(to, 10, foot, 12, 4, isStreet ? coal[1] : wood[1], 1);
    box(to, 11, foot, 10, 1, isStreet ? coal[3] : wood[3]);
    box(to, 14, 18, 4, foot - 18, isStreet ? coal[1] : gold[1]);
    box(to, 15, 18, 1, foot - 18, isStreet ? coal[3] : gold[3]);
    if (isStreet) {
      plate(to, 10, 8, 12, 14, gold[4], 2);
      plate(to, 12, 9, 5, 12, gold[5], 1);
      box(to, 15, 8, 2, 14, coal[2]);
      plate(to, 8, 4, 16, 5, coal[1], 2);
      box(to, 9, 5, 10, 1, coal[3]);
      box(to, 10, 21, 12, 2, coal[1]);
      box(to, 15, 1, 2, 3, coal[2]);
    } else {
      for (let row = 0; row < 16; row += 1) {
        const half = 6 + Math.floor(row / 3);
        box(to, 16 - half, 3 + row, half * 2, 1, row > 12 ? gold[3] : gold[4]);
        box(to, 16 - half, 3 + row, Math.max(2, half - 3), 1, gold[5]);
        box(to, 16 + half - 3, 3 + row, 3, 1, gold[3]);
      }
      box(to, 12, 2, 8, 1, gold[3]);
    }
  });
}

const fountain = drawing(96, 104, (to) => {
  ellipse(to, 47.5, 72, 46, 30, stone[1]);
  ellipse(to, 47.5, 66, 46, 30, stone[3]);
  ellipse(to, 47.5, 64, 45, 29, stone[4]);
  ellipse(to, 47.5, 65, 40, 25, stone[1]);
  ellipse(to, 47.5, 67, 40, 24, water[2]);
  ellipse(to, 47.5, 69, 38, 21, water[3]);
  for (const [rx, ry] of [
    [33, 18],
    [24, 13],
  ] as const) {
    for (let degree = 0; degree < 360; degree += 3) {
      const turn = (degree * Math.PI) / 180;
      if (chance(degree, rx, 91) > 0.45)
        dot(
          to,
          Math.round(47.5 + rx * Math.cos(turn)),
          Math.round(69 + ry * Math.sin(turn)),
          water[5],
        );
    }
  }
  for (let i = 0; i < 12; i += 1) {
    const turn = (i * Math.PI) / 6;
    const [x, y] = [47.5 + 45.5 * Math.cos(turn), 64 + 29.5 * Math.sin(turn)];
    line(
      to,
      Math.round(x),
      Math.round(y),
      Math.round(x - 4 * Math.cos(turn)),
      Math.round(y - 3 * Math.sin(turn)),
      stone[2],
    );
    if (Math.sin(turn) > -0.1)
      line(to, Math.round(x), Math.round(y + 1), Math.round(x), Math.round(y + 7), stone[0]);
  }
  ellipse(to, 47.5, 70, 11, 5, water[1]);
  box(to, 42, 40, 12, 30, stone[3]);
  box(to, 43, 40, 3, 30, stone[5]);
  box(to, 51, 40, 3, 30, stone[1]);
  ellipse(to, 47.5, 42, 22, 9, stone[2]);
  ellipse(to, 47.5, 39, 22, 9, stone[4]);
  ellipse(to, 47.5, 39, 19, 7, water[3]);
  ellipse(to, 44, 38, 10, 3, water[4]);
  box(to, 44, 20, 8, 18, stone[3]);
  box(to, 45, 20, 2, 18, stone[5]);
  ellipse(to, 47.5, 19, 9, 4, stone[2]);
  ellipse(to, 47.5, 17, 9, 4, stone[4]);
  ellipse(to, 47.5, 17, 7, 2.5, water[4]);
  const jet = (x: number, from: number, to2: number, lean: number): void => {
    for (let y = from; y < to2; y += 1) {
      const px = Math.round(x + (lean * (y - from)) / (to2 - from));
      dot(to, px, y, y % 3 === 0 ? water[4] : "#e8fbfb");
      if (y % 2 === 0) dot(to, px + 1, y, water[5]);
    }
  };
  for (const [x, lean] of [
    [29, -2],
    [36, -1],
    [59, 1],
    [66, 2],
  ] as const)
    jet(x, 42, 66, lean);
  for (const [x, lean] of [
    [40, -1],
    [54, 1],
  ] as const)
    jet(x, 19, 38, lean);
  for (let y = 3; y < 17; y += 1) {
    box(to, 46, y, 3, 1, y % 3 === 0 ? water[4] : "#f4ffff");
    if (y < 8) box(to, 44 + (y % 2), y + 2, 7, 1, "#dff6f8");
  }
});

const bench = drawing(64, 40, (to) => {
  for (const x of [6, 53]) {
    box(to, x, 16, 5, 21, coal[1]);
    box(to, x + 1, 16, 1, 21, coal[3]);
  }
  for (const [y, h] of [
    [4, 5],
    [10, 5],
  ] as const) {
    box(to, 3, y, 58, h, wood[3]);
    box(to, 3, y, 58, 1, wood[5]);
    box(to, 3, y + h - 1, 58, 1, wood[1]);
  }
  for (const y of [19, 24]) {
    box(to, 2, y, 60, 5, wood[4]);
    box(to, 2, y, 60, 1, wood[5]);
    box(to, 2, y + 4, 60, 1, wood[2]);
  }
});

function stallOf(ramp: Ramp): Surface {
  return drawing(96, 96, (to) => {
    for (const x of [6, 86]) box(to, x, 30, 4, 60, wood[2]);
    box(to, 5, 62, 86, 28, wood[2]);
    for (let x = 5; x < 91; x += 10) box(to, x, 62, 1, 28, wood[1]);
    box(to, 5, 86, 86, 4, wood[0]);
    plate(to, 3, 52, 90, 11, wood[4], 1);
    box(to, 4, 52, 88, 1, wood[5]);
    box(to, 10, 36, 76, 16, mix(wood[0], coal[0], 0.5));
    const fruit = [red[3], gold[3], leaf[3], pale[3]] as const;
    for (let crate = 0; crate < 4; crate += 1) {
      const x = 8 + crate * 21;
      box(to, x, 48, 18, 9, wood[3]);
      box(to, x, 48, 18, 1, wood[5]);
      for (let i = 0; i < 8; i += 1) {
        const color = fruit[crate] ?? red[3];
        ellipse(to, x + 3 + (i % 4) * 4, 47 - Math.floor(i / 4) * 3, 2, 2, color);
        dot(to, x + 2 + (i % 4) * 4, 46 - Math.floor(i / 4) * 3, mix(color, "#ffffff", 0.5));
      }
    }
    for (let stripe = 0; stripe < 8; stripe += 1) {
      const x = stripe * 12;
      const color = stripe % 2 === 0 ? ramp[3] : white[3];
      const dark = stripe % 2 === 0 ? ramp[2] : white[1];
      box(to, x, 6, 12, 24, color);
      box(to, x, 6, 12, 3, mix(color, "#ffffff", 0.35));
      box(to, x, 24, 12, 6, dark);
      ellipse(to, x + 5.5, 30, 6, 6, dark);
      box(to, x, 29, 12, 1, mix(dark, coal[0], 0.2));
    }
    box(to, 0, 4, 96, 2, wood[3]);
  });
}

const barrel = drawing(32, 40, (to) => {
  plate(to, 5, 6, 22, 32, wood[3], 3);
  box(to, 8, 7, 3, 30, wood[4]);
  box(to, 14, 7, 1, 30, wood[2]);
  box(to, 19, 7, 1, 30, wood[2]);
  box(to, 23, 9, 3, 26, wood[1]);
  for (const y of [13, 29]) {
    box(to, 5, y, 22, 3, coal[3]);
    box(to, 6, y, 8, 1, coal[5]);
  }
  ellipse(to, 15.5, 8, 10, 4, wood[1]);
  ellipse(to, 15.5, 7, 10, 4, wood[4]);
  ellipse(to, 15.5, 7, 8, 3, wood[3]);
});

const statue = drawing(32, 80, (to) => {
  plate(to, 3, 60, 26, 18, stone[2], 1);
  box(to, 4, 60, 24, 3, stone[4]);
  box(to, 8, 67, 16, 6, gold[3]);
  box(to, 8, 67, 16, 1, gold[5]);
  box(to, 7, 54, 18, 6, stone[3]);
  box(to, 10, 32, 12, 22, stone[3]);
  box(to, 10, 32, 4, 22, stone[5]);
  box(to, 19, 34, 3, 20, stone[1]);
  line(to, 12, 40, 20, 52, stone[2]);
  box(to, 7, 33, 3, 13, stone[4]);
  box(to, 22, 22, 3, 14, stone[2]);
  ellipse(to, 15.5, 24, 6, 7, stone[4]);
  ellipse(to, 14, 22, 3, 4, stone[5]);
  box(to, 10, 16, 12, 4, stone[3]);
  box(to, 22, 12, 4, 9, stone[3]);
  ellipse(to, 24, 9, 3, 4, gold[4]);
  dot(to, 23, 8, gold[5]);
});

const piano = drawing(64, 60, (to) => {
  box(to, 3, 14, 58, 40, coal[1]);
  plate(to, 2, 4, 60, 14, coal[2], 1);
  box(to, 3, 4, 58, 2, coal[4]);
  box(to, 6, 20, 52, 14, coal[2]);
  box(to, 24, 21, 16, 10, sand[4]);
  for (let y = 23; y < 30; y += 2) line(to, 26, y, 37, y, coal[4]);
  box(to, 2, 35, 60, 9, white[3]);
  for (let x = 4; x < 61; x += 4) box(to, x, 35, 1, 9, white[0]);
  for (let i = 0; i < 14; i += 1)
    if (i % 7 !== 2 && i % 7 !== 6) box(to, 6 + i * 4, 35, 2, 5, coal[0]);
  box(to, 2, 44, 60, 3, coal[3]);
  box(to, 5, 47, 5, 10, coal[0]);
  box(to, 54, 47, 5, 10, coal[0]);
  box(to, 30, 52, 4, 3, gold[3]);
});

/** A cabinet with a screen, on which two aim at each other. */
const arenaMachine = drawing(32, 56, (to) => {
  box(to, 3, 4, 26, 49, violet[1]);
  box(to, 3, 4, 3, 49, violet[3]);
  box(to, 26, 4, 3, 49, violet[0]);
  plate(to, 4, 2, 24, 9, gold[2], 1);
  box(to, 6, 4, 20, 4, gold[4]);
  for (const x of [8, 12, 16, 20]) box(to, x, 5, 2, 2, red[2]);
  plate(to, 6, 13, 20, 17, coal[0], 1);
  box(to, 8, 15, 16, 13, teal[0]);
  box(to, 14, 18, 3, 6, teal[3]);
  ellipse(to, 10.5, 25, 1.5, 1.5, gold[4]);
  ellipse(to, 21, 17.5, 1.5, 1.5, red[3]);
  line(to, 12, 24, 19, 19, white[3]);
  plate(to, 4, 31, 24, 7, coal[2], 1);
  box(to, 8, 32, 2, 3, coal[5]);
  ellipse(to, 9, 31.5, 1.5, 1.5, red[3]);
  for (const x of [16, 20, 24]) ellipse(to, x, 34, 1.2, 1.2, gold[3]);
  box(to, 11, 42, 10, 7, violet[0]);
  box(to, 13, 44, 2, 3, gold[2]);
  box(to, 17, 44, 2, 3, gold[2]);
});

export const play: readonly Thing[] = [
  {
    key: "card-table",
    name: "Card table",
    width: 2,
    height: 2,
    static: true,
    use: "cardtable",
    picture: cardTable,
  },
  {
    key: "arena-machine",
    name: "Arena machine",
    width: 1,
    height: 1,
    static: true,
    use: "arena",
    picture: arenaMachine,
  },
  { key: "rug", name: "Rug", width: 3, height: 2, static: false, picture: rug },
  {
    key: "lamp",
    name: "Floor lamp",
    width: 1,
    height: 1,
    static: true,
    picture: lampOf(60, false),
  },
  {
    key: "street-lamp",
    name: "Street lamp",
    width: 1,
    height: 1,
    static: true,
    picture: lampOf(92, true),
  },
  { key: "fountain", name: "Fountain", width: 3, height: 2, static: true, picture: fountain },
  { key: "bench", name: "Bench", width: 2, height: 1, static: true, picture: bench },
  {
    key: "market-stall",
    name: "Market stall",
    width: 3,
    height: 1,
    static: true,
    picture: stallOf(red),
  },
  {
    key: "flower-stall",
    name: "Flower stall",
    width: 3,
    height: 1,
    static: true,
    picture: stallOf(teal),
  },
  { key: "barrel", name: "Barrel", width: 1, height: 1, static: true, picture: barrel },
  { key: "statue", name: "Statue", width: 1, height: 1, static: true, picture: statue },
  { key: "piano", name: "Piano", width: 2, height: 1, static: true, picture: piano },
];
