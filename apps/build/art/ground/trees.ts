import { gold, ink, leaf, pink, type Ramp, red, wood } from "../palette";
import {
  alphaAt,
  box,
  chance,
  createSurface,
  dot,
  ellipse,
  mix,
  outline,
  type Surface,
} from "../surface";

export type Foliage = "green" | "blossom" | "autumn" | "fir";

const ramps: Readonly<Record<Foliage, Ramp>> = {
  green: leaf,
  blossom: [pink[0], mix(pink[1], leaf[1], 0.15), pink[2], pink[3], pink[4], pink[5]],
  autumn: [red[0], red[1], mix(red[2], gold[1], 0.3), mix(red[3], gold[2], 0.5), gold[3], gold[4]],
  fir: [leaf[0], leaf[1], mix(leaf[1], leaf[2], 0.6), leaf[2], leaf[3], leaf[4]],
};

const drawn = new Map<string, Surface>();

/** A tree, three blocks wide and three high; its trunk stands in the middle of the lowest row. */
export function tree(foliage: Foliage, variant = 0): Surface {
  const key = `${foliage} ${variant}`;
  const found = drawn.get(key);
  if (found) return found;
  const result = createSurface(96, 96);
  trunk(result);
  if (foliage === "fir") fir(result, ramps.fir);
  else crown(result, ramps[foliage], variant);
  outline(result, mix(ramps[foliage][0], ink, 0.45));
  drawn.set(key, result);
  return result;
}

function trunk(to: Surface): void {
  box(to, 43, 62, 10, 28, wood[1]);
  box(to, 44, 62, 3, 28, wood[2]);
  box(to, 45, 64, 1, 24, wood[3]);
  box(to, 50, 62, 3, 28, wood[0]);
  box(to, 40, 88, 16, 3, wood[1]);
  box(to, 41, 87, 4, 2, wood[2]);
  box(to, 43, 62, 10, 10, mix(wood[0], ink, 0.5));
}

const clumps = [
  [48, 24, 19, 16],
  [30, 34, 17, 14],
  [66, 34, 17, 14],
  [38, 50, 19, 14],
  [60, 50, 18, 14],
  [48, 42, 22, 18],
  [23, 46, 11, 9],
  [74, 47, 11, 9],
] as const;

function crown(to: Surface, ramp: Ramp, variant: number): void {
  const shift = variant % 2 === 0 ? 0 : 2;
  for (const [x, y, rx, ry] of clumps) ellipse(to, x + shift - 1, y + 4, rx, ry, ramp[1]);
  for (const [x, y, rx, ry] of clumps) ellipse(to, x + shift - 1, y + 1, rx - 1, ry - 2, ramp[2]);
  const lit = [...clumps].sort((a, b) => b[1] - a[1]);
  for (const [x, y, rx, ry] of lit) {
    ellipse(to, x + shift - 3, y - 2, rx - 4, ry - 5, mix(ramp[2], ramp[3], 0.6));
    ellipse(to, x + shift - 5, y - 4, rx - 8, Math.max(2, ry - 8), ramp[3]);
  }
  speckle(to, ramp, variant);
}

/** Single leaves: light ones where the light comes from, dark ones below. */
function speckle(to: Surface, ramp: Ramp, seed: number): void {
  for (let i = 0; i < 260; i += 1) {
    const x = Math.floor(chance(i, seed, 31) * 90) + 3;
    const y = Math.floor(chance(i, seed, 32) * 64) + 2;
    if (y > 62 || alphaAt(to, x, y) === 0 || alphaAt(to, x + 2, y + 1) === 0) continue;
    const light = 1 - (x * 0.35 + y) / 96 + (chance(i, seed, 33) - 0.5) * 0.5;
    const tone = light > 0.62 ? ramp[4] : light > 0.42 ? ramp[3] : light > 0.2 ? ramp[2] : ramp[1];
    dot(to, x, y, tone);
    dot(to, x + 1, y, tone);
    if (light > 0.72) dot(to, x, y - 1, ramp[5]);
    else dot(to, x + 1, y + 1, ramp[1]);
  }
}

function fir(to: Surface, ramp: Ramp): void {
  const tiers = [
    { top: 44, bottom: 74, half: 27 },
    { top: 24, bottom: 54, half: 22 },
    { top: 4, bottom: 34, half: 16 },
  ];
  for (const { top, bottom, half } of tiers) {
    for (let y = top; y <= bottom; y += 1) {
      const part = (y - top) / (bottom - top);
      const jag = (Math.floor(y / 3) % 2) * 2;
      const reach = Math.round(2 + part * half) - jag;
      for (let x = -reach; x <= reach; x += 1) {
        const tone = x < -reach * 0.35 ? ramp[3] : x < reach * 0.3 ? ramp[2] : ramp[1];
        const under = bottom - y < 4 ? ramp[1] : tone;
        dot(to, 48 + x, y, chance(x + 50, y, 41) > 0.82 ? mix(under, ramp[4], 0.4) : under);
      }
    }
  }
}

/** A round bush of one block. */
export function bush(foliage: Foliage): Surface {
  const ramp = ramps[foliage];
  const result = createSurface(32, 32);
  ellipse(result, 15.5, 19, 13, 10, ramp[1]);
  ellipse(result, 15, 17, 12, 9, ramp[2]);
  ellipse(result, 12, 14, 8, 6, ramp[3]);
  ellipse(result, 10, 12, 4, 3, ramp[4]);
  for (let i = 0; i < 36; i += 1) {
    const [x, y] = [Math.floor(chance(i, 3, 51) * 26) + 3, Math.floor(chance(i, 3, 52) * 20) + 8];
    if (alphaAt(result, x, y) === 0) continue;
    dot(result, x, y, y < 16 ? ramp[4] : ramp[1]);
    dot(result, x + 1, y, y < 16 ? ramp[5] : ramp[2]);
  }
  outline(result, mix(ramp[0], ink, 0.4));
  return result;
}

export function shadowUnder(to: Surface, cx: number, cy: number, rx: number, ry: number): void {
  ellipse(to, cx, cy, rx, ry, "#241c3a40");
  ellipse(to, cx, cy, rx * 0.75, ry * 0.75, "#241c3a28");
}
