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

/** Searching stops after so many blocks: a space may have a hundred million. */
const BLOCKS_MAX = 600_000;

/**
 * The shortest way over free blocks, without its start: breadth first, and back along the straightest of the shortest.
 * If the goal can't be reached, to the block that is nearest to it of those that can.
 */
export function findPath(
  from: Place,
  to: Place,
  size: { readonly width: number; readonly height: number },
  isFree: (x: number, y: number) => boolean,
): readonly Place[] {
  const { width, height } = size;
  if (samePlace(from, to) || !isInside(from, size)) return [];
  const steps = new Map<number, number>([[from.y * width + from.x, 0]]);
  let front = [from];
  let best = from;
  let bestFar = far(from, to);
  for (
    let distance = 1;
    front.length > 0 && bestFar > 0 && steps.size < BLOCKS_MAX;
    distance += 1
  ) {
    const next: Place[] = [];
    for (const { x, y } of front) {
      for (const [, dx, dy] of STEPS) {
        const place = { x: x + dx, y: y + dy };
        if (place.x < 0 || place.y < 0 || place.x >= width || place.y >= height) continue;
        const key = place.y * width + place.x;
        if (steps.has(key) || !isFree(place.x, place.y)) continue;
        steps.set(key, distance);
        next.push(place);
        const rest = far(place, to);
        if (rest < bestFar) {
          best = place;
          bestFar = rest;
        }
      }
    }
    front = next;
  }
  return wayBack(best, steps, width);
}

function isInside({ x, y }: Place, { width, height }: { width: number; height: number }): boolean {
  return x >= 0 && y >= 0 && x < width && y < height;
}

function far(a: Place, b: Place): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function wayBack(end: Place, steps: ReadonlyMap<number, number>, width: number): readonly Place[] {
  const path: Place[] = [];
  let at = end;
  let last: Direction | null = null;
  for (let left = steps.get(at.y * width + at.x) ?? 0; left > 0; left -= 1) {
    path.push(at);
    const options = STEPS.filter(
      ([, dx, dy]) =>
        at.x + dx >= 0 &&
        at.x + dx < width &&
        steps.get((at.y + dy) * width + at.x + dx) === left - 1,
    );
    const chosen = options.find(([name]) => name === last) ?? options[0];
    if (!chosen) return [];
    last = chosen[0];
    at = { x: at.x + chosen[1], y: at.y + chosen[2] };
  }
  return path.reverse();
}
