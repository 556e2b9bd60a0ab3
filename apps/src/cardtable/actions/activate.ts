import { attempt } from "../../lib/attempt";
import type { Desk } from "../state/desk";
import { flip } from "./objects";

/** What a double click, or F, does with a thing: the one thing one most wants of it. */
export function activate(desk: Desk, id: string): void {
  const { table } = desk;
  const object = table.objects.get(id);
  switch (object?.type) {
    case "card":
      void flip(table, [id]);
      return;
    case "die":
      void attempt(table.objects.roll(id));
      return;
    case "note":
      desk.editing.set(id);
      return;
    default:
      return;
  }
}
