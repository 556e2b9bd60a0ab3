import type { BoardObject, CardTable, Point } from "roomkeeper/cardtable";
import { attempt } from "../../lib/attempt";
import { add, CARD, distance, onTable, turn } from "../model/geometry";
import { palette, reachOf } from "../model/things";
import type { Desk } from "../state/desk";
import { decksOf } from "./decks";
import { newId } from "./objects";

type Addition = "token" | "die" | "counter" | "note";

/** Puts a new thing on the table: at the given point, else in the middle of what one sees. */
export async function addThing(desk: Desk, type: Addition, at?: Point): Promise<void> {
  const { table, viewport, selection } = desk;
  const place = onTable(at ?? freePlace(table, table.seats.toTable(viewport.centre()), type));
  const id = newId(type);
  const object: BoardObject = { ...blank(table, type), type, ...place, z: table.objects.topZ() };
  // It shows at once; should the server refuse it, it goes again by itself.
  const answer = attempt(table.objects.add(id, object));
  selection.only([id]);
  if (type === "note") desk.editing.set(id);
  await answer;
}

function blank(
  table: CardTable,
  type: Addition,
): Pick<BoardObject, "rotation"> & Partial<BoardObject> {
  const count = table.objects.ids.getSnapshot().length;
  const color = palette[count % palette.length] ?? palette[0];
  switch (type) {
    case "token":
      return { rotation: 0, color };
    case "die":
      return { rotation: 0, sides: 6, value: 6 };
    case "counter":
      return { rotation: 0, label: "Score", value: 0 };
    case "note":
      return { rotation: 0, text: "" };
  }
}

/** The nearest place to a point where nothing lies yet, looked for in widening circles that begin towards oneself. */
function freePlace(table: CardTable, point: Point, type: Addition): Point {
  const rotation = table.seats.getSnapshot().rotation;
  const taken = occupied(table);
  const own = reachOf(type);
  for (let radius = 0; radius < 640; radius += 45) {
    const steps = Math.max(1, Math.round(radius / 12));
    for (let step = 0; step < steps; step++) {
      const swing = ((step % 2 === 0 ? 1 : -1) * Math.ceil(step / 2) * 360) / steps;
      const place = add(point, turn({ x: 0, y: radius }, swing - rotation));
      if (distance(onTable(place, own), place) > 1) continue;
      if (taken.every(({ at, reach }) => distance(at, place) > reach + own)) return place;
    }
  }
  return point;
}

function occupied(table: CardTable): { at: Point; reach: number }[] {
  const deckReach = CARD.height * 0.9;
  const objects = table.objects.ids.getSnapshot().flatMap((id) => {
    const object = table.objects.get(id);
    return object === undefined ? [] : [{ at: object, reach: reachOf(object.type) }];
  });
  return [...objects, ...decksOf(table).map((deck) => ({ at: deck, reach: deckReach }))];
}
