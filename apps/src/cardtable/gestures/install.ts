import type { Point } from "roomkeeper/cardtable";
import { distance } from "../model/geometry";
import type { Desk } from "../state/desk";
import { pinch } from "./pinch";
import { beginDrag, openMenu, tap } from "./press";
import { type Hit, hitOf, type Session } from "./session";

const secondTapMillis = 350;
const longPressMillis = 480;
const slackMouse = 4;
const slackTouch = 9;

type Press = {
  readonly id: number;
  readonly hit: Hit;
  readonly at: Point;
  readonly touch: boolean;
  readonly panning: boolean;
  session: Session | null;
  /** No longer a tap: it moved, or became a menu. */
  spent: boolean;
};

/** Makes mouse, pen and fingers move the things on the table. Answers the way to stop. */
export function installGestures(root: HTMLElement, desk: Desk): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const fingers = new Map<number, Point>();
  let press: Press | null = null;
  let pinching: ReturnType<typeof pinch> | null = null;
  let lastTap: { key: string; time: number } | null = null;
  let longPress: ReturnType<typeof setTimeout> | undefined;
  let spaceDown = false;

  const abandon = (): void => {
    clearTimeout(longPress);
    press?.session?.cancel();
    press = null;
  };

  const down = (event: PointerEvent): void => {
    const hit = hitOf(event.target);
    if (event.pointerType === "touch" && hit?.kind !== "tray" && hit !== null) {
      fingers.set(event.pointerId, pointOf(event));
      const [first, second] = [...fingers.values()];
      if (first !== undefined && second !== undefined) {
        abandon();
        pinching = fingers.size === 2 ? pinch(desk, first, second) : null;
        return;
      }
    }
    if (hit === null || press !== null || event.button > 1) return;
    if (event.button === 1) event.preventDefault();
    desk.menu.set(null);
    const touch = event.pointerType === "touch";
    const panning = touch || event.button === 1 || spaceDown;
    const onFelt: Hit = event.button === 1 || spaceDown ? { kind: "felt" } : hit;
    press = {
      id: event.pointerId,
      hit: onFelt,
      at: pointOf(event),
      touch,
      panning,
      session: null,
      spent: false,
    };
    if (touch) longPress = setTimeout(() => pressedLong(), longPressMillis);
  };

  const pressedLong = (): void => {
    if (press === null || press.session !== null) return;
    press.spent = true;
    if (press.hit.kind === "tray") begin(press);
    else openMenu(desk, press.hit, press.at);
  };

  const begin = (from: Press): void => {
    clearTimeout(longPress);
    from.spent = true;
    from.session = beginDrag(desk, from.hit, from.at, from.panning);
    if (from.session === null) return;
    root.setPointerCapture(from.id);
    root.dataset.dragging = from.hit.kind;
  };

  const move = (event: PointerEvent): void => {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, pointOf(event));
    if (pinching !== null) {
      const [first, second] = [...fingers.values()];
      if (first !== undefined && second !== undefined) pinching(first, second);
      return;
    }
    if (press === null || event.pointerId !== press.id) return;
    const at = pointOf(event);
    if (press.session === null) {
      if (scrollsTray(press, at, event.target)) {
        abandon();
        return;
      }
      const slack = press.touch ? slackTouch : slackMouse;
      if (press.spent || distance(at, press.at) < slack) return;
      begin(press);
    }
    press.session?.move({ at, shift: event.shiftKey });
  };

  const up = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    if (fingers.size < 2) pinching = null;
    if (press === null || event.pointerId !== press.id) return;
    clearTimeout(longPress);
    const { hit, session, spent } = press;
    press = null;
    delete root.dataset.dragging;
    if (session !== null) session.end({ at: pointOf(event), shift: event.shiftKey });
    else if (!spent) tapped(hit, event);
  };

  const tapped = (hit: Hit, event: PointerEvent): void => {
    const key = hit.kind === "felt" ? "felt" : `${hit.kind} ${hit.id}`;
    const now = event.timeStamp;
    const second = lastTap?.key === key && now - lastTap.time < secondTapMillis;
    lastTap = second ? null : { key, time: now };
    tap(desk, hit, event.shiftKey, second);
  };

  const cancelled = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    if (press?.id !== event.pointerId) return;
    delete root.dataset.dragging;
    abandon();
  };

  const wheel = (event: WheelEvent): void => {
    if (hitOf(event.target) === null || trayUnder(event.target)) return;
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
    const factor = Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0015));
    desk.viewport.zoomBy(factor, { x: event.clientX, y: event.clientY });
  };

  root.addEventListener("pointerdown", down, { signal });
  root.addEventListener("pointermove", move, { signal });
  root.addEventListener("pointerup", up, { signal });
  root.addEventListener("pointercancel", cancelled, { signal });
  root.addEventListener("wheel", wheel, { signal, passive: false });
  root.addEventListener(
    "contextmenu",
    (event) => {
      const hit = hitOf(event.target);
      if (hit === null) return;
      event.preventDefault();
      if (press?.touch !== true) openMenu(desk, hit, pointOf(event));
    },
    { signal },
  );
  // A finger that has picked a card up must not begin to scroll the tray.
  root.addEventListener(
    "touchmove",
    (event) => {
      if (press !== null && press.session !== null && event.cancelable) event.preventDefault();
    },
    { signal, passive: false },
  );
  const keys = (event: KeyboardEvent): void => {
    if (event.code === "Space")
      spaceDown = event.type === "keydown" && event.target === document.body;
    if (event.type === "keydown" && event.key === "Escape" && press?.session) abandon();
  };
  addEventListener("keydown", keys, { signal });
  addEventListener("keyup", keys, { signal });
  return () => {
    abandon();
    stop.abort();
  };
}

function pointOf(event: MouseEvent): Point {
  return { x: event.clientX, y: event.clientY };
}

/** Whether a finger goes along a hand that is too wide for the screen: then the browser scrolls it. */
function scrollsTray(press: Press, at: Point, target: EventTarget | null): boolean {
  if (!press.touch || press.hit.kind !== "tray" || press.spent) return false;
  if (distance(at, press.at) < slackTouch || !(target instanceof Element)) return false;
  const isSideways = Math.abs(at.x - press.at.x) > Math.abs(at.y - press.at.y);
  return isSideways && target.closest(".tray__cards--scrolling") !== null;
}

function trayUnder(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-tray]") !== null;
}
