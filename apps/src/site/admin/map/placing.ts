import { useMemo, useState } from "react";
import type { ElementEntry } from "roomkeeper";

const furnitureMax = 2000;

/** An element on the map; x and y are its upper left block. */
export type Furniture = {
  readonly id: number;
  readonly elementId: string;
  readonly element: ElementEntry;
  readonly x: number;
  readonly y: number;
};

/** What stands on a new map so far. What would stick out, since the map became smaller, is not shown and not sent. */
export function usePlacing(elements: readonly ElementEntry[], width: number, height: number) {
  const [all, setAll] = useState<readonly Furniture[]>([]);
  const furniture = useMemo(
    () => all.filter((one) => isInside(one, width, height)),
    [all, width, height],
  );
  const takeAway = (x: number, y: number): void => {
    const top = topAt(furniture, x, y);
    if (top !== undefined) setAll(all.filter(({ id }) => id !== top.id));
  };
  /** Places the chosen element with its upper left block here; without one, takes away what is here. */
  const press = (elementId: string | null, x: number, y: number): void => {
    const element = elements.find(({ id }) => id === elementId);
    if (element === undefined) takeAway(x, y);
    else setAll(withPlaced(all, element, x, y, width, height));
  };
  return { furniture, press, takeAway, clear: () => setAll([]) };
}

/** With one more; as it was where there is no room for it or the same stands there already. */
export function withPlaced(
  all: readonly Furniture[],
  element: ElementEntry,
  x: number,
  y: number,
  width: number,
  height: number,
): readonly Furniture[] {
  const at = {
    x: Math.max(0, Math.min(x, width - element.width)),
    y: Math.max(0, Math.min(y, height - element.height)),
  };
  const id = (all.at(-1)?.id ?? 0) + 1;
  const placed = { id, elementId: element.id, element, ...at };
  const isThere = all.some(
    (one) => one.elementId === element.id && one.x === at.x && one.y === at.y,
  );
  const fits = isInside(placed, width, height) && all.length < furnitureMax;
  return isThere || !fits ? all : [...all, placed];
}

/** What lies on top of a block. */
export function topAt(all: readonly Furniture[], x: number, y: number): Furniture | undefined {
  return all.findLast(
    (one) =>
      x >= one.x && y >= one.y && x < one.x + one.element.width && y < one.y + one.element.height,
  );
}

function isInside({ x, y, element }: Furniture, width: number, height: number): boolean {
  return x + element.width <= width && y + element.height <= height;
}
