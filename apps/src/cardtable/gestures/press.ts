import type { Point } from "roomkeeper/cardtable";
import { activate } from "../actions/activate";
import { drawToTray } from "../actions/decks";
import { playInFront } from "../actions/tray";
import type { Desk, MenuAt } from "../state/desk";
import { dragFromDeck, dragFromTray } from "./dragCards";
import { dragObjects } from "./dragObjects";
import type { Hit, Session } from "./session";
import { withPile } from "./targets";
import { marquee, pan, turnObject } from "./view";

/** What a pointer that starts to move does, by what it pressed. */
export function beginDrag(desk: Desk, hit: Hit, pressed: Point, panning: boolean): Session | null {
  switch (hit.kind) {
    case "felt":
      return panning ? pan(desk, pressed) : marquee(desk, pressed);
    case "object": {
      const marked = desk.selection.getSnapshot();
      if (marked.has(hit.id) && marked.size > 1) {
        return dragObjects(desk, [hit.id, ...[...marked].filter((id) => id !== hit.id)], pressed);
      }
      desk.selection.clear();
      return dragObjects(desk, [hit.id], pressed);
    }
    case "grip": {
      const pile = desk.layout.getSnapshot().piles.get(hit.id);
      return pile ? dragObjects(desk, pile, pressed) : null;
    }
    case "deck":
      return dragFromDeck(desk, hit.id);
    case "turn":
      return turnObject(desk, hit.id);
    case "tray":
      return dragFromTray(desk, hit.id, pressed);
  }
}

/** A press that did not move. `second`: shortly after another one on the same thing. */
export function tap(desk: Desk, hit: Hit, shift: boolean, second: boolean): void {
  const { selection, table } = desk;
  switch (hit.kind) {
    case "felt":
      if (!shift) selection.clear();
      return;
    case "object": {
      const object = table.objects.get(hit.id);
      if (object === undefined) return;
      if ((second || object.type === "die") && !shift) activate(desk, hit.id);
      if (shift) selection.toggle(withPile(desk, hit.id, object));
      else selection.only([hit.id]);
      return;
    }
    case "grip": {
      const pile = desk.layout.getSnapshot().piles.get(hit.id) ?? [];
      if (shift) selection.toggle(pile);
      else selection.only(pile);
      return;
    }
    case "deck":
      void drawToTray(table, hit.id, 1);
      return;
    case "tray":
      if (second) void playInFront(desk, hit.id);
      return;
    case "turn":
      return;
  }
}

/** Opens the menu of what was pressed with the other button, or for long. */
export function openMenu(desk: Desk, hit: Hit, at: Point): void {
  const target = menuTarget(desk, hit, at);
  if (target !== null) desk.menu.set({ target, at });
}

function menuTarget(desk: Desk, hit: Hit, at: Point): MenuAt["target"] | null {
  const { selection, table } = desk;
  switch (hit.kind) {
    case "felt":
      return { kind: "felt", point: table.seats.toTable(at) };
    case "deck":
      return { kind: "deck", deckId: hit.id };
    case "object":
      if (!selection.getSnapshot().has(hit.id)) selection.only([hit.id]);
      return { kind: "objects", ids: [...selection.getSnapshot()] };
    case "grip": {
      const pile = desk.layout.getSnapshot().piles.get(hit.id) ?? [];
      selection.only(pile);
      return { kind: "objects", ids: pile };
    }
    case "tray":
    case "turn":
      return null;
  }
}
