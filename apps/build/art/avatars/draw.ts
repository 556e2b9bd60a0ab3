import { coal, gold, ink, pink, type Ramp, white } from "../palette";
import {
  alphaAt,
  box,
  createSurface,
  dot,
  ellipse,
  mirrored,
  mix,
  outline,
  plate,
  type Surface,
  stamp,
} from "../surface";
import type { Person } from "./people";

export const frameWidth = 32;
export const frameHeight = 48;
/** Left foot, standing, right foot: the page plays 0 1 2 1. */
export const frames = 3;
export const directions = ["down", "left", "right", "up"] as const;
type Facing = "down" | "side" | "up";

/** All pictures of one person: a row for each direction, a column for each moment of a step. */
export function sheet(person: Person): Surface {
  const result = createSurface(frameWidth * frames, frameHeight * directions.length);
  directions.forEach((direction, row) => {
    for (let frame = 0; frame < frames; frame += 1) {
      const facing = direction === "left" || direction === "right" ? "side" : direction;
      const picture = figure(person, facing, frame);
      const turned = direction === "right" ? mirrored(picture) : picture;
      stamp(result, turned, frame * frameWidth, row * frameHeight);
    }
  });
  return result;
}

/** The person as seen from the front, in a square. */
export function portrait(person: Person): Surface {
  const result = createSurface(frameHeight, frameHeight);
  stamp(result, figure(person, "down", 1), (frameHeight - frameWidth) / 2, 0);
  return result;
}

function figure(person: Person, facing: Facing, frame: number): Surface {
  const to = createSurface(frameWidth, frameHeight);
  const step = frame - 1;
  // Whoever has a foot in the air is a little higher.
  const bob = step === 0 ? 0 : -1;
  if (facing === "side") sideLegs(to, person, step);
  else frontLegs(to, person, step);
  if (facing === "down") longHairBehind(to, person, 8 + bob, facing);
  body(to, person, facing, step, bob);
  head(to, person, facing, bob);
  outline(to, ink);
  return to;
}

function frontLegs(to: Surface, { trousers, shoes, dress, skin }: Person, step: number): void {
  for (const side of [-1, 1] as const) {
    const x = side < 0 ? 11 : 17;
    const lifted = step === side ? 2 : 0;
    const cloth = dress === true ? skin : trousers;
    box(to, x, 34, 4, 9 - lifted, cloth[2]);
    box(to, x, 34, 1, 9 - lifted, cloth[3]);
    box(to, x + 3, 34, 1, 9 - lifted, cloth[1]);
    plate(to, x - (side < 0 ? 1 : 0), 42 - lifted, 5, 4, shoes[2], 1);
    box(to, x, 42 - lifted, 3, 1, shoes[3]);
    box(to, x - (side < 0 ? 1 : 0), 45 - lifted, 5, 1, shoes[0]);
  }
}

function sideLegs(to: Surface, { trousers, shoes, dress, skin }: Person, step: number): void {
  const cloth = dress === true ? skin : trousers;
  for (const leg of [1, 0] as const) {
    const swing = step === 0 ? 0 : step * (leg === 0 ? 4 : -4);
    const lifted = step !== 0 && swing > 0 ? 1 : 0;
    const tone = leg === 0 ? 2 : 1;
    for (let row = 0; row < 9 - lifted; row += 1) {
      const x = 13 + Math.round((swing * row) / 9);
      box(to, x, 34 + row, 5, 1, cloth[tone]);
      dot(to, x, 34 + row, cloth[tone === 2 ? 3 : 2]);
    }
    plate(to, 11 + swing, 42 - lifted, 7, 4, shoes[tone], 1);
    box(to, 11 + swing, 45 - lifted, 7, 1, shoes[0]);
  }
}

