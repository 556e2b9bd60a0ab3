import type { Point } from "roomkeeper/cardtable";
import { distance } from "../model/geometry";
import type { Desk } from "../state/desk";

/** Two fingers: the table follows both. */
export function pinch(desk: Desk, first: Point, second: Point) {
  let middle = middleOf(first, second);
  let span = Math.max(distance(first, second), 20);
  return (a: Point, b: Point): void => {
    const nextMiddle = middleOf(a, b);
    const nextSpan = Math.max(distance(a, b), 20);
    desk.viewport.panBy(nextMiddle.x - middle.x, nextMiddle.y - middle.y);
    desk.viewport.zoomBy(nextSpan / span, nextMiddle);
    middle = nextMiddle;
    span = nextSpan;
  };
}

function middleOf(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
