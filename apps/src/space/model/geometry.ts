import type { Place, PlacedElement } from "roomkeeper/space";

/** A block of the map on the stage at zoom 1, in CSS pixels. */
export const block = 32;

export type Point = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };
/** What panels cover of the stage. */
export type Insets = {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
};

/** Where on the map the screen's upper left corner is, in pixels of the map. */
export type Camera = { readonly x: number; readonly y: number; readonly zoom: number };

/** Looks at a point of the map: in the middle of what is free of panels, and not beyond the map's edge if it fills it. */
export function lookAt(
  point: Point,
  map: Size,
  screen: Size,
  insets: Insets,
  zoom: number,
): Camera {
  const along = (
    at: number,
    length: number,
    total: number,
    before: number,
    after: number,
  ): number => {
    const free = total - before - after;
    const visible = free / zoom;
    const start =
      visible >= length ? (length - visible) / 2 : clamp(at - visible / 2, 0, length - visible);
    return start - before / zoom;
  };
  return {
    x: along(point.x, map.width, screen.width, insets.left, insets.right),
    y: along(point.y, map.height, screen.height, insets.top, insets.bottom),
    zoom,
  };
}

export function toMap(screen: Point, camera: Camera): Point {
  return { x: camera.x + screen.x / camera.zoom, y: camera.y + screen.y / camera.zoom };
}

export function toScreen(map: Point, camera: Camera): Point {
  return { x: (map.x - camera.x) * camera.zoom, y: (map.y - camera.y) * camera.zoom };
}

/** Whether a point of the screen is on it, or so near that what belongs to it may reach onto it. */
export function isOnScreen({ x, y }: Point, screen: Size, margin: number): boolean {
  return x > -margin && y > -margin && x < screen.width + margin && y < screen.height + margin;
}

export function blockAt(map: Point): Place {
  return { x: Math.floor(map.x / block), y: Math.floor(map.y / block) };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Blocks between somebody and the nearest block of a thing, diagonals counting as one. */
export function distanceTo(place: Place, thing: Place & Size): number {
  const along = (at: number, start: number, length: number) =>
    Math.max(start - at, 0, at - (start + length - 1));
  return Math.max(along(place.x, thing.x, thing.width), along(place.y, thing.y, thing.height));
}

export function covers(element: Place & Size, { x, y }: Place): boolean {
  return (
    x >= element.x &&
    y >= element.y &&
    x < element.x + element.width &&
    y < element.y + element.height
  );
}

/** From how many blocks away a thing can be played at; the server says the same. */
export const reach = 2;

/** The thing to play at that is nearest, of those within reach. */
export function gameWithin(
  place: Place,
  elements: readonly (readonly [string, PlacedElement])[],
): { readonly id: string; readonly element: PlacedElement } | null {
  let best: { id: string; element: PlacedElement } | null = null;
  let bestFar = reach + 1;
  for (const [id, element] of elements) {
    if (gameOf(element) === null) continue;
    const far = distanceTo(place, element);
    if (far < bestFar) {
      best = { id, element };
      bestFar = far;
    }
  }
  return best;
}

/** What is played at a thing; null for nothing. */
export function gameOf({ use }: { readonly use?: string }): "cardtable" | "arena" | null {
  return use === "cardtable" || use === "arena" ? use : null;
}

/**
 * How large a picture is drawn: as wide as the blocks that it stands on, and as high as that makes it. One that would
 * tower is made smaller.
 */
export function pictureSize(natural: Size, element: Size): Size {
  const width = element.width * block;
  const height = (natural.height * width) / Math.max(1, natural.width);
  const heightMax = (element.height + 2.5) * block;
  const scale = Math.min(1, heightMax / height);
  return { width: width * scale, height: height * scale };
}
