import type { Point } from "roomkeeper/cardtable";
import { add, MIDDLE, normalAngle, type Size, TABLE, turn } from "./geometry";

/** A place at the table: the turn that brings this edge to the bottom, and how far along the edge, -1 to 1. */
export type Side = { readonly rotation: number; readonly along: number };

/**
 * Opposite first, then left and right; from the fifth on people share an edge, as at a real table: turning it by
 * less than a quarter would show everybody a slanted table.
 */
const order = [0, 180, 90, 270] as const;

export function sideOf(seat: number): Side {
  const rotation = order[seat % order.length] ?? 0;
  const row = Math.floor(seat / order.length);
  const along = row === 0 ? 0 : (row % 2 === 1 ? 1 : -1) * Math.min(0.62, 0.5 + 0.06 * row);
  return { rotation, along };
}

/** A point before this side's edge: `inset` units in from the edge, negative ones beyond it. */
export function pointAtSide(side: Side, inset: number): Point {
  const across = normalAngle(side.rotation) % 180 !== 0;
  const halfLength = (across ? TABLE.height : TABLE.width) / 2;
  const halfDepth = (across ? TABLE.width : TABLE.height) / 2;
  const seen: Point = { x: side.along * halfLength, y: halfDepth - inset };
  return add(MIDDLE, turn(seen, -side.rotation));
}

/** How one sees the table: the turn of the table, and that of what lies on it besides. */
export type Look = { readonly rotation: number; readonly lie: number };

/**
 * How who sits at this side sees the table. At a short side of a wide screen the table stays as wide as the screen, as
 * seen from the long side to the left, and what lies on it turns in its place: upright for who sits there.
 */
export function lookOf(side: number, screen: Size): Look {
  const isShort = normalAngle(side) % 180 !== 0;
  if (!isShort || screen.width <= screen.height) return { rotation: side, lie: 0 };
  return { rotation: normalAngle(side - 90), lie: 90 };
}

/** The rotation of something that lies upright for who sits at this side. */
export function uprightFor(rotation: number): number {
  return normalAngle(-rotation);
}
