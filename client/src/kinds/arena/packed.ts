import type { ArenaView, Pose } from "./types.js";

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

/** Takes the lowest bits off a whole number that may have more than 32. */
function bits(number: number): (count: number) => number {
  let left = number;
  return (count) => {
    const size = 2 ** count;
    const low = left % size;
    left = (left - low) / size;
    return low;
  };
}

/** A body as others are told of it: positions in 1/8 of a unit, the angle in 1/128 of a turn. */
export function readPose(told: number): Pose {
  const low = bits(told);
  const angle = low(7) * 8;
  const y = low(14) * 8;
  const x = low(14) * 8;
  const health = low(7);
  const isSafe = low(1) === 1;
  return { x, y, angle, health, isSafe, life: low(3) };
}

/** One's own body, exactly, and how far the server is with what this client sent. */
export interface Self {
  /** Null while the body is not on the map. */
  readonly body: OwnBody | null;
  /** The last step that was taken. */
  readonly number: number;
  readonly boltWait: number;
  readonly beamWait: number;
  /** How many steps wait to be taken. */
  readonly waiting: number;
  /** How many the body may catch up. */
  readonly saved: number;
}

/** Positions in 1/64 of a unit, speeds in a tick. */
export interface OwnBody {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly health: number;
  readonly isSafe: boolean;
  readonly life: number;
}

export function readSelf(told: NonNullable<ArenaView["self"]>, tick: number): Self {
  const number = tick + told.lag;
  const steps = bits(told.steps);
  const saved = steps(4);
  return {
    body: told.state === 0 ? null : readOwnBody(told),
    number,
    boltWait: Math.max(0, told.boltAt - number),
    beamWait: Math.max(0, told.beamAt - number),
    waiting: steps(6),
    saved,
  };
}

function readOwnBody(told: NonNullable<ArenaView["self"]>): OwnBody {
  const place = bits(told.place);
  const y = place(17);
  const speed = bits(told.speed);
  const vy = speed(10) - 512;
  const state = bits(told.state);
  const health = state(7);
  const isSafe = state(1) === 1;
  return { x: place(17), y, vx: speed(10) - 512, vy, health, isSafe, life: state(3) };
}

export interface Bolt {
  readonly owner: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  /** In 1/64 of a step. */
  readonly reach: number;
  /** The lowest 8 bits of the tick in which it came to be. */
  readonly born: number;
  /** How late it was at first, in 1/16 of a tick. */
  readonly lag: number;
}

/** The slot of who fired this bolt. */
export function ownerOf(boltId: string): number {
  return reader(boltId)(1);
}

/** The bolt that is fired in this step. */
export function boltId(slot: number, n: number): string {
  const low = n % 2 ** 18;
  return [slot, low >> 12, (low >> 6) & 63, low & 63].map((digit) => digits[digit]).join("");
}

export function readBolt(id: string, text: string): Bolt {
  const next = reader(text);
  const place = bits(next(5));
  const y = place(14) * 8;
  const way = bits(next(4));
  const reach = way(12);
  const time = bits(next(3));
  const lag = time(8);
  return { owner: ownerOf(id), x: place(14) * 8, y, angle: way(10), reach, born: time(8), lag };
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
