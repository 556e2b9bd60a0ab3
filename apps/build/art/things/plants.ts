import { bush } from "../ground/trees";
import { gold, leaf, pink, type Ramp, red, sand, stone, violet, white, wood } from "../palette";
import { box, chance, dot, ellipse, line, mix, plate, type Surface } from "../surface";
import { drawing, type Thing } from "./canvas";

function pot(to: Surface, y: number, ramp: Ramp): void {
  for (let row = 0; row < 13; row += 1) {
    const half = 8 - Math.floor(row / 5);
    box(to, 16 - half, y + row, half * 2, 1, ramp[2]);
    box(to, 16 - half, y + row, 3, 1, ramp[4]);
    box(to, 16 + half - 4, y + row, 4, 1, ramp[1]);
  }
  plate(to, 7, y - 2, 18, 4, ramp[3], 1);
  box(to, 8, y - 2, 10, 1, ramp[5]);
}

function blade(to: Surface, x: number, y: number, lean: number, height: number): void {
  for (let i = 0; i <= height; i += 1) {
    const part = i / height;
    const px = Math.round(x + lean * part * part);
    const width = part < 0.25 ? 2 : part < 0.8 ? 4 : 2;
    box(to, px - Math.floor(width / 2), y - i, width, 1, lean < 0 ? leaf[3] : leaf[2]);
    dot(to, px - Math.floor(width / 2), y - i, leaf[4]);
    if (width > 2) dot(to, px, y - i, lean < 0 ? leaf[4] : leaf[3]);
  }
}

const plant = drawing(32, 52, (to) => {
  for (const [lean, height] of [
    [-11, 24],
    [11, 25],
    [-6, 31],
    [7, 32],
    [0, 35],
  ] as const)
    blade(to, 16, 38, lean, height);
  pot(to, 38, sand);
});

const ficus = drawing(32, 68, (to) => {
  box(to, 14, 30, 4, 24, wood[2]);
  box(to, 14, 30, 1, 24, wood[3]);
  ellipse(to, 15.5, 22, 14, 17, leaf[1]);
  ellipse(to, 14.5, 19, 12, 14, leaf[2]);
  ellipse(to, 12, 15, 8, 9, leaf[3]);
  for (let i = 0; i < 46; i += 1) {
    const turn = chance(i, 2, 61) * 6.28;
    const far = Math.sqrt(chance(i, 2, 62)) * 13;
    const [x, y] = [
      Math.round(15 + far * Math.cos(turn) * 0.95),
      Math.round(20 + far * Math.sin(turn) * 1.15),
    ];
    const tone = y < 18 ? leaf[4] : y < 26 ? leaf[3] : leaf[0];
    box(to, x, y, 2, 1, tone);
    dot(to, x, y + 1, leaf[1]);
  }
  pot(to, 54, stone);
});

const flowers = drawing(32, 40, (to) => {
  const heads = [
    [9, 12, pink],
    [16, 8, red],
    [23, 12, gold],
    [12, 18, violet],
    [20, 18, pink],
  ] as const;
  for (const [x, y] of heads) line(to, x, y, 16, 27, leaf[2]);
  ellipse(to, 16, 23, 9, 4, leaf[2]);
  ellipse(to, 14, 22, 6, 2, leaf[3]);
  for (const [x, y, ramp] of heads) {
    ellipse(to, x, y, 4, 4, ramp[2]);
    ellipse(to, x - 1, y - 1, 3, 3, ramp[3]);
    box(to, x - 1, y - 1, 2, 2, gold[4]);
    dot(to, x - 2, y - 3, ramp[5]);
  }
  pot(to, 26, red);
});

const planter = drawing(64, 44, (to) => {
  for (let i = 0; i < 7; i += 1) {
    const x = 7 + i * 8;
    ellipse(to, x, 20, 6, 8, i % 2 === 0 ? leaf[2] : leaf[1]);
    ellipse(to, x - 1, 17, 4, 5, leaf[3]);
    const ramp = [pink, gold, white, violet][i % 4] ?? pink;
    for (let j = 0; j < 3; j += 1) {
      const [px, py] = [x - 4 + j * 4, 11 + ((i + j) % 3) * 3];
      ellipse(to, px, py, 2, 2, ramp[3]);
      dot(to, px, py, gold[4]);
      dot(to, px - 1, py - 1, ramp[4]);
    }
  }
  plate(to, 2, 24, 60, 17, wood[2], 1);
  box(to, 2, 24, 60, 3, wood[4]);
  for (const y of [31, 36]) box(to, 3, y, 58, 1, wood[1]);
  box(to, 3, 27, 2, 13, wood[3]);
});

const lily = drawing(32, 32, (to) => {
  for (const [x, y, r] of [
    [11, 13, 8],
    [22, 21, 7],
  ] as const) {
    ellipse(to, x, y, r, r * 0.65, leaf[2]);
    ellipse(to, x - 1, y - 1, r - 2, r * 0.65 - 2, leaf[3]);
    line(to, x, y, x + r, y - 2, leaf[1]);
    line(to, x, y, x - r + 2, y - 1, mix(leaf[3], leaf[4], 0.6));
  }
  ellipse(to, 12, 10, 4, 3, pink[3]);
  ellipse(to, 12, 9, 2, 2, pink[5]);
  dot(to, 12, 10, gold[4]);
});

export const plants: readonly Thing[] = [
  { key: "plant", name: "Plant", width: 1, height: 1, static: true, picture: plant },
  { key: "ficus", name: "Ficus", width: 1, height: 1, static: true, picture: ficus },
  { key: "flowers", name: "Flower pot", width: 1, height: 1, static: true, picture: flowers },
  { key: "planter", name: "Flower box", width: 2, height: 1, static: true, picture: planter },
  { key: "bush", name: "Bush", width: 1, height: 1, static: true, picture: bush("green") },
  { key: "water-lily", name: "Water lily", width: 1, height: 1, static: false, picture: lily },
];
