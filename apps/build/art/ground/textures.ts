import { blue, coal, grass, pale, red, sand, stone, teal, violet, water, wood } from "../palette";
import {
  box,
  chance,
  createSurface,
  dot,
  ellipse,
  line,
  mix,
  pick,
  type Surface,
} from "../surface";

/** A block of the map, in pixels. */
export const block = 32;

export type Terrain =
  | "grass"
  | "meadow"
  | "path"
  | "plaza"
  | "cobble"
  | "water"
  | "soil"
  | "wood"
  | "darkwood"
  | "tiles"
  | "slate"
  | "carpetBlue"
  | "carpetRed"
  | "carpetTeal"
  | "void";

type Painter = (variant: number) => Surface;

function filled(color: string): Surface {
  const result = createSurface(block, block);
  box(result, 0, 0, block, block, color);
  return result;
}

/** Soft patches, kept away from the edges so that any two variants fit together. */
function dapple(to: Surface, seed: number, colors: readonly [string, string], count: number): void {
  for (let i = 0; i < count; i += 1) {
    const color = i % 2 === 0 ? colors[0] : colors[1];
    const rx = pick(3, 6, i, seed, 1);
    ellipse(to, pick(8, 23, i, seed, 2), pick(7, 24, i, seed, 3), rx, rx * 0.6, color);
  }
}

function tuft(to: Surface, x: number, y: number): void {
  dot(to, x, y, grass[2]);
  dot(to, x, y - 1, grass[2]);
  dot(to, x + 2, y, grass[2]);
  dot(to, x + 2, y - 1, grass[2]);
  dot(to, x + 1, y, grass[1]);
  dot(to, x - 1, y - 2, grass[4]);
  dot(to, x + 3, y - 2, grass[4]);
  dot(to, x + 1, y - 2, grass[4]);
}

function flower(to: Surface, x: number, y: number, petal: string, shade: string): void {
  dot(to, x, y + 2, grass[1]);
  for (const [dx, dy] of [
    [0, -1],
    [-1, 0],
    [1, 0],
    [0, 1],
  ] as const)
    dot(to, x + dx, y + dy, dy === 1 ? shade : petal);
  dot(to, x, y, "#f7d35c");
}

const petals = [
  ["#ffffff", "#d5dce5"],
  ["#f6a5b8", "#d3708f"],
  ["#fbe08a", "#d39735"],
  ["#c2a6dc", "#9d7bc0"],
] as const;

const paintGrass: Painter = (variant) => {
  const result = filled(grass[3]);
  dapple(result, variant, [mix(grass[3], grass[4], 0.28), mix(grass[3], grass[2], 0.22)], 4);
  if (variant >= 2)
    for (let i = 0; i < 2 + (variant % 2); i += 1)
      tuft(result, pick(4, 25, i, variant, 5), pick(6, 28, i, variant, 6));
  if (variant >= 5)
    for (let i = 0; i < 3; i += 1) {
      const [petal, shade] = petals[(variant + (i > 1 ? 1 : 0)) % petals.length] ?? petals[0];
      flower(result, pick(4, 27, i, variant, 7), pick(4, 26, i, variant, 8), petal, shade);
    }
  return result;
};

const paintMeadow: Painter = (variant) => {
  const result = filled(mix(grass[3], grass[2], 0.45));
  dapple(result, variant + 9, [mix(grass[3], grass[2], 0.3), mix(grass[3], grass[2], 0.6)], 4);
  for (let i = 0; i < 2 + variant; i += 1)
    tuft(result, pick(3, 26, i, variant, 11), pick(5, 29, i, variant, 12));
  return result;
};

const paintPath: Painter = (variant) => {
  const result = filled(sand[3]);
  dapple(result, variant + 30, [mix(sand[3], sand[4], 0.5), mix(sand[3], sand[2], 0.3)], 5);
  for (let i = 0; i < 5; i += 1) {
    const [x, y] = [pick(3, 27, i, variant, 21), pick(3, 27, i, variant, 22)];
    dot(result, x, y, sand[5]);
    dot(result, x + 1, y, sand[4]);
    dot(result, x, y + 1, sand[2]);
    dot(result, x + 1, y + 1, sand[1]);
  }
  return result;
};

