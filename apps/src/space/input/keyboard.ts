import { beside, type Direction } from "roomkeeper/space";
import type { Venue } from "../state/venue";

const keys: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  KeyW: "up",
  KeyS: "down",
  KeyA: "left",
  KeyD: "right",
};

type Shortcuts = {
  /** Enter: to the chat. */
  onChat(): void;
  /** E: what is at hand, e.g. a table. */
  onUse(): void;
  /** Enter or the space bar in the editor: at the block before one. */
  onEdit(place: { readonly x: number; readonly y: number }): void;
};

/** Walking by arrows and WASD, by the key's place and not its letter; not while one types or is in a menu. */
export function installKeyboard(venue: Venue, shortcuts: Shortcuts): () => void {
  const { self } = venue.space;
  /** Held now, the newest last: that one counts. */
  let held: string[] = [];

  function go(): void {
    const last = held.at(-1);
    self.hold(last === undefined ? null : (keys[last] ?? null));
  }

  function release(): void {
    if (held.length === 0) return;
    held = [];
    go();
  }

  function down(event: KeyboardEvent): void {
    if (isForOthers(event)) return;
    if (keys[event.code] !== undefined) {
      event.preventDefault();
      if (event.repeat && held.includes(event.code)) return;
      held = [...held.filter((code) => code !== event.code), event.code];
      go();
      return;
    }
    if (event.repeat || isButton(event.target)) return;
    if (event.code === "KeyE") shortcuts.onUse();
    else if (event.key === "Enter" || event.key === " ") press(event);
    else if (event.key === "Escape") venue.tool.set(null);
    else if (event.key === "+" || event.key === "-") zoomBy(venue, event.key === "+" ? 1 : -1);
  }

  function press(event: KeyboardEvent): void {
    event.preventDefault();
    const at = self.place.getSnapshot();
    if (venue.tool.getSnapshot() !== null && at !== undefined) {
      shortcuts.onEdit(beside(at, self.direction.getSnapshot()));
    } else if (event.key === "Enter") {
      release();
      shortcuts.onChat();
    }
  }

  function up(event: KeyboardEvent): void {
    if (!held.includes(event.code)) return;
    held = held.filter((code) => code !== event.code);
    go();
  }

  addEventListener("keydown", down);
  addEventListener("keyup", up);
  addEventListener("blur", release);
  document.addEventListener("focusin", onFocus);
  function onFocus(event: FocusEvent): void {
    if (isTyping(event.target)) release();
  }
  return () => {
    removeEventListener("keydown", down);
    removeEventListener("keyup", up);
    removeEventListener("blur", release);
    document.removeEventListener("focusin", onFocus);
  };
}

/** Steps through the zooms. */
export function zoomBy({ zoom }: Venue, by: 1 | -1): void {
  const steps = [1, 1.5, 2, 3];
  const at = steps.findIndex((step) => step >= zoom.getSnapshot());
  zoom.set(steps[Math.min(steps.length - 1, Math.max(0, at + by))] ?? 2);
}

function isForOthers(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  return isTyping(event.target);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable], [role=menu], [role=dialog]") !==
      null
  );
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, a, summary") !== null;
}
