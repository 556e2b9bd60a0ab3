import { attempt } from "../../lib/attempt";
import { compareFaces } from "../model/faces";
import { add, CARD, onTable, turn } from "../model/geometry";
import { pointAtSide, sideOf } from "../model/sides";
import type { Desk } from "../state/desk";

/** Plays a card onto the table before one's own edge, beside what lies there already. */
export async function playInFront(desk: Desk, cardId: string): Promise<void> {
  const { table } = desk;
  const view = table.seats.getSnapshot().rotation;
  const before = pointAtSide(
    { ...sideOf(table.seats.getSnapshot().seat ?? 0), rotation: view },
    230,
  );
  const objects = table.objects.ids.getSnapshot().map((id) => table.objects.get(id));
  const steps = [0, 1, -1, 2, -2, 3, -3, 4, -4];
  const places = steps.map((step) =>
    onTable(add(before, turn({ x: step * (CARD.width + 12), y: 0 }, -view))),
  );
  const free = places.find((place) =>
    objects.every((object) => !object || Math.hypot(object.x - place.x, object.y - place.y) > 60),
  );
  const place = free ?? places[0] ?? before;
  const faceUp = desk.playFaceUp.getSnapshot();
  await attempt(
    table.tray.play(cardId, { ...place, faceUp, rotation: table.seats.uprightRotation() }),
  );
}

/** Sorts the hand by suit and rank. */
export async function sortTray(desk: Desk): Promise<void> {
  const { tray } = desk.table;
  const cards = [...tray.getSnapshot()].sort((a, b) => compareFaces(a.face, b.face));
  if (cards.length > 1) await attempt(tray.arrange(cards.map(({ cardId }) => cardId)));
}
