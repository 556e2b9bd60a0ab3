import type { Place } from "roomkeeper/space";
import { blockAt, type Point } from "../model/geometry";
import type { Stage } from "../stage/stage";
import type { Venue } from "../state/venue";
import { zoomBy } from "./keyboard";

/** A finger that moved farther than this drags. */
const slop = 10;
const wheelMillis = 180;

/** Click or tap to walk there, or to build in the editor; drag to look around; wheel or two fingers to zoom. */
export function installPointer(
  element: HTMLElement,
  venue: Venue,
  stage: Stage,
  onEdit: (place: Place) => void,
): () => void {
  const down = new Map<number, Point>();
  let start: Point | null = null;
  let isDrag = false;
  let spread = 0;
  let wheeledAt = 0;

  const pointOf = (event: PointerEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  function placeOf(point: Point): Place | null {
    const info = venue.space.info.getSnapshot();
    const place = blockAt(stage.toMap(point));
    if (info === undefined || place.x < 0 || place.y < 0) return null;
    return place.x < info.width && place.y < info.height ? place : null;
  }

  function distance(): number {
    const [a, b] = [...down.values()];
    return a === undefined || b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y);
  }

  function pressed(event: PointerEvent): void {
    if (event.button !== 0) return;
    // Whoever clicks the stage wants to walk, not to type on.
    element.classList.add("is-pointed");
    element.focus({ preventScroll: true });
    const point = pointOf(event);
    down.set(event.pointerId, point);
    element.setPointerCapture(event.pointerId);
    start = down.size === 1 ? point : null;
    isDrag = false;
    spread = distance();
    if (event.pointerType === "touch") venue.hovered.set(placeOf(point));
  }

  function moved(event: PointerEvent): void {
    const point = pointOf(event);
    const last = down.get(event.pointerId);
    const place = placeOf(point);
    const before = venue.hovered.getSnapshot();
    if (place?.x !== before?.x || place?.y !== before?.y) venue.hovered.set(place);
    if (last === undefined) return;
    down.set(event.pointerId, point);
    if (down.size === 2) {
      pinch();
      return;
    }
    if (start !== null && Math.hypot(point.x - start.x, point.y - start.y) > slop) isDrag = true;
    if (isDrag) stage.pan(point.x - last.x, point.y - last.y);
  }

  function pinch(): void {
    const now = distance();
    if (spread === 0 || (now / spread < 1.3 && spread / now < 1.3)) return;
    zoomBy(venue, now > spread ? 1 : -1);
    spread = now;
  }

  function released(event: PointerEvent): void {
    const isTap = down.size === 1 && start !== null && !isDrag;
    down.delete(event.pointerId);
    if (event.pointerType === "touch") venue.hovered.set(null);
    if (!isTap || event.type === "pointercancel") return;
    const place = placeOf(pointOf(event));
    if (place === null) return;
    if (venue.tool.getSnapshot() === null) venue.space.self.walkTo(place);
    else onEdit(place);
  }

  /** Only who comes with the keyboard needs to be shown where the focus is. */
  function blurred(): void {
    element.classList.remove("is-pointed");
  }

  function left(): void {
    if (down.size === 0) venue.hovered.set(null);
  }

  function wheeled(event: WheelEvent): void {
    event.preventDefault();
    if (event.timeStamp - wheeledAt < wheelMillis || event.deltaY === 0) return;
    wheeledAt = event.timeStamp;
    zoomBy(venue, event.deltaY < 0 ? 1 : -1);
  }

  element.addEventListener("pointerdown", pressed);
  element.addEventListener("pointermove", moved);
  element.addEventListener("pointerup", released);
  element.addEventListener("pointercancel", released);
  element.addEventListener("pointerleave", left);
  element.addEventListener("blur", blurred);
  element.addEventListener("wheel", wheeled, { passive: false });
  return () => {
    element.removeEventListener("pointerdown", pressed);
    element.removeEventListener("pointermove", moved);
    element.removeEventListener("pointerup", released);
    element.removeEventListener("pointercancel", released);
    element.removeEventListener("pointerleave", left);
    element.removeEventListener("blur", blurred);
    element.removeEventListener("wheel", wheeled);
  };
}
