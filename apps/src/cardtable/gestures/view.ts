import type { Point } from "roomkeeper/cardtable";
import { attempt } from "../../lib/attempt";
import { contains } from "../model/geometry";
import type { Desk } from "../state/desk";
import type { Session } from "./session";
import { objectsWithin } from "./targets";

export function pan(desk: Desk, pressed: Point): Session {
  let last = pressed;
  return {
    move({ at }) {
      desk.viewport.panBy(at.x - last.x, at.y - last.y);
      last = at;
    },
    end: () => undefined,
    cancel: () => undefined,
  };
}

/** Marks whatever is in a rectangle drawn on the felt; with Shift held, in addition to what is marked. */
export function marquee(desk: Desk, pressed: Point): Session {
  const before = desk.selection.getSnapshot();
  return {
    move({ at, shift }) {
      desk.marquee.set({ from: pressed, to: at });
      const box = {
        left: Math.min(pressed.x, at.x),
        right: Math.max(pressed.x, at.x),
        top: Math.min(pressed.y, at.y),
        bottom: Math.max(pressed.y, at.y),
      };
      const inside = objectsWithin(desk, (point) => contains(box, point));
      desk.selection.only(shift ? [...before, ...inside] : inside);
    },
    end: () => desk.marquee.set(null),
    cancel() {
      desk.marquee.set(null);
      desk.selection.only(before);
    },
  };
}

const snapDegrees = 15;

/** Turns an object by its handle, in steps; the others see it turn. */
export function turnObject(desk: Desk, objectId: string): Session | null {
  const { table } = desk;
  const object = table.objects.get(objectId);
  if (object === undefined) return null;
  const { x, y } = object;
  const middle = table.seats.toScreen({ x, y });
  const view = object.type === "card" ? table.seats.rotationOnScreen(0) : 0;
  let rotation = object.rotation;
  const preview = table.room.preview({ board: { [objectId]: { rotation } } });
  return {
    move({ at }) {
      const seen = (Math.atan2(at.y - middle.y, at.x - middle.x) * 180) / Math.PI + 90;
      const next = Math.round((seen - view) / snapDegrees) * snapDegrees;
      const shortest = ((((next - rotation) % 360) + 540) % 360) - 180;
      if (shortest === 0) return;
      rotation += shortest;
      preview.set({ board: { [objectId]: { rotation } } });
      table.room.cast("drag", { objectId, x, y, rotation }, { coalesce: objectId });
    },
    end() {
      const kept = attempt(table.objects.update(objectId, { rotation }));
      preview.clear();
      void kept;
    },
    // The others saw it turn: nothing was kept, and what is shown of it goes.
    cancel() {
      table.room.cast("drag", { objectId, end: true });
      preview.clear();
    },
  };
}