/** Stones in rows, each with a light upper and a dark lower edge. */
function stones(
  width: number,
  height: number,
  tones: readonly string[],
  joint: string,
  seed: number,
): Surface {
  const result = filled(joint);
  for (let row = 0; row * height < block; row += 1) {
    const shift = row % 2 === 0 ? 0 : width / 2;
    for (let column = 0; column <= block / width; column += 1) {
      const tone = Math.floor(chance(column % (block / width), row, seed) * tones.length);
      // The stone that sticks out on the right is the one that comes in on the left.
      const color = tones[shift > 0 && column % (block / width) === 0 ? 1 : tone] ?? joint;
      const x = column * width - shift;
      const y = row * height;
      box(result, x, y, width - 1, height - 1, color);
      box(result, x, y, width - 1, 1, mix(color, "#ffffff", 0.28));
      box(result, x, y, 1, height - 1, mix(color, "#ffffff", 0.16));
      box(result, x, y + height - 2, width - 1, 1, mix(color, stone[1], 0.24));
      box(result, x + width - 2, y + 1, 1, height - 2, mix(color, stone[1], 0.16));
    }
  }
  return result;
}

const paintPlaza: Painter = (variant) =>
  stones(
    16,
    16,
    [mix(stone[4], sand[4], 0.4), mix(stone[4], sand[4], 0.55), mix(stone[4], sand[3], 0.5)],
    mix(stone[2], sand[1], 0.35),
    variant + 50,
  );

const paintCobble: Painter = (variant) =>
  stones(
    8,
    8,
    [stone[3], mix(stone[3], stone[4], 0.35), mix(stone[3], stone[2], 0.25)],
    stone[1],
    variant + 70,
  );

const paintSlate: Painter = (variant) =>
  stones(32, 16, [mix(coal[4], stone[3], 0.4), mix(coal[4], stone[3], 0.5)], coal[3], variant + 80);

const paintWater: Painter = (variant) => {
  const result = filled(water[3]);
  dapple(result, variant + 90, [mix(water[3], water[2], 0.35), mix(water[3], water[4], 0.2)], 5);
  for (let i = 0; i < 3; i += 1) {
    const [x, y] = [pick(3, 20, i, variant, 91), pick(4, 28, i, variant, 92)];
    const length = pick(4, 8, i, variant, 93);
    line(result, x, y, x + length, y, water[4]);
    line(result, x + 2, y + 1, x + length - 1, y + 1, water[2]);
    if (i === 0) line(result, x + 2, y, x + length - 2, y, water[5]);
  }
  return result;
};

function planks(tones: readonly string[], seam: string, variant: number): Surface {
  const result = createSurface(block, block);
  for (let row = 0; row < 4; row += 1) {
    const y = row * 8;
    const tone = tones[row % tones.length] ?? seam;
    box(result, 0, y, block, 8, tone);
    box(result, 0, y, block, 1, mix(tone, "#ffffff", 0.16));
    box(result, 0, y + 7, block, 1, seam);
    for (let i = 0; i < 3; i += 1) {
      const x = pick(1, 22, i, row * 7 + variant, 101);
      const grain = pick(2, 5, i, row * 5 + variant, 103);
      line(result, x, y + grain, x + pick(3, 7, i, row, 102), y + grain, mix(tone, seam, 0.28));
    }
    const joint = (pick(0, 3, row, variant, 104) * 8 + row * 5) % 30;
    if (chance(row, variant, 105) > 0.35) {
      box(result, joint, y + 1, 1, 6, seam);
      box(result, joint + 1, y + 1, 1, 6, mix(tone, "#ffffff", 0.14));
    }
  }
  return result;
}

