import type { BoardObject, CardTable, Point } from "roomkeeper/cardtable";
import { add, onTable, turn } from "../model/geometry";
import { palette } from "../model/things";
import type { Desk } from "../state/desk";
import { attempt } from "./attempt";
import { newId } from "./objects";

export type Addition = "token" | "die" | "counter" | "note";

/** Puts a new thing on the table: at the given point, else in the middle of what one sees. */
export async function addThing(desk: Desk, type: Addition, at?: Point): Promise<void> {
  const { table, viewport, selection } = desk;
  const place = onTable(at ?? beside(table, table.seats.toTable(viewport.centre())));
  const id = newId(type);
  const object: BoardObject = { ...blank(table, type), type, ...place, z: table.objects.topZ() };
  if (!(await attempt(table.objects.add(id, object)))) return;
  selection.only([id]);
  if (type === "note") desk.editing.set(id);
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

/** Not just on top of what was put down there before. */
function beside(table: CardTable, point: Point): Point {
  const rotation = table.seats.getSnapshot().rotation;
  const objects = table.objects.ids.getSnapshot().map((id) => table.objects.get(id));
  for (let ring = 0; ring < 8; ring++) {
    const angle = ring * 50;
    const seen = turn({ x: 0, y: 110 + ring * 22 }, angle);
    const place = add(point, turn(seen, -rotation));
    const free = objects.every(
      (object) => !object || Math.hypot(object.x - place.x, object.y - place.y) > 70,
    );
    if (free) return place;
  }
  return add(point, turn({ x: 0, y: 110 }, -rotation));
}
