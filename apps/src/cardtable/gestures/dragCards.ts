import type { Point } from "roomkeeper/cardtable";
import { attempt } from "../../lib/attempt";
import { drawToTable, drawToTray } from "../actions/decks";
import { contains } from "../model/geometry";
import type { Desk } from "../state/desk";
import type { Session } from "./session";
import { trayBox } from "./session";
import { deckUnder } from "./targets";

/** Takes the uppermost card off a deck: into the tray, or onto the table, face up with Shift held. */
export function dragFromDeck(desk: Desk, deckId: string): Session | null {
  const { table } = desk;
  const deck = table.decks.get(deckId);
  if (deck === undefined || deck.count < 1) return null;
  const tray = trayBox();
  const isOverTray = (at: Point) => tray !== null && contains(tray, at);
  return {
    move({ at }) {
      desk.ghost.set({ at, face: null, back: deck.back, faceUp: false, count: 1 });
      desk.trayHovered.set(isOverTray(at));
    },
    end({ at, shift }) {
      desk.trayHovered.set(false);
      desk.ghost.set(null);
      const point = table.seats.toTable(at);
      if (isOverTray(at)) void drawToTray(table, deckId, 1);
      else if (deckUnder(table, point) !== deckId) void drawToTable(table, deckId, point, shift);
    },
    cancel() {
      desk.trayHovered.set(false);
      desk.ghost.set(null);
    },
  };
}

/** Takes a card out of the tray: to another place in it, onto the table, or into a deck. */
export function dragFromTray(desk: Desk, cardId: string, pressed: Point): Session | null {
  const { table } = desk;
  const card = table.tray.getSnapshot().find((held) => held.cardId === cardId);
  if (card === undefined) return null;
  const tray = trayBox();
  table.drag.startFromTray(cardId, table.seats.toTable(pressed));
  const showGap = (index: number | null): void => {
    if (desk.trayGap.getSnapshot()?.index === index) return;
    desk.trayGap.set(index === null ? null : { cardId, index });
  };
  const faceUpWith = (shift: boolean) => desk.playFaceUp.getSnapshot() !== shift;
  return {
    move({ at, shift }) {
      const point = table.seats.toTable(at);
      const isOverTray = tray !== null && contains(tray, at);
      table.drag.move(point, {
        isTrayHovered: isOverTray,
        isDeckHovered: isOverTray ? null : deckUnder(table, point),
      });
      const faceUp = isOverTray || faceUpWith(shift);
      desk.ghost.set({ at, face: card.face, back: null, faceUp, count: 1 });
      showGap(isOverTray ? slotAt(at, cardId) : null);
    },
    end({ at, shift }) {
      this.move({ at, shift });
      const slot = desk.trayGap.getSnapshot()?.index ?? null;
      const drag = table.drag.getSnapshot();
      desk.ghost.set(null);
      desk.trayGap.set(null);
      if (drag === null) return;
      if (drag.isTrayHovered) {
        table.drag.cancel();
        if (slot !== null) void attempt(table.tray.reorder(cardId, slot));
        return;
      }
      const rotation = table.seats.uprightRotation();
      void attempt(table.drag.drop({ faceUp: faceUpWith(shift), rotation }));
    },
    cancel() {
      desk.ghost.set(null);
      desk.trayGap.set(null);
      table.drag.cancel();
    },
  };
}

/** Before which of the other cards in the tray this point is, counted from 0. */
function slotAt(at: Point, except: string): number {
  const cards = [...document.querySelectorAll<HTMLElement>("[data-hit=tray]")];
  const others = cards.filter((element) => element.dataset.id !== except);
  const after = others.findIndex((element) => {
    const box = element.getBoundingClientRect();
    return at.x < box.left + Math.min(box.width, 84) / 2;
  });
  return after < 0 ? others.length : after;
}
