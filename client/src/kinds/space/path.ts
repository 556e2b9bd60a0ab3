import type { Direction, Place } from "./types.js";

export const STEPS: readonly (readonly [Direction, number, number])[] = [
  ["up", 0, -1],
  ["right", 1, 0],
  ["down", 0, 1],
  ["left", -1, 0],
];

/** The block next to one. */
export function beside({ x, y }: Place, direction: Direction): Place {
  const [, dx, dy] = STEPS.find(([name]) => name === direction) ?? STEPS[0] ?? ["up", 0, -1];
  return { x: x + dx, y: y + dy };
}

/** The way one looks when going from one block to the next; null if they are not neighbours. */
export function directionOf(from: Place, to: Place): Direction | null {
  const found = STEPS.find(([, dx, dy]) => from.x + dx === to.x && from.y + dy === to.y);
  return found ? found[0] : null;
}

export function samePlace(a: Place | undefined, b: Place | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.x === b.x && a.y === b.y);
}

/** So many blocks are looked at: a space may have a hundred million, and a frame of a page has 16 ms. */
const BLOCKS_MAX = 40_000;

/**
 * A shortest way over free blocks, without its start, as straight as the shortest go. If the goal can't be reached, or
 * not within what is looked at, to the nearest block to it that can.
 */
export function findPath(
  from: Place,
  to: Place,
  size: { readonly width: number; readonly height: number },
  isFree: (x: number, y: number) => boolean,
): readonly Place[] {
  const { width, height } = size;
  if (samePlace(from, to) || !isInside(from, size)) return [];
  const seen = createNumbers(width * height);
  const blocks = new Int32Array(BLOCKS_MAX);
  const cameFrom = new Int32Array(BLOCKS_MAX);
  const steps = new Int32Array(BLOCKS_MAX);
  const heading = new Int8Array(BLOCKS_MAX);
  const expanded = new Int32Array(BLOCKS_MAX).fill(-1);
  const queue = createQueue();
  let count = 0;
  let best = 0;
  let bestFar = far(from, to);

  function look(x: number, y: number, parent: number, way: number): void {
    const block = y * width + x;
    const stepsHere = parent < 0 ? 0 : (steps[parent] as number) + 1;
    const known = seen.get(block);
    if (known === undefined && count === BLOCKS_MAX) return;
    const number = known ?? count;
    if (known === undefined) {
      count += 1;
      seen.set(block, number);
      blocks[number] = block;
    }
    steps[number] = stepsHere;
    cameFrom[number] = parent;
    heading[number] = way;
    const rest = Math.abs(x - to.x) + Math.abs(y - to.y);
    if (rest < bestFar) {
      best = number;
      bestFar = rest;
    }
    // Of equally short ways the one that is nearest to its goal first, and straight on before a turn.
    const turned = parent >= 0 && heading[parent] !== way ? 1 : 0;
    queue.add((stepsHere + rest) * 4 + turned, number);
  }

  /** Whether a way as short as the one over `parent` leads there already. */
  function isKnown(x: number, y: number, parent: number): boolean {
    const known = seen.get(y * width + x);
    return known !== undefined && (steps[known] as number) <= (steps[parent] as number) + 1;
  }

  look(from.x, from.y, -1, -1);
  while (bestFar > 0) {
    const number = queue.take();
    if (number < 0) break;
    // A block that a shorter way was found to waits there twice.
    if (expanded[number] === steps[number]) continue;
    expanded[number] = steps[number] as number;
    const block = blocks[number] as number;
    const x = block % width;
    const y = (block - x) / width;
    for (let way = 0; way < 4; way += 1) {
      const [, dx, dy] = STEPS[way] as (typeof STEPS)[number];
      const [nextX, nextY] = [x + dx, y + dy];
      if (nextX < 0 || nextY < 0 || nextX >= width || nextY >= height) continue;
      if (isKnown(nextX, nextY, number) || !isFree(nextX, nextY)) continue;
      look(nextX, nextY, number, way);
    }
  }

  const path: Place[] = [];
  for (let at = best; at > 0; at = cameFrom[at] as number) {
    const block = blocks[at] as number;
    path.push({ x: block % width, y: Math.floor(block / width) });
  }
  return path.reverse();
}

interface Numbers {
  get(block: number): number | undefined;
  set(block: number, number: number): void;
}

/** As many as a space of 2,000 x 2,000 blocks has are a list; of larger ones a path sees a small part. */
const LISTED_MAX = 4_000_000;

function createNumbers(blocks: number): Numbers {
  if (blocks > LISTED_MAX) return new Map<number, number>();
  const list = new Int32Array(blocks);
  return {
    get: (block) => {
      const number = list[block] as number;
      return number === 0 ? undefined : number - 1;
    },
    set: (block, number) => {
      list[block] = number + 1;
    },
  };
}

interface Queue {
  add(cost: number, number: number): void;
  /** The cheapest, of equals the one added last; -1 if there is none. */
  take(): number;
}

/** By cost, which rises by little at each step: a list for each. */
function createQueue(): Queue {
  const byCost = new Map<number, number[]>();
  let lowest = 0;
  let highest = -1;
  return {
    add: (cost, number) => {
      const list = byCost.get(cost);
      if (list) list.push(number);
      else byCost.set(cost, [number]);
      if (highest < 0 || cost < lowest) lowest = cost;
      highest = Math.max(highest, cost);
    },
    take: () => {
      for (; lowest <= highest; lowest += 1) {
        const list = byCost.get(lowest);
        const number = list?.pop();
        if (number !== undefined) return number;
        byCost.delete(lowest);
      }
      return -1;
    },
  };
}

function isInside({ x, y }: Place, { width, height }: { width: number; height: number }): boolean {
  return x >= 0 && y >= 0 && x < width && y < height;
}

function far(a: Place, b: Place): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}