function body(to: Surface, person: Person, facing: Facing, step: number, bob: number): void {
  const { top, detail, dress } = person;
  const y = 26 + bob;
  if (facing === "side") {
    plate(to, 11, y, 10, 11, top[2], 2);
    box(to, 11, y + 2, 3, 8, top[3]);
    box(to, 18, y + 2, 3, 9, top[1]);
    if (dress === true) skirt(to, top, 10, y + 8, 12);
    else box(to, 12, y + 10, 8, 1, top[0]);
    arm(to, person, 14 + step * -3, y + 2, 10);
    return;
  }
  plate(to, 10, y, 12, 11, top[2], 2);
  box(to, 10, y + 2, 3, 8, top[3]);
  box(to, 19, y + 2, 3, 9, top[1]);
  if (facing === "down") {
    if (detail !== undefined) {
      box(to, 15, y + 1, 2, 9, detail[3]);
      box(to, 14, y + 1, 4, 2, detail[4]);
    } else box(to, 14, y, 4, 2, mix(top[1], ink, 0.2));
  }
  if (dress === true) skirt(to, top, 9, y + 8, 14);
  else box(to, 11, y + 10, 10, 1, top[0]);
  arm(to, person, 7, y + 1, 9 + (step > 0 ? -2 : 0));
  arm(to, person, 22, y + 1, 9 + (step < 0 ? -2 : 0));
}

function skirt(to: Surface, ramp: Ramp, x: number, y: number, width: number): void {
  for (let row = 0; row < 7; row += 1) {
    const grow = Math.floor(row / 3);
    box(to, x - grow + 1, y + row, width - 2 + grow * 2, 1, row > 4 ? ramp[1] : ramp[2]);
    box(to, x - grow + 1, y + row, 3, 1, ramp[3]);
    dot(to, x + 5, y + row, ramp[1]);
  }
  box(to, x - 1, y + 6, width + 2, 1, ramp[4]);
}

function arm(to: Surface, { top, skin }: Person, x: number, y: number, length: number): void {
  plate(to, x, y, 3, length, top[2], 1);
  box(to, x, y + 1, 1, length - 3, top[3]);
  box(to, x + 2, y + 1, 1, length - 2, top[1]);
  box(to, x, y + length - 3, 3, 1, top[1]);
  box(to, x, y + length - 2, 3, 3, skin[3]);
  box(to, x + 2, y + length - 2, 1, 3, skin[2]);
}

function head(to: Surface, person: Person, facing: Facing, bob: number): void {
  const y = 8 + bob;
  const { skin } = person;
  if (facing === "up") {
    backHair(to, person, y);
    return;
  }
  if (facing === "side") longHairBehind(to, person, y, facing);
  plate(to, 7, y, 18, 19, skin[3], 4);
  box(to, 9, y + 17, 14, 1, skin[2]);
  box(to, 11, y + 18, 10, 1, skin[2]);
  if (facing === "down") {
    box(to, 5, y + 10, 2, 4, skin[2]);
    box(to, 25, y + 10, 2, 4, skin[2]);
    face(to, person, y);
  } else profile(to, person, y);
  hairOnTop(to, person, y, facing);
}

function face(to: Surface, { skin, beard, glasses, hairColor }: Person, y: number): void {
  if (beard === true) {
    plate(to, 8, y + 13, 16, 6, hairColor[2], 3);
    box(to, 8, y + 10, 2, 5, hairColor[2]);
    box(to, 22, y + 10, 2, 5, hairColor[2]);
    box(to, 12, y + 13, 8, 1, hairColor[3]);
    box(to, 14, y + 15, 4, 1, mix(skin[1], pink[0], 0.4));
  } else {
    box(to, 14, y + 15, 4, 1, mix(skin[1], pink[1], 0.5));
    box(to, 9, y + 13, 3, 2, mix(skin[3], pink[3], 0.45));
    box(to, 20, y + 13, 3, 2, mix(skin[3], pink[3], 0.45));
  }
  for (const x of [11, 19]) {
    box(to, x, y + 9, 2, 4, coal[0]);
    dot(to, x, y + 9, white[4]);
    box(to, x - 1, y + 7, 4, 1, mix(hairColor[1], skin[1], 0.3));
    if (glasses === true) spectacles(to, x, y);
  }
  if (glasses === true) box(to, 14, y + 10, 4, 1, gold[2]);
}

function spectacles(to: Surface, x: number, y: number): void {
  for (const [dx, dy, w, h] of [
    [-2, -1, 6, 1],
    [-2, 4, 6, 1],
    [-2, 0, 1, 4],
    [3, 0, 1, 4],
  ] as const)
    box(to, x + dx, y + 9 + dy, w, h, gold[2]);
}

