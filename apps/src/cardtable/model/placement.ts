import type { Point } from "roomkeeper/cardtable";
import {
  clamp,
  MIDDLE,
  RIM,
  type Size,
  scaled,
  subtract,
  TABLE,
  turn,
  turnedSize,
} from "./geometry";

/** Where the table lies on the screen: its middle, and screen pixels per table unit. */
export type Placement = { readonly scale: number; readonly middle: Point };

/** The part of the screen that bars and tray leave free. */
export type Insets = {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
};

const SCALE_MAX = 2.5;
const readableScale = 0.4;
const narrowWidth = 600;
const narrowScale = 0.52;
/** A phone on its side: the whole table is small there, and half of one is none. */
const lowHeight = 520;

/** The whole table with its rim in view. */
export function wholeTable(screen: Size, insets: Insets, rotation: number): Placement {
  const free = freeArea(screen, insets);
  const table = turnedSize(
    { width: TABLE.width + 2 * RIM, height: TABLE.height + 2 * RIM },
    rotation,
  );
  const scale = Math.min(free.width / table.width, free.height / table.height, 1.4);
  return { scale, middle: middleOf(free) };
}

/**
 * How one first sees the table: whole if its cards are then big enough to read, else nearer, with one's own edge in
 * view.
 */
export function firstLook(screen: Size, insets: Insets, rotation: number): Placement {
  const whole = wholeTable(screen, insets, rotation);
  const readable =
    screen.height < lowHeight ? 0 : screen.width < narrowWidth ? narrowScale : readableScale;
  const scale = Math.max(whole.scale, readable);
  const free = freeArea(screen, insets);
  const depth = turnedSize(TABLE, rotation).height / 2 + RIM;
  const y = Math.min(whole.middle.y, free.top + free.height - depth * scale);
  return { scale, middle: { x: whole.middle.x, y } };
}

/** Nearer or farther, with what is under `focus` staying there. */
export function zoomed(
  placement: Placement,
  focus: Point,
  factor: number,
  least: number,
): Placement {
  const scale = clamp(placement.scale * factor, least, SCALE_MAX);
  const ratio = scale / placement.scale;
  return {
    scale,
    middle: {
      x: focus.x + (placement.middle.x - focus.x) * ratio,
      y: focus.y + (placement.middle.y - focus.y) * ratio,
    },
  };
}

/** Keeps the table's middle within reach, so that one can't lose the table. */
export function held(
  placement: Placement,
  screen: Size,
  insets: Insets,
  rotation: number,
): Placement {
  const free = freeArea(screen, insets);
  const table = turnedSize(TABLE, rotation);
  const centre = middleOf(free);
  const reach = (span: number, room: number): number =>
    Math.max(0, (span * placement.scale - room) / 2) + room * 0.35;
  const reachX = reach(table.width, free.width);
  const reachY = reach(table.height, free.height);
  return {
    scale: placement.scale,
    middle: {
      x: clamp(placement.middle.x, centre.x - reachX, centre.x + reachX),
      y: clamp(placement.middle.y, centre.y - reachY, centre.y + reachY),
    },
  };
}

/** Where table coordinate (0, 0) falls on the screen. */
export function originOf(placement: Placement, rotation: number): Point {
  return subtract(placement.middle, scaled(turn(MIDDLE, rotation), placement.scale));
}

function freeArea(screen: Size, insets: Insets) {
  return {
    left: insets.left,
    top: insets.top,
    width: Math.max(80, screen.width - insets.left - insets.right),
    height: Math.max(80, screen.height - insets.top - insets.bottom),
  };
}

function middleOf(area: { left: number; top: number; width: number; height: number }): Point {
  return { x: area.left + area.width / 2, y: area.top + area.height / 2 };
}
