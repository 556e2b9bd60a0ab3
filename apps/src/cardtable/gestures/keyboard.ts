import type { Point } from "roomkeeper/cardtable";
import { isInside, leaveTo } from "../../lib/router";
import { activate } from "../actions/activate";
import { drawToTray } from "../actions/decks";
import { flip, gather, nudge, remove, rotate, spread, takeToTray } from "../actions/objects";
import { redo, undo } from "../actions/past";
import type { Desk } from "../state/desk";
import { openMenu } from "./press";
import { hitOf } from "./session";
import { withPile } from "./targets";

const step = 10;
const farStep = 60;
const turnDegrees = 45;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Makes the focused thing answer to keys. Answers the way to stop. */
export function installKeyboard(desk: Desk): () => void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.altKey || event.defaultPrevented) return;
    const done = event.ctrlKey || event.metaKey ? past(desk, event) : key(desk, event);
    if (done) event.preventDefault();
  };
  // On the document: what had the focus may just have gone, as a card that was taken.
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

/** Where keys mean what the browser makes of them. */
const fields = "input, textarea, select, [contenteditable], dialog, [role=dialog], .panel, .menu";

function past(desk: Desk, event: KeyboardEvent): boolean {
  if (event.target instanceof Element && event.target.closest(fields) !== null) return false;
  const letter = event.key.toLowerCase();
  if (letter === "z" && !event.shiftKey) void undo(desk.table);
  else if (letter === "y" || (letter === "z" && event.shiftKey)) void redo(desk.table);
  else return false;
  return true;
}

function key(desk: Desk, event: KeyboardEvent): boolean {
  const element = event.target;
  if (!(element instanceof HTMLElement) || element.closest(fields) !== null) {
    return false;
  }
  const { table, selection } = desk;
  if (event.key === "Escape" && selection.getSnapshot().size > 0) {
    selection.clear();
    return true;
  }
  if (event.key === "Escape" && isInside()) {
    leaveTo("/");
    return true;
  }
  const hit = element.dataset.hit === undefined ? null : hitOf(element);
  const box = element.getBoundingClientRect();
  const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  if (hit?.kind === "deck") {
    if (event.key === " ") void drawToTray(table, hit.id, 1);
    else if (event.key === "Enter") openMenu(desk, hit, middle);
    else return false;
    return true;
  }
  const marked = selection.getSnapshot();
  if (hit?.kind !== "object") return marked.size > 0 && onMarked(desk, event, [...marked]);
  const object = table.objects.get(hit.id);
  if (object === undefined) return false;
  if (event.key === "Enter") openMenu(desk, hit, middle);
  else if (event.key === " ") selection.toggle(withPile(desk, hit.id, object));
  else if ((event.key === "f" || event.key === "F") && !marked.has(hit.id)) activate(desk, hit.id);
  else
    return onMarked(desk, event, marked.has(hit.id) ? [...marked] : withPile(desk, hit.id, object));
  return true;
}

/** Held down, they would take one thing after the other, since the focus goes on to the next. */
const once = new Set(["t", "T", "Delete", "Backspace"]);

function onMarked(desk: Desk, event: KeyboardEvent, ids: readonly string[]): boolean {
  const { table } = desk;
  if (event.repeat && once.has(event.key)) return true;
  const arrow = arrows[event.key];
  if (arrow !== undefined) {
    const far = event.shiftKey ? farStep : step;
    void nudge(table, ids, { x: arrow.x * far, y: arrow.y * far });
    return true;
  }
  switch (event.key) {
    case "f":
    case "F":
      if (ids.length === 1 && ids[0] !== undefined) activate(desk, ids[0]);
      else void flip(table, ids);
      return true;
    case "r":
      void rotate(table, ids, turnDegrees);
      return true;
    case "R":
      void rotate(table, ids, -turnDegrees);
      return true;
    case "t":
    case "T":
      void takeToTray(table, ids);
      return true;
    case "g":
    case "G":
      void gather(desk, ids);
      return true;
    case "s":
    case "S":
      void spread(table, ids);
      return true;
    case "Delete":
    case "Backspace":
      void remove(table, ids);
      return true;
    default:
      return false;
  }
}
