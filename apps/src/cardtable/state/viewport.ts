import type { Point, SeatStore } from "roomkeeper/cardtable";
import { createValue, type Value } from "../../lib/value";
import type { Box, Size } from "../model/geometry";
import { normalAngle } from "../model/geometry";
import {
  firstLook,
  held,
  type Insets,
  originOf,
  type Placement,
  wholeTable,
  zoomed,
} from "../model/placement";
import { type Look, lookOf, sideOf } from "../model/sides";

/** How the table lies on this screen: pan, zoom, and from which side one looks. */
export type Viewport = {
  readonly placement: Value<Placement>;
  panBy(dx: number, dy: number): void;
  zoomBy(factor: number, focus?: Point): void;
  /** Between the whole table and the first look. */
  fit(): void;
  /** Looks from the next side, on this screen only. */
  turnView(): void;
  resize(screen: Size, insets: Insets): void;
  /** The part of the screen that bars and tray leave free, and its middle. */
  box(): Box;
  centre(): Point;
  stop(): void;
};

export function createViewport(seats: SeatStore): Viewport {
  let screen: Size = { width: innerWidth, height: innerHeight };
  let insets: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
  let turned = 0;
  let touched = false;
  const look = (): Look => {
    const side = normalAngle(sideOf(seats.getSnapshot().seat ?? 0).rotation + turned);
    return lookOf(side, screen);
  };
  const rotation = () => look().rotation;
  const placement = createValue<Placement>(firstLook(screen, insets, rotation()));

  const apply = (next: Placement): void => {
    const now = rotation();
    const kept = held(next, screen, insets, now);
    placement.set(kept);
    const origin = originOf(kept, now);
    seats.lookFrom(now, look().lie);
    seats.place({ scale: kept.scale, originX: origin.x, originY: origin.y });
  };
  const restart = (): void => {
    touched = false;
    apply(firstLook(screen, insets, rotation()));
  };
  const least = () => wholeTable(screen, insets, rotation()).scale * 0.85;

  let seat = seats.getSnapshot().seat;
  const stop = seats.subscribe(() => {
    const next = seats.getSnapshot().seat;
    if (next === seat) return;
    seat = next;
    restart();
  });

  return {
    placement,
    panBy(dx, dy) {
      touched = true;
      const { scale, middle } = placement.getSnapshot();
      apply({ scale, middle: { x: middle.x + dx, y: middle.y + dy } });
    },
    zoomBy(factor, focus) {
      touched = true;
      apply(zoomed(placement.getSnapshot(), focus ?? this.centre(), factor, least()));
    },
    fit() {
      const whole = wholeTable(screen, insets, rotation());
      const isWhole = Math.abs(placement.getSnapshot().scale - whole.scale) < 0.01;
      touched = false;
      apply(isWhole ? firstLook(screen, insets, rotation()) : whole);
    },
    turnView() {
      turned = normalAngle(turned + 90);
      restart();
    },
    resize(nextScreen, nextInsets) {
      screen = nextScreen;
      insets = nextInsets;
      if (touched) apply(placement.getSnapshot());
      else restart();
    },
    box: () => ({
      left: insets.left,
      top: insets.top,
      right: screen.width - insets.right,
      bottom: screen.height - insets.bottom,
    }),
    centre: () => ({
      x: insets.left + (screen.width - insets.left - insets.right) / 2,
      y: insets.top + (screen.height - insets.top - insets.bottom) / 2,
    }),
    stop,
  };
}
