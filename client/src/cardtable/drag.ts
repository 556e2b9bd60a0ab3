import { type JsonObjectBuilder, put } from "../json.js";
import type { Ack, Preview } from "../room.js";
import { createCell, derive } from "../store.js";
import { boardObject, onBoard, type TableRoom } from "./board.js";
import type { DeckStore, Drag, DragStore, ObjectStore, TrayStore } from "./stores.js";
import type { Point } from "./types.js";

interface Stores {
  readonly objects: ObjectStore;
  readonly tray: TrayStore;
  readonly decks: DeckStore;
}

/** Where a moving object was when it was picked up, and the height that it moves at. */
interface Moving {
  readonly objectId: string;
  readonly from: { readonly x: number; readonly y: number; readonly z: number };
  readonly z: number;
}

export function createDragStore(room: TableRoom, { objects, tray, decks }: Stores): DragStore {
  const current = createCell<Drag | null>(null);
  let moving: readonly Moving[] = [];
  let grip: Point = { x: 0, y: 0 };
  let startedAt: Point = { x: 0, y: 0 };
  let moved = false;
  let preview: Preview | null = null;
  let stopWatching = (): void => {};

  function begin(source: Drag["source"], id: string, objectIds: readonly string[], point: Point) {
    startedAt = point;
    moved = false;
    current.set({
      source,
      id,
      objectIds,
      point,
      position: { x: point.x - grip.x, y: point.y - grip.y },
      hover: null,
      isTrayHovered: false,
      isDeckHovered: null,
    });
  }

  function end(): void {
    stopWatching();
    stopWatching = () => {};
    current.set(null);
    preview?.clear();
    preview = null;
    moving = [];
  }

  /** Where each object is now that the pointer is at `point`, as a patch on the board. */
  function positions(point: Point): JsonObjectBuilder {
    const patch: JsonObjectBuilder = {};
    for (const { objectId, from, z } of moving) {
      const x = tenth(from.x + point.x - startedAt.x);
      const y = tenth(from.y + point.y - startedAt.y);
      put(patch, objectId, { x, y, z });
    }
    return patch;
  }

  function show(point: Point): void {
    const prediction = onBoard(positions(point));
    if (preview) preview.set(prediction);
    else preview = room.preview(prediction);
  }

  function tell(point: Point): void {
    for (const { objectId, from, z } of moving) {
      const x = tenth(from.x + point.x - startedAt.x);
      const y = tenth(from.y + point.y - startedAt.y);
      // The height is said once, with the first move; the rest are the two leaves that change.
      if (!moved) room.cast("drag", { objectId, x, y, z });
      else room.cast("drag", { objectId, x, y }, { coalesce: objectId });
    }
  }

  function start(objectId: string, point: Point, along: readonly string[] = []): void {
    cancel();
    const ids = [objectId, ...along.filter((other) => other !== objectId)];
    const top = objects.topZ();
    moving = ids.flatMap((id) => {
      const object = boardObject(room, id);
      return object
        ? {
            objectId: id,
            from: { x: object.x, y: object.y, z: object.z },
            z: 0,
          }
        : [];
    });
    const first = moving[0];
    if (!first || first.objectId !== objectId) {
      moving = [];
      return;
    }
    // Those that move together keep their order among themselves, above all others.
    const byHeight = [...moving].sort((a, b) => a.from.z - b.from.z);
    moving = moving.map((one) => ({ ...one, z: top + byHeight.indexOf(one) }));
    grip = { x: point.x - first.from.x, y: point.y - first.from.y };
    begin(
      "board",
      objectId,
      moving.map((one) => one.objectId),
      point,
    );
    stopWatching = room.subscribe(["board", objectId], (value) => {
      if (value === undefined) end();
    });
  }

  function cancel(): void {
    const drag = current.getSnapshot();
    if (!drag) return;
    if (moved) {
      // On the other screens an overlay lies over the object until told otherwise.
      for (const { objectId, from } of moving) {
        if (boardObject(room, objectId)) room.cast("drag", { objectId, ...from });
      }
    }
    end();
  }

  function dropFromTray(drag: Drag, faceUp: boolean): Promise<Ack | null> {
    if (drag.isDeckHovered !== null) return decks.put(drag.isDeckHovered, { cardId: drag.id });
    if (drag.isTrayHovered || !moved) return Promise.resolve(null);
    const { x, y } = drag.position;
    return tray.play(drag.id, { x: tenth(x), y: tenth(y), faceUp });
  }

  function dropFromBoard(drag: Drag): Promise<Ack | null> {
    if (!moved) return Promise.resolve(null);
    const deckId = drag.isDeckHovered;
    if (deckId !== null)
      return lastOf(drag.objectIds.map((id) => decks.put(deckId, { objectId: id })));
    if (drag.isTrayHovered) return lastOf(drag.objectIds.map((id) => tray.take(id)));
    return objects.updateAll(positions(drag.point));
  }

  return {
    getSnapshot: current.getSnapshot,
    subscribe: current.subscribe,
    isDragged: (id) =>
      derive([current], () => {
        const drag = current.getSnapshot();
        return drag !== null && (drag.id === id || drag.objectIds.includes(id));
      }),
    start,
    startFromTray: (cardId, point) => {
      cancel();
      grip = { x: 0, y: 0 };
      begin("tray", cardId, [], point);
    },
    move: (point, hover = {}) => {
      const drag = current.getSnapshot();
      if (!drag) return;
      if (drag.source === "board") {
        show(point);
        tell(point);
      }
      moved = true;
      const position = { x: point.x - grip.x, y: point.y - grip.y };
      current.set({ ...drag, ...hover, point, position });
    },
    drop: ({ faceUp = true } = {}) => {
      const drag = current.getSnapshot();
      if (!drag) return Promise.resolve(null);
      const answer = drag.source === "tray" ? dropFromTray(drag, faceUp) : dropFromBoard(drag);
      // The command's prediction lies there by now, so nothing jumps when the preview goes.
      end();
      return answer;
    },
    cancel,
  };
}

async function lastOf(answers: readonly Promise<Ack>[]): Promise<Ack | null> {
  return (await Promise.all(answers)).at(-1) ?? null;
}

/** Nobody sees less than a tenth of a unit, and it would take a dozen bytes a move. */
function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