const paintWood: Painter = (variant) =>
  planks(
    [
      mix(wood[4], wood[3], 0.25),
      mix(wood[4], wood[3], 0.45),
      mix(wood[4], wood[3], 0.12),
      mix(wood[4], wood[3], 0.36),
    ],
    mix(wood[3], wood[2], 0.55),
    variant,
  );

const paintDarkwood: Painter = (variant) =>
  planks(
    [wood[2], mix(wood[2], wood[1], 0.3), mix(wood[2], wood[3], 0.2), mix(wood[2], wood[1], 0.15)],
    wood[1],
    variant + 3,
  );

const paintTiles: Painter = () => {
  const result = createSurface(block, block);
  for (let i = 0; i < 4; i += 1) {
    const [x, y] = [(i % 2) * 16, Math.floor(i / 2) * 16];
    const color = i === 0 || i === 3 ? pale[4] : mix(pale[3], teal[4], 0.35);
    box(result, x, y, 16, 16, color);
    box(result, x, y, 16, 1, mix(color, "#ffffff", 0.5));
    box(result, x, y, 1, 16, mix(color, "#ffffff", 0.3));
    box(result, x, y + 15, 16, 1, mix(color, pale[0], 0.35));
    box(result, x + 15, y, 1, 16, mix(color, pale[0], 0.25));
  }
  return result;
};

const paintSoil: Painter = (variant) => {
  const result = filled(wood[1]);
  for (let row = 0; row < 4; row += 1) {
    box(result, 0, row * 8 + 5, block, 3, wood[0]);
    for (let i = 0; i < 4; i += 1)
      dot(
        result,
        pick(1, 30, i, row + variant * 4, 111),
        row * 8 + pick(0, 4, i, row, 112),
        wood[2],
      );
  }
  return result;
};

function carpet(ramp: readonly [string, string, string, string, string, string]): Painter {
  return () => {
    const result = filled(ramp[2]);
    for (let y = 0; y < block; y += 1)
      for (let x = 0; x < block; x += 1) {
        if ((x + y) % 4 === 0 && y % 2 === 0) dot(result, x, y, mix(ramp[2], ramp[1], 0.3));
        if ((x - y + 64) % 16 === 0 || (x + y) % 16 === 0)
          dot(result, x, y, mix(ramp[2], ramp[3], 0.35));
      }
    return result;
  };
}

const painters: Readonly<Record<Terrain, { readonly paint: Painter; readonly variants: number }>> =
  {
    grass: { paint: paintGrass, variants: 9 },
    meadow: { paint: paintMeadow, variants: 3 },
    path: { paint: paintPath, variants: 3 },
    plaza: { paint: paintPlaza, variants: 4 },
    cobble: { paint: paintCobble, variants: 3 },
    water: { paint: paintWater, variants: 3 },
    soil: { paint: paintSoil, variants: 2 },
    wood: { paint: paintWood, variants: 4 },
    darkwood: { paint: paintDarkwood, variants: 3 },
    tiles: { paint: paintTiles, variants: 1 },
    slate: { paint: paintSlate, variants: 2 },
    carpetBlue: { paint: carpet(blue), variants: 1 },
    carpetRed: { paint: carpet(red), variants: 1 },
    carpetTeal: { paint: carpet(violet), variants: 1 },
    void: { paint: () => filled(coal[0]), variants: 1 },
  };

const painted = new Map<string, Surface>();

export function texture(terrain: Terrain, variant: number): Surface {
  const key = `${terrain} ${variant}`;
  let found = painted.get(key);
  if (!found) {
    found = painters[terrain].paint(variant);
    painted.set(key, found);
  }
  return found;
}

/** Which of a terrain's pictures lies at a block: of grass mostly the plain ones. */
export function variantAt(terrain: Terrain, x: number, y: number): number {
  const { variants } = painters[terrain];
  if (terrain !== "grass") return pick(0, variants - 1, x, y, 7);
  const dice = chance(x, y, 8);
  if (dice < 0.6) return pick(0, 1, x, y, 9);
  return dice < 0.92 ? pick(2, 4, x, y, 9) : pick(5, variants - 1, x, y, 9);
}
