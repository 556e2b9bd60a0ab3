import type { CardTable, DrawTarget, Point } from "roomkeeper/cardtable";
import { attempt } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { jokerFaces, shortFaces, standardFaces } from "../model/faces";
import { MIDDLE, onTable, turn } from "../model/geometry";
import type { Back } from "../model/things";
import { backs } from "../model/things";
import { newId } from "./objects";

type DeckSort = "standard" | "jokers" | "short";

const contents: Readonly<Record<DeckSort, { name: string; cards: readonly string[] }>> = {
  standard: { name: "52 cards", cards: standardFaces },
  jokers: { name: "54 cards", cards: [...standardFaces, ...jokerFaces] },
  short: { name: "32 cards", cards: shortFaces },
};

/** Sets out a shuffled deck that everybody may draw from, upright for who sets it out. */
export async function addDeck(table: CardTable, sort: DeckSort, at?: Point): Promise<boolean> {
  const { name, cards } = contents[sort];
  const rotation = table.seats.uprightRotation();
  const place = onTable(at ?? freeDeckPlace(table), 90);
  const deckId = newId("deck");
  const back = nextBack(table);
  const looks = { name, ...place, rotation, back, open: true };
  return attempt(table.decks.create({ deckId, cards, ...looks, shuffled: true }));
}

/** A back that no deck on the table has yet, so that one can tell whose card it is. */
function nextBack(table: CardTable): Back {
  const used = new Set(decksOf(table).map((deck) => deck.back));
  return backs.find((back) => !used.has(back)) ?? "blue";
}

function freeDeckPlace(table: CardTable): Point {
  const rotation = table.seats.getSnapshot().rotation;
  const taken = decksOf(table).length;
  const step = (taken % 2 === 1 ? 1 : -1) * Math.ceil(taken / 2) * 170;
  const seen = turn({ x: step, y: 0 }, -rotation);
  return { x: MIDDLE.x + seen.x, y: MIDDLE.y + seen.y };
}

export function decksOf(table: CardTable) {
  return table.decks.ids
    .getSnapshot()
    .map((id) => table.decks.get(id))
    .filter((deck) => deck !== undefined);
}

/** A draw that would wait unseen until the connection is back, and then be one of many, is not begun. */
function isAway({ room }: CardTable): boolean {
  if (room.status.getSnapshot().state === "joined") return false;
  toast("You are reconnecting. Draw again once you are back.", "refused");
  return true;
}

export async function drawToTray(
  table: CardTable,
  deckId: string,
  count: number,
): Promise<boolean> {
  if (isAway(table)) return false;
  return attempt(table.decks.draw(deckId, count, "tray"));
}

export async function drawToTable(
  table: CardTable,
  deckId: string,
  at: Point,
  faceUp: boolean,
): Promise<boolean> {
  if (isAway(table)) return false;
  const rotation = table.seats.uprightRotation();
  const target: DrawTarget = { ...onTable(at), faceUp, rotation };
  return attempt(table.decks.draw(deckId, 1, target));
}

/** As many cards to everybody, into their hands or before them. */
export async function deal(
  table: CardTable,
  deckId: string,
  count: number,
  to: "trays" | "table",
): Promise<boolean> {
  return !isAway(table) && attempt(table.decks.deal(deckId, count, to));
}
