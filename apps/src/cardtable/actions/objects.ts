import type { Patch } from "roomkeeper";
import type { BoardObject, CardTable, Point } from "roomkeeper/cardtable";
import { attempt } from "../../lib/attempt";
import { add, CARD, onTable, scaled, subtract, turn } from "../model/geometry";
import { stackOf } from "../model/things";
import type { Desk } from "../state/desk";

export function newId(kind: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `${kind}-${[...bytes].map((byte) => byte.toString(36).padStart(2, "0")).join("")}`;
}

export type Entry = readonly [string, BoardObject];

/** The objects that are still there, lowest first. */
export function entriesOf(table: CardTable, ids: Iterable<string>): Entry[] {
  const found: Entry[] = [];
  for (const id of ids) {
    const object = table.objects.get(id);
    if (object) found.push([id, object]);
  }
  return found.sort(([, a], [, b]) => a.z - b.z);
}

function cardsOf(table: CardTable, ids: Iterable<string>): Entry[] {
  return entriesOf(table, ids).filter(([, object]) => object.type === "card");
}

/** Turns cards over. A pile is turned over as one would with the hand: what was uppermost comes to lie lowest. */
export async function flip(table: CardTable, ids: Iterable<string>): Promise<void> {
  const cards = cardsOf(table, ids);
  const [first, ...more] = cards;
  if (first === undefined) return;
  const stack = stackOf(first[1]);
  const pile = stack !== null && more.every(([, card]) => stackOf(card) === stack);
  const objectIds = cards.map(([id]) => id);
  await attempt(
    more.length === 0 ? table.objects.flip(first[0]) : table.objects.flipAll(objectIds, { pile }),
  );
}

export async function rotate(
  table: CardTable,
  ids: Iterable<string>,
  degrees: number,
): Promise<void> {
  const patch: Record<string, Patch> = {};
  for (const [id, object] of entriesOf(table, ids)) {
    patch[id] = { rotation: Math.round(object.rotation + degrees) };
  }
  if (Object.keys(patch).length > 0) await attempt(table.objects.updateAll(patch));
}

/** Moves by a distance as seen on this screen, in table units. */
export async function nudge(table: CardTable, ids: Iterable<string>, seen: Point): Promise<void> {
  const by = turn(seen, -table.seats.getSnapshot().rotation);
  const patch: Record<string, Patch> = {};
  for (const [id, object] of entriesOf(table, ids)) patch[id] = { ...onTable(add(object, by)) };
  if (Object.keys(patch).length > 0) await attempt(table.objects.updateAll(patch));
}

export async function remove(table: CardTable, ids: Iterable<string>): Promise<void> {
  const patch: Record<string, null> = {};
  for (const [id] of entriesOf(table, ids)) patch[id] = null;
  if (Object.keys(patch).length > 0) await attempt(table.objects.updateAll(patch));
}

export async function takeToTray(table: CardTable, ids: Iterable<string>): Promise<void> {
  const objectIds = cardsOf(table, ids).map(([id]) => id);
  if (objectIds.length > 0) await attempt(table.tray.takeAll(objectIds));
}

export async function putIntoDeck(
  table: CardTable,
  ids: Iterable<string>,
  deckId: string,
): Promise<void> {
  const objectIds = cardsOf(table, ids).map(([id]) => id);
  if (objectIds.length > 0) await attempt(table.decks.putAll(deckId, objectIds));
}

/** Makes one pile of these cards, where the lowest of them lies. */
export async function gather(desk: Desk, ids: Iterable<string>): Promise<void> {
  const { table, selection } = desk;
  const cards = cardsOf(table, ids);
  const [lowest] = cards;
  if (lowest === undefined || cards.length < 2) return;
  const pile = newId("pile");
  const place = lowest[1];
  let z = table.objects.topZ();
  const patch: Record<string, Patch> = {};
  for (const [id] of cards) {
    patch[id] = { x: place.x, y: place.y, rotation: place.rotation, z: z++, stack: pile };
  }
  if (await attempt(table.objects.updateAll(patch))) selection.only(cards.map(([id]) => id));
}

/** Lays these cards out in rows, left to right as seen on this screen. */
export async function spread(table: CardTable, ids: Iterable<string>): Promise<void> {
  const cards = cardsOf(table, ids);
  const middle = cards.at(-1)?.[1];
  if (middle === undefined) return;
  const view = table.seats.getSnapshot().rotation;
  const places = rows(cards.length);
  let z = table.objects.topZ();
  const patch: Record<string, Patch> = {};
  for (const [index, [id]] of cards.entries()) {
    const seen = places[index] ?? { x: 0, y: 0 };
    const place = onTable(add(middle, turn(seen, -view)), CARD.width / 2);
    patch[id] = { ...place, z: z++, rotation: table.seats.uprightRotation(), stack: null };
  }
  await attempt(table.objects.updateAll(patch));
}

const rowLength = 13;
const stepX = 46;
const stepY = CARD.height * 0.62;

function rows(count: number): Point[] {
  const columns = Math.min(count, rowLength);
  const rowCount = Math.ceil(count / rowLength);
  const half = { x: ((columns - 1) * stepX) / 2, y: ((rowCount - 1) * stepY) / 2 };
  return Array.from({ length: count }, (_, index) =>
    subtract({ x: (index % rowLength) * stepX, y: Math.floor(index / rowLength) * stepY }, half),
  );
}

export async function bringToFront(table: CardTable, ids: Iterable<string>): Promise<void> {
  let z = table.objects.topZ();
  const patch: Record<string, Patch> = {};
  for (const [id] of entriesOf(table, ids)) patch[id] = { z: z++ };
  await attempt(table.objects.updateAll(patch));
}

/** A copy beside it, for tokens, dice, counters and notes. */
export async function duplicate(table: CardTable, ids: Iterable<string>): Promise<void> {
  const view = table.seats.getSnapshot().rotation;
  let z = table.objects.topZ();
  const copies: Record<string, Patch> = {};
  for (const [, { by: _, ...object }] of entriesOf(table, ids)) {
    if (object.type === "card") continue;
    const place = onTable(add(object, turn(scaled({ x: 1, y: 1 }, 34), -view)));
    copies[newId(object.type)] = { ...(object as Patch), ...place, z: z++ };
  }
  if (Object.keys(copies).length > 0) await attempt(table.objects.updateAll(copies));
}
