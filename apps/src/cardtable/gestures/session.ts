import type { Point } from "roomkeeper/cardtable";

/** Where a pointer is, in screen pixels, and what is held down with it. */
type Pointing = { readonly at: Point; readonly shift: boolean };

/** What one pointer does from the moment it moved far enough until it is let go. */
export type Session = {
  move(pointing: Pointing): void;
  end(pointing: Pointing): void;
  cancel(): void;
};

/** What was pressed. */
export type Hit =
  | { readonly kind: "object" | "grip" | "deck" | "turn" | "tray"; readonly id: string }
  | { readonly kind: "felt" };

/** Reads what an element stands for; null where the page's own controls are. */
export function hitOf(target: EventTarget | null): Hit | null {
  if (!(target instanceof Element)) return null;
  if (target.closest("[data-still], button, input, textarea, a, label") !== null) return null;
  const element = target.closest<HTMLElement>("[data-hit]");
  const kind = element?.dataset.hit;
  const id = element?.dataset.id ?? "";
  switch (kind) {
    case "object":
    case "grip":
    case "deck":
    case "turn":
    case "tray":
      return { kind, id };
    case "felt":
      return { kind };
    default:
      return null;
  }
}

/** The box of the tray on the screen, measured once a drag. */
export function trayBox(): DOMRect | null {
  return document.querySelector("[data-tray]")?.getBoundingClientRect() ?? null;
}
