import type { Point } from "roomkeeper/cardtable";

export type Size = { readonly width: number; readonly height: number };
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** The felt, in table units; its corner (0, 0) is at the upper left as seen from the first seat. */
export const TABLE: Size = { width: 1600, height: 1000 };
export const MIDDLE: Point = { x: TABLE.width / 2, y: TABLE.height / 2 };
/** Things are placed by their middle. */
export const CARD: Size = { width: 120, height: 168 };
/** How far the wooden rim goes beyond the felt. */
export const RIM = 34;

export function turn(point: Point, degrees: number): Point {
  const radians = (degrees * Math.PI) / 180;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  return { x: point.x * cos - point.y * sin, y: point.x * sin + point.y * cos };
}

export function add(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y };
}

export function subtract(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y };
}

export function scaled(point: Point, factor: number): Point {
  return { x: point.x * factor, y: point.y * factor };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}

/** Whole units are fine enough for a table 1600 wide, and short on the wire. */
function rounded(point: Point): Point {
  return { x: Math.round(point.x), y: Math.round(point.y) };
}

/** On the felt, so that nothing can be lost over its edge. */
export function onTable(point: Point, inset = 24): Point {
  return rounded({
    x: clamp(point.x, inset, TABLE.width - inset),
    y: clamp(point.y, inset, TABLE.height - inset),
  });
}

/** Degrees in 0 up to 360. */
export function normalAngle(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}

export function contains(box: Box, point: Point): boolean {
  return point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom;
}

/** The width and height that something of this size covers once turned. */
export function turnedSize(size: Size, degrees: number): Size {
  const radians = (degrees * Math.PI) / 180;
  const cos = Math.abs(Math.cos(radians));
  const sin = Math.abs(Math.sin(radians));
  return {
    width: size.width * cos + size.height * sin,
    height: size.width * sin + size.height * cos,
  };
}