/** Looking left. */
function profile(to: Surface, { skin, beard, glasses, hairColor }: Person, y: number): void {
  box(to, 6, y + 11, 1, 3, skin[3]);
  if (beard === true) {
    plate(to, 7, y + 13, 12, 6, hairColor[2], 2);
    box(to, 15, y + 9, 3, 6, hairColor[2]);
    box(to, 8, y + 15, 3, 1, mix(skin[1], pink[0], 0.4));
  } else {
    box(to, 8, y + 15, 3, 1, mix(skin[1], pink[1], 0.5));
    box(to, 11, y + 13, 3, 2, mix(skin[3], pink[3], 0.45));
  }
  box(to, 9, y + 9, 2, 4, coal[0]);
  dot(to, 9, y + 9, white[4]);
  box(to, 8, y + 7, 4, 1, mix(hairColor[1], skin[1], 0.3));
  box(to, 17, y + 10, 3, 4, skin[2]);
  dot(to, 18, y + 11, skin[1]);
  if (glasses === true) {
    spectacles(to, 9, y);
    box(to, 13, y + 10, 5, 1, gold[2]);
  }
}

function dome(to: Surface, ramp: Ramp, y: number, height: number): void {
  plate(to, 6, y - 3, 20, height, ramp[2], 5);
  plate(to, 8, y - 3, 13, Math.max(4, height - 4), ramp[3], 4);
  box(to, 11, y - 2, 6, 1, ramp[4]);
  box(to, 9, y, 3, 1, ramp[4]);
}

function longHairBehind(to: Surface, { hair, hairColor }: Person, y: number, facing: Facing): void {
  if (hair === "long") {
    const x = facing === "side" ? 13 : 5;
    const width = facing === "side" ? 13 : 22;
    plate(to, x, y + 2, width, 23, hairColor[1], 3);
    box(to, x, y + 8, 2, 14, hairColor[2]);
  }
  if (hair === "scarf") plate(to, 6, y + 6, 20, 16, hairColor[1], 4);
  if (hair === "tails") {
    if (facing === "side") ellipse(to, 24, y + 13, 4, 8, hairColor[2]);
    else
      for (const x of [4, 27]) {
        ellipse(to, x, y + 14, 3, 7, hairColor[2]);
        ellipse(to, x, y + 12, 2, 4, hairColor[3]);
      }
  }
}

function hairOnTop(to: Surface, person: Person, y: number, facing: Facing): void {
  const { hair, hairColor: ramp } = person;
  const side = facing === "side";
  switch (hair) {
    case "bald":
      box(to, side ? 19 : 6, y + 6, side ? 6 : 2, 6, ramp[2]);
      if (!side) box(to, 24, y + 6, 2, 6, ramp[2]);
      ellipse(to, 13, y + 2, 4, 2, person.skin[5]);
      return;
    case "cap":
      plate(to, 6, y - 3, 20, 9, person.top[2], 4);
      plate(to, 8, y - 3, 12, 6, person.top[3], 3);
      box(to, side ? 2 : 6, y + 5, side ? 17 : 20, 2, person.top[1]);
      box(to, side ? 2 : 7, y + 5, side ? 8 : 14, 1, person.top[4]);
      if (side) box(to, 19, y + 6, 6, 6, ramp[2]);
      else for (const x of [6, 24]) box(to, x, y + 7, 2, 4, ramp[2]);
      return;
    case "scarf":
      dome(to, ramp, y, 9);
      box(to, 6, y + 4, side ? 2 : 3, 2, ramp[2]);
      if (side) {
        plate(to, 16, y, 11, 20, ramp[2], 3);
        box(to, 17, y + 3, 3, 14, ramp[3]);
      } else {
        for (const x of [5, 24]) plate(to, x, y + 2, 4, 17, ramp[2], 1);
        box(to, 6, y + 5, 1, 12, ramp[3]);
      }
      plate(to, side ? 9 : 8, y + 17, 16, 5, ramp[2], 2);
      box(to, 11, y + 18, 9, 1, ramp[3]);
      return;
    case "curls":
      for (const [x, dy, r] of [
        [8, 3, 5],
        [14, -1, 6],
        [21, 1, 6],
        [25, 5, 4],
        [6, 7, 3],
      ] as const) {
        if (side && x < 8) continue;
        ellipse(to, x, y + dy, r, r, ramp[2]);
        ellipse(to, x - 1, y + dy - 2, r - 2, r - 3, ramp[3]);
        dot(to, x - 2, y + dy - 3, ramp[4]);
      }
      if (side) ellipse(to, 22, y + 8, 5, 6, ramp[2]);
      return;
    default:
      dome(to, ramp, y, 9);
      fringe(to, ramp, y, side);
  }
  if (hair === "bun") {
    ellipse(to, side ? 22 : 15.5, y - 3, 5, 4, ramp[2]);
    ellipse(to, side ? 21 : 14.5, y - 4, 3, 2, ramp[3]);
    box(to, side ? 20 : 13, y - 1, 6, 1, gold[3]);
  }
  if (hair === "long" || hair === "tails") {
    if (side) plate(to, 17, y + 2, 9, hair === "long" ? 21 : 10, ramp[2], 3);
    else for (const x of [5, 24]) plate(to, x, y + 4, 3, hair === "long" ? 16 : 7, ramp[2], 1);
    if (side) box(to, 19, y + 5, 2, hair === "long" ? 14 : 5, ramp[3]);
  }
}

