import { angleOf, type Wish } from "roomkeeper/arena";

/** What a player does with keyboard, mouse and thumbs. */
export type Input = {
  /** What the body is to do in the next step. */
  wish(): Wish;
  /** Where one's body is on the screen: what the mouse aims from. */
  center(x: number, y: number): void;
  /** The sticks as they stand, to be drawn. */
  sticks(): readonly Stick[];
  stop(): void;
};

export type Stick = {
  readonly pointerId: number;
  readonly side: "move" | "aim";
  readonly fromX: number;
  readonly fromY: number;
  readonly x: number;
  readonly y: number;
};

const keyBits: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  KeyW: 1,
  ArrowDown: 2,
  KeyS: 2,
  ArrowLeft: 4,
  KeyA: 4,
  ArrowRight: 8,
  KeyD: 8,
};
const bolt = 1;
const beam = 2;
/** Pixels that a thumb may tremble. */
const deadZone = 12;
/** A thumb that aims so far out shoots. */
const fireZone = 26;

export function installInput(element: HTMLElement): Input {
  const held = new Set<string>();
  const buttons = new Set<number>();
  let sticks: Stick[] = [];
  let middle = { x: 0, y: 0 };
  let mouse = { x: 1, y: 0 };
  let angle = 0;
  let beamWanted = false;

  function keyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLElement && event.target.closest("button, a, input")) return;
    if (keyBits[event.code] === undefined && event.code !== "Space" && event.code !== "KeyE")
      return;
    event.preventDefault();
    held.add(event.code);
  }

  function keyUp(event: KeyboardEvent): void {
    held.delete(event.code);
  }

  function pointerDown(event: PointerEvent): void {
    element.focus({ preventScroll: true });
    event.preventDefault();
    if (event.pointerType !== "touch") {
      buttons.add(event.button);
      aimAt(event);
      return;
    }
    const box = element.getBoundingClientRect();
    const side = event.clientX - box.left < box.width / 2 ? "move" : "aim";
    if (sticks.some((one) => one.side === side)) return;
    const { pointerId, clientX: x, clientY: y } = event;
    sticks = [...sticks, { pointerId, side, fromX: x, fromY: y, x, y }];
  }

  function pointerMove(event: PointerEvent): void {
    if (event.pointerType !== "touch") aimAt(event);
    sticks = sticks.map((one) =>
      one.pointerId === event.pointerId ? { ...one, x: event.clientX, y: event.clientY } : one,
    );
  }

  function pointerUp(event: PointerEvent): void {
    buttons.delete(event.button);
    sticks = sticks.filter((one) => one.pointerId !== event.pointerId);
  }

  function aimAt(event: PointerEvent): void {
    const box = element.getBoundingClientRect();
    mouse = { x: event.clientX - box.left, y: event.clientY - box.top };
    turnTo(mouse.x - middle.x, mouse.y - middle.y);
  }

  function turnTo(dx: number, dy: number): void {
    if (dx !== 0 || dy !== 0) angle = angleOf(Math.round(dx * 64), Math.round(dy * 64));
  }

  function release(): void {
    held.clear();
    buttons.clear();
    sticks = [];
  }

  function moveKeys(): number {
    let keys = 0;
    for (const code of held) keys |= keyBits[code] ?? 0;
    const stick = sticks.find((one) => one.side === "move");
    if (stick !== undefined) keys |= eightWays(stick.x - stick.fromX, stick.y - stick.fromY);
    return keys;
  }

  function fire(): number {
    const stick = sticks.find((one) => one.side === "aim");
    if (stick !== undefined) {
      const dx = stick.x - stick.fromX;
      const dy = stick.y - stick.fromY;
      if (Math.hypot(dx, dy) > deadZone) turnTo(dx, dy);
      if (beamWanted) return beam;
      return Math.hypot(dx, dy) > fireZone ? bolt : 0;
    }
    if (buttons.has(2) || held.has("KeyE") || beamWanted) return beam;
    return buttons.has(0) || held.has("Space") ? bolt : 0;
  }

  function wantBeam(): void {
    beamWanted = true;
    setTimeout(() => {
      beamWanted = false;
    }, 120);
  }

  const noMenu = (event: Event): void => event.preventDefault();
  addEventListener("keydown", keyDown);
  addEventListener("keyup", keyUp);
  addEventListener("blur", release);
  element.addEventListener("pointerdown", pointerDown);
  addEventListener("pointermove", pointerMove);
  addEventListener("pointerup", pointerUp);
  addEventListener("pointercancel", pointerUp);
  element.addEventListener("contextmenu", noMenu);
  element.addEventListener("arena-beam", wantBeam);
  return {
    wish: () => {
      const fired = fire();
      return { keys: moveKeys(), angle, fire: fired };
    },
    center: (x, y) => {
      middle = { x, y };
      if (sticks.length === 0) turnTo(mouse.x - x, mouse.y - y);
    },
    sticks: () => sticks,
    stop: () => {
      removeEventListener("keydown", keyDown);
      removeEventListener("keyup", keyUp);
      removeEventListener("blur", release);
      element.removeEventListener("pointerdown", pointerDown);
      removeEventListener("pointermove", pointerMove);
      removeEventListener("pointerup", pointerUp);
      removeEventListener("pointercancel", pointerUp);
      element.removeEventListener("contextmenu", noMenu);
      element.removeEventListener("arena-beam", wantBeam);
    },
  };
}

/** The keys of the nearest of eight directions. */
export function eightWays(dx: number, dy: number): number {
  if (Math.hypot(dx, dy) < deadZone) return 0;
  const steep = 0.41; // of an eighth of a turn, halved
  const across = Math.abs(dx) > Math.abs(dy) * steep ? (dx > 0 ? 8 : 4) : 0;
  const down = Math.abs(dy) > Math.abs(dx) * steep ? (dy > 0 ? 2 : 1) : 0;
  return across | down;
}
