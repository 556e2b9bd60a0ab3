import type { CardTable, DrawTarget, Point } from "roomkeeper/cardtable";
import { attempt } from "../../lib/attempt";
import { jokerFaces, shortFaces, standardFaces } from "../model/faces";
import { distance, MIDDLE, onTable, turn } from "../model/geometry";
import { pointAtSide, sideOf, uprightFor } from "../model/sides";
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
  const rotation = uprightFor(table.seats.getSnapshot().rotation);
  const place = onTable(at ?? freeDeckPlace(table), 90);
  const deckId = newId("deck");
  const back = nextBack(table);
  const created = await attempt(
    table.decks.create({ deckId, name, cards, ...place, rotation, back, open: true }),
  );
  return created && (await attempt(table.decks.shuffle(deckId)));
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

export function drawToTray(table: CardTable, deckId: string, count: number): Promise<boolean> {
  return attempt(table.decks.draw(deckId, count, "tray"));
}

export function drawToTable(
  table: CardTable,
  deckId: string,
  at: Point,
  faceUp: boolean,
): Promise<boolean> {
  const rotation = uprightFor(table.seats.getSnapshot().rotation);
  const target: DrawTarget = { ...onTable(at), faceUp, rotation };
  return attempt(table.decks.draw(deckId, 1, target));
}

/** A little heap, face down, in front of everybody who is here; each takes theirs up. */
export async function deal(table: CardTable, deckId: string, each: number): Promise<void> {
  for (const id of table.players.ids.getSnapshot()) {
    const player = table.players.player(id).getSnapshot();
    if (player?.online !== true) continue;
    const side = sideOf(player.seat);
    const place = onTable(pointAtSide(side, 120));
    const target: DrawTarget = { ...place, faceUp: false, rotation: uprightFor(side.rotation) };
    const before = new Set(table.objects.ids.getSnapshot());
    if (!(await attempt(table.decks.draw(deckId, each, target)))) return;
    await pileUp(table, before, place);
  }
}

/** Makes one pile of the cards that came to lie at a place since; the server lays several a little apart. */
async function pileUp(table: CardTable, before: ReadonlySet<string>, place: Point): Promise<void> {
  const come = cardsCome(table, before, place);
  if (come.length < 2) return;
  const pile = { ...place, stack: newId("pile") };
  await attempt(table.objects.updateAll(Object.fromEntries(come.map((id) => [id, pile]))));
}

const heapReach = 80;

function cardsCome(table: CardTable, before: ReadonlySet<string>, place: Point): string[] {
  return table.objects.ids.getSnapshot().filter((id) => {
    const object = table.objects.get(id);
    if (before.has(id) || object?.type !== "card") return false;
    return distance(object, place) <= heapReach;
  });
}

/** Takes one's own deck off the table, with the cards that are still in it. */
export async function clearAway(table: CardTable, deckId: string): Promise<void> {
  const deck = table.decks.get(deckId);
  if (deck === undefined) return;
  if (deck.count > 0) {
    const before = new Set(table.objects.ids.getSnapshot());
    const target: DrawTarget = { x: deck.x, y: deck.y, faceUp: false };
    if (!(await attempt(table.decks.draw(deckId, deck.count, target)))) return;
    const come = cardsCome(table, before, deck);
    await attempt(table.objects.updateAll(Object.fromEntries(come.map((id) => [id, null]))));
  }
  await attempt(table.room.command("player", { decks: { [deckId]: null } }));
}

/** All cards on the table with this deck's back, put back into it. Hands stay with their players. */
export async function collect(table: CardTable, deckId: string): Promise<void> {
  const deck = table.decks.get(deckId);
  const answers = table.objects.ids
    .getSnapshot()
    .map((objectId) => ({ objectId, object: table.objects.get(objectId) }))
    .filter(({ object }) => object?.type === "card" && object.back === deck?.back)
    .map(({ objectId }) => table.decks.put(deckId, { objectId }));
  if (await attempt(...answers)) await attempt(table.decks.shuffle(deckId));
}