function fringe(to: Surface, ramp: Ramp, y: number, side: boolean): void {
  if (side) {
    box(to, 6, y + 3, 14, 3, ramp[2]);
    box(to, 8, y + 6, 3, 1, ramp[2]);
    plate(to, 17, y + 1, 9, 12, ramp[2], 2);
    box(to, 19, y + 3, 2, 6, ramp[3]);
    return;
  }
  box(to, 6, y + 2, 20, 3, ramp[2]);
  for (const [x, length] of [
    [6, 6],
    [8, 4],
    [11, 2],
    [14, 3],
    [18, 1],
    [21, 3],
    [23, 4],
    [24, 6],
  ] as const)
    box(to, x, y + 4, 2, length, ramp[2]);
  box(to, 8, y + 1, 9, 1, ramp[3]);
}

/** Seen from behind there is nothing but hair. */
function backHair(to: Surface, person: Person, y: number): void {
  const { hair, hairColor: ramp, skin } = person;
  plate(to, 7, y, 18, 19, skin[2], 4);
  for (const x of [5, 25]) box(to, x, y + 10, 2, 4, skin[2]);
  if (hair === "bald") {
    plate(to, 7, y - 1, 18, 14, skin[3], 5);
    plate(to, 6, y + 6, 20, 9, ramp[2], 2);
    ellipse(to, 13, y + 2, 4, 2, skin[5]);
    return;
  }
  if (hair === "cap") {
    plate(to, 6, y + 5, 20, 10, ramp[2], 2);
    plate(to, 6, y - 3, 20, 11, person.top[2], 4);
    plate(to, 8, y - 3, 12, 7, person.top[3], 3);
    box(to, 12, y + 6, 8, 2, skin[2]);
    return;
  }
  if (hair === "curls") {
    for (const [x, dy, r] of [
      [9, 4, 6],
      [15, 0, 7],
      [22, 3, 6],
      [8, 10, 5],
      [23, 10, 5],
      [15, 9, 8],
    ] as const) {
      ellipse(to, x, y + dy, r, r, ramp[2]);
      ellipse(to, x - 1, y + dy - 2, r - 3, r - 4, ramp[3]);
    }
    return;
  }
  const length = hair === "long" ? 27 : hair === "scarf" ? 24 : hair === "short" ? 17 : 19;
  plate(to, hair === "long" ? 5 : 6, y - 3, hair === "long" ? 22 : 20, length, ramp[2], 4);
  plate(to, 8, y - 3, 13, 10, ramp[3], 4);
  box(to, 11, y - 2, 6, 1, ramp[4]);
  for (const x of [10, 15, 20])
    if (alphaAt(to, x, y + 8) > 0) box(to, x, y + 8, 1, length - 14, ramp[1]);
  if (hair === "bun") {
    ellipse(to, 15.5, y - 3, 5, 4, ramp[2]);
    ellipse(to, 14.5, y - 4, 3, 2, ramp[3]);
    box(to, 12, y, 7, 1, gold[3]);
  }
  if (hair === "tails")
    for (const x of [4, 27]) {
      ellipse(to, x, y + 14, 3, 7, ramp[2]);
      ellipse(to, x, y + 12, 2, 4, ramp[3]);
    }
}
