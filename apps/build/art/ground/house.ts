import { blue, coal, gold, ink, leaf, pale, pink, type Ramp, red, stone, wood } from "../palette";
import {
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
import { block } from "./textures";

export type HouseLook = {
  readonly roof: Ramp;
  readonly plaster: Ramp;
  readonly sign?: Ramp;
  /** Dark beams on the front. */
  readonly timbered?: boolean;
};

const roofRows = 3;
const frontRows = 2;
/** Rows of blocks that a house's picture is high. */
export const houseRows = roofRows + frontRows;

/** A house of so many blocks' width, seen from the south: a roof, and below it the front with its door. */
export function house(blocks: number, look: HouseLook, seed: number): Surface {
  const width = blocks * block;
  const result = createSurface(width, houseRows * block);
  front(result, look, roofRows * block, width, seed);
  roof(result, look.roof, width, seed);
  return result;
}

function front(to: Surface, look: HouseLook, y: number, width: number, seed: number): void {
  const { plaster, timbered } = look;
  const height = frontRows * block;
  box(to, 2, y, width - 4, height, plaster[3]);
  box(to, 2, y, width - 4, 9, mix(plaster[3], ink, 0.4));
  box(to, 2, y + 9, width - 4, 3, mix(plaster[3], ink, 0.2));
  for (let i = 0; i < blocks(width) * 5; i += 1) {
    const [px, py] = [
      Math.floor(chance(i, seed, 1) * (width - 12)) + 5,
      Math.floor(chance(i, seed, 2) * 40) + 14,
    ];
    box(to, px, y + py, 4, 1, plaster[4]);
    box(to, px + 1, y + py + 1, 4, 1, plaster[2]);
  }
  box(to, 2, y + height - 8, width - 4, 8, stone[2]);
  box(to, 2, y + height - 8, width - 4, 1, stone[4]);
  for (let x = 8; x < width - 4; x += 14) box(to, x, y + height - 7, 1, 6, stone[1]);
  box(to, 2, y + height - 1, width - 4, 1, stone[0]);
  box(to, 2, y, 1, height, plaster[5]);
  box(to, width - 5, y, 3, height, mix(plaster[2], ink, 0.12));
  if (timbered === true) {
    for (const x of [2, width - 7]) box(to, x, y, 5, height - 8, wood[1]);
    box(to, 2, y + 12, width - 4, 4, wood[1]);
    box(to, 2, y + 12, width - 4, 1, wood[2]);
  }
  const doorAt = Math.floor(blocks(width) / 2);
  for (let i = 0; i < blocks(width); i += 1) {
    if (i === doorAt) door(to, i * block + 4, y + 20, look);
    else if (i % 2 === doorAt % 2 ? blocks(width) < 5 : true)
      window(to, i * block + 5, y + 20, seed + i);
  }
  if (look.sign) hangSign(to, (doorAt + 1) * block - 1, y + 14, look.sign);
}

const blocks = (width: number) => Math.round(width / block);

function door(to: Surface, x: number, y: number, { roof: ramp }: HouseLook): void {
  plate(to, x - 2, y - 2, 28, 46, wood[0], 3);
  plate(to, x, y, 24, 44, ramp[2], 2);
  box(to, x + 1, y + 2, 2, 42, ramp[3]);
  for (const px of [7, 13, 19]) box(to, x + px, y + 2, 1, 42, ramp[1]);
  plate(to, x + 6, y + 5, 12, 10, gold[3], 1);
  box(to, x + 7, y + 6, 4, 8, gold[4]);
  box(to, x + 11, y + 5, 1, 10, wood[0]);
  box(to, x + 18, y + 23, 3, 3, gold[4]);
  box(to, x - 4, y + 41, 32, 3, stone[4]);
  box(to, x - 4, y + 43, 32, 1, stone[1]);
}

/** A window with shutters, and flowers before some. */
export function window(to: Surface, x: number, y: number, seed: number): void {
  box(to, x, y, 22, 22, wood[1]);
  box(to, x + 2, y + 2, 18, 18, blue[3]);
  box(to, x + 2, y + 2, 18, 7, blue[4]);
  line(to, x + 4, y + 15, x + 12, y + 4, blue[5]);
  line(to, x + 6, y + 16, x + 14, y + 5, mix(blue[4], blue[5], 0.6));
  box(to, x + 10, y + 2, 2, 18, wood[2]);
  box(to, x + 2, y + 10, 18, 1, wood[2]);
  box(to, x, y, 22, 1, wood[3]);
  if (chance(seed, 3, 5) > 0.45) {
    for (let i = 0; i < 6; i += 1) {
      ellipse(to, x + 2 + i * 4, y + 19, 2, 2, leaf[2 + (i % 2)] ?? leaf[2]);
      dot(to, x + 1 + i * 4, y + 18, pink[3]);
      dot(to, x + 2 + i * 4, y + 17, i % 2 === 0 ? pink[4] : gold[4]);
    }
    box(to, x - 1, y + 21, 24, 4, wood[2]);
    box(to, x - 1, y + 21, 24, 1, wood[4]);
  } else {
    box(to, x - 1, y + 21, 24, 2, pale[4]);
    box(to, x - 1, y + 23, 24, 1, pale[0]);
  }
}

function hangSign(to: Surface, x: number, y: number, ramp: Ramp): void {
  box(to, x, y, 14, 2, coal[1]);
  plate(to, x + 2, y + 4, 12, 12, ramp[2], 1);
  plate(to, x + 3, y + 5, 10, 10, ramp[3], 1);
  box(to, x + 6, y + 8, 4, 4, ramp[5]);
}

function roof(to: Surface, ramp: Ramp, width: number, seed: number): void {
  const height = roofRows * block + 4;
  for (let y = 0; y < height; y += 1) {
    const inset = y < 12 ? Math.max(0, 8 - y) : 0;
    box(to, inset, y, width - inset * 2, 1, ramp[2]);
  }
  for (let row = 0; row * 8 < height - 4; row += 1) {
    const y = row * 8 + 4;
    const shift = row % 2 === 0 ? 0 : 5;
    for (let x = -shift; x < width; x += 10) {
      const tone =
        chance(x, row, seed) > 0.8
          ? ramp[1]
          : chance(x, row, seed) < 0.2
            ? mix(ramp[2], ramp[3], 0.6)
            : ramp[2];
      const inset = y < 12 ? Math.max(0, 8 - y) : 0;
      const [left, right] = [Math.max(inset, x), Math.min(width - inset, x + 9)];
      if (right <= left) continue;
      box(to, left, y, right - left, 7, tone);
      box(to, left, y, right - left, 1, ramp[3]);
      box(to, left, y + 6, right - left, 1, ramp[1]);
      if (x + 9 < width - inset) box(to, x + 9, y, 1, 7, ramp[1]);
    }
  }
  plate(to, 6, 0, width - 12, 5, ramp[3], 2);
  box(to, 8, 0, width - 16, 2, ramp[4]);
  box(to, 0, height - 5, width, 5, ramp[1]);
  box(to, 0, height - 5, width, 1, ramp[3]);
  box(to, 0, height - 1, width, 1, mix(ramp[0], ink, 0.5));
  box(to, 0, 8, 1, height - 8, ramp[4]);
  box(to, width - 2, 8, 2, height - 8, ramp[0]);
  const cx = seed % 2 === 0 ? width - 46 : 24;
  box(to, cx, 10, 18, 24, red[1]);
  box(to, cx, 10, 6, 24, red[2]);
  for (let y = 14; y < 34; y += 5) box(to, cx, y, 18, 1, red[0]);
  box(to, cx - 2, 6, 22, 6, stone[3]);
  box(to, cx - 2, 6, 22, 2, stone[5]);
  box(to, cx + 3, 7, 12, 3, ink);
}
