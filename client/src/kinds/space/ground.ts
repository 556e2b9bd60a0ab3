import type { Room } from "../../room/types.js";
import { isObject } from "../../state/json.js";
import { createCell } from "../../state/store.js";
import { findPath } from "./path.js";
import type { GroundStore } from "./stores.js";
import type { PlacedElement, SpaceView } from "./types.js";

/** Blocks that one element may cover before it is left to the server to refuse steps onto it. */
const COVERED_MAX = 10_000;

export function createGround(room: Room<SpaceView>): { store: GroundStore; close: () => void } {
  let walls: readonly string[] = [];
  let covered: Set<number> | null = null;
  const changed = createCell(0);

  function tell(): void {
    changed.set(changed.getSnapshot() + 1);
  }

  const stop = room.subscribe(["elements"], () => {
    covered = null;
    tell();
  });

  function size() {
    const { width = 0, height = 0 } = room.get().space ?? {};
    return { width, height };
  }

  function isFree(x: number, y: number): boolean {
    const { width, height } = size();
    if (x < 0 || y < 0 || x >= width || y >= height) return false;
    if (walls[y]?.[x] === "#") return false;
    covered ??= coveredBy(room.get().elements ?? {}, width);
    return !covered.has(y * width + x);
  }

  return {
    store: {
      setWalls: (rows) => {
        walls = rows;
        tell();
      },
      isFree,
      path: (from, to, closed = []) => {
        const isOpen = (x: number, y: number) =>
          isFree(x, y) && !closed.some((place) => place.x === x && place.y === y);
        return findPath(from, to, size(), closed.length === 0 ? isFree : isOpen);
      },
      changed,
    },
    close: stop,
  };
}

function coveredBy(elements: NonNullable<SpaceView["elements"]>, width: number): Set<number> {
  const result = new Set<number>();
  for (const element of Object.values<PlacedElement>(elements)) {
    if (!isObject(element) || !element.static) continue;
    if (element.width * element.height > COVERED_MAX) continue;
    for (let y = element.y; y < element.y + element.height; y += 1)
      for (let x = element.x; x < Math.min(width, element.x + element.width); x += 1)
        result.add(y * width + x);
  }
  return result;
}
