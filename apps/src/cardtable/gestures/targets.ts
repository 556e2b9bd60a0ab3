import type { BoardObject, CardTable, Point } from "roomkeeper/cardtable";
import { CARD, distance, subtract, turn } from "../model/geometry";
import type { Desk } from "../state/desk";

/** The deck that a card held here would go into. */
export function deckUnder(table: CardTable, point: Point): string | null {
  for (const id of table.decks.ids.getSnapshot()) {
    const deck = table.decks.get(id);
    if (!deck) continue;
    const local = turn(subtract(point, deck), -deck.rotation);
    if (Math.abs(local.x) < CARD.width * 0.55 && Math.abs(local.y) < CARD.height * 0.55) return id;
  }
  return null;
}

/** The uppermost card that a card held here would be stacked onto: one whose middle is near. */
export function cardUnder(desk: Desk, point: Point, except: ReadonlySet<string>): string | null {
  const { table, layout } = desk;
  let best: { id: string; z: number } | null = null;
  for (const id of layout.getSnapshot().shown) {
    if (except.has(id)) continue;
    const object = table.objects.get(id);
    if (object?.type !== "card") continue;
    if (distance(object, point) > CARD.width * 0.42) continue;
    if (best === null || object.z > best.z) best = { id, z: object.z };
  }
  return best?.id ?? null;
}

/** Everything whose middle is in this part of the table, piles with all that is in them. */
export function objectsWithin(desk: Desk, inside: (point: Point) => boolean): string[] {
  const { table, layout } = desk;
  const found: string[] = [];
  for (const id of layout.getSnapshot().shown) {
    const object = table.objects.get(id);
    if (object && inside(table.seats.toScreen(object))) found.push(...withPile(desk, id, object));
  }
  return found;
}

export function withPile(desk: Desk, id: string, object: BoardObject): readonly string[] {
  const stack = object.stack;
  if (typeof stack !== "string") return [id];
  return desk.layout.getSnapshot().piles.get(stack) ?? [id];
}
