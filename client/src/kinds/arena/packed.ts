import type { Pose } from "./types.js";

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const values = new Map([...digits].map((digit, value) => [digit, value]));

/** Reads whole numbers, 6 bits a character, as the server packs them. */
function reader(text: string): (characters: number) => number {
  let at = 0;
  return (characters) => {
    let number = 0;
    for (let i = 0; i < characters; i += 1) {
      number = number * 64 + (values.get(text[at] ?? "") ?? 0);
      at += 1;
    }
    return number;
  };
}

export function readPose(text: string): Pose {
  const next = reader(text);
  const x = next(3);
  const y = next(3);
  const aim = next(2);
  const rest = next(5);
  return {
    x,
    y,
    vx: (rest >>> 20) - 512,
    vy: ((rest >>> 10) & 1023) - 512,
    angle: aim & 1023,
    health: (rest >>> 3) & 127,
    isSafe: (aim & 1024) !== 0,
    life: rest & 7,
  };
}

/** How far the server is with what this client sent. */
export interface Self {
  /** The lowest 18 bits of the last step that was taken. */
  readonly number: number;
  readonly boltWait: number;
  readonly beamWait: number;
  /** How many steps wait to be taken. */
  readonly waiting: number;
  /** How many the body may catch up. */
  readonly saved: number;
}

export function readSelf(text: string): Self {
  const next = reader(text);
  return {
    number: next(3),
    boltWait: next(1),
    beamWait: next(1),
    waiting: next(1),
    saved: next(1),
  };
}

export interface Bolt {
  readonly owner: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  /** In 1/64 of a step. */
  readonly reach: number;
  readonly bornTick: number;
  /** How late it was at first, in 1/16 of a tick. */
  readonly lag: number;
}

export function readBolt(text: string): Bolt {
  const next = reader(text);
  return {
    owner: next(1),
    x: next(3),
    y: next(3),
    angle: next(2),
    reach: next(2),
    bornTick: next(5),
    lag: next(2),
  };
}

export interface Beam {
  readonly tick: number;
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly length: number;
}

export function readBeam(text: string): Beam {
  const next = reader(text);
  return { tick: next(5), n: next(3), x: next(3), y: next(3), angle: next(2), length: next(3) };
}

export interface Hit {
  readonly tick: number;
  readonly victim: number;
  readonly damage: number;
}

export function readHit(text: string): Hit {
  const next = reader(text);
  return { tick: next(5), victim: next(1), damage: next(1) };
}
