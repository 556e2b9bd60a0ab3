import type { Ack, Preview } from "../../room/types.js";
import { EMPTY, type JsonObject, type JsonObjectBuilder, put, valueAt } from "../../state/json.js";
import { joinPatches } from "../../state/patch.js";
import { createCell, derive } from "../../state/store.js";
import { boardObject, onBoard, type TableRoom } from "./board.js";
import type { DeckStore, Drag, DragStore, DropOptions, ObjectStore, TrayStore } from "./stores.js";
import type { Point } from "./types.js";

interface Stores {
  readonly objects: ObjectStore;
  readonly tray: TrayStore;
  readonly decks: DeckStore;
}

const FRAME_MILLIS = 16;
/** A large pile moves in coarser steps. */
const MILLIS_PER_OBJECT = 2;
const PINNED_MILLIS = 2_000;
/** The server takes no more at once. */
const OBJECTS_PER_CAST = 64;

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
  let moved = false;
  let preview: Preview | null = null;
  let stopWatching = (): void => {};
  let unpin = (): void => {};

  function begin(source: Drag["source"], id: string, objectIds: readonly string[], point: Point) {
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

  /** Where each object is once the first one is at `position`. */
  function placesAt(position: Point): { objectId: string; x: number; y: number; z: number }[] {
    const first = moving[0]?.from ?? position;
    return moving.map(({ objectId, from, z }) => ({
      objectId,
      x: tenth(from.x + position.x - first.x),
      y: tenth(from.y + position.y - first.y),
      z,
    }));
  }

  function boardPatch(position: Point): JsonObject {
    const patch: JsonObjectBuilder = {};
    for (const { objectId, ...place } of placesAt(position)) put(patch, objectId, place);
    return patch;
  }

  function show(position: Point): void {
    const prediction = onBoard(boardPatch(position));
    if (preview) preview.set(prediction);
    else preview = room.preview(prediction);
  }

  /** The height is said once, with the first move; the rest are the two leaves that change. */
  function tell(position: Point): void {
    const withinMillis = Math.max(FRAME_MILLIS, moving.length * MILLIS_PER_OBJECT);
    const places = placesAt(position).filter(({ objectId }) => boardObject(room, objectId));
    for (const some of chunks(places, OBJECTS_PER_CAST)) {
      const payload = dragOf(some, ({ x, y, z }) => (moved ? { x, y } : { x, y, z }));
      const coalesce = some[0]?.objectId;
      room.cast("drag", payload, moved && coalesce !== undefined ? { coalesce, withinMillis } : {});
    }
  }

  /** On the other screens what was dragged lies where it was held last, until it is let go of. */
  function letGo(left: readonly Moving[]): void {
    const here = left.filter(({ objectId }) => boardObject(room, objectId));
    for (const some of chunks(here, OBJECTS_PER_CAST)) {
      room.cast(
        "drag",
        dragOf(some, () => null),
      );
    }
  }

  /**
   * The server tells of one's own drags, too, and needs a moment to tell that they are over: until then what went back
   * to its place is shown there.
   */
  function putBack(left: readonly Moving[]): void {
    unpin();
    const pinned = room.preview((view) => {
      const self = room.self();
      const patch: JsonObjectBuilder = {};
      for (const { objectId, from } of left) {
        const by = valueAt(view as JsonObject, ["board", objectId, "by"]);
        if (self !== null && by === self) put(patch, objectId, { ...from, by: null });
      }
      return { board: patch };
    });
    const timer = setTimeout(() => unpin(), PINNED_MILLIS);
    unpin = () => {
      clearTimeout(timer);
      unpin = () => {};
      pinned.clear();
    };
  }

  function start(objectId: string, point: Point, along: readonly string[] = []): void {
    cancel();
    unpin();
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
    const left = moved ? moving : [];
    if (left.length > 0) putBack(left);
    end();
    letGo(left);
  }

  function dropFromTray(drag: Drag, options: DropOptions): Promise<Ack | null> {
    if (drag.isDeckHovered !== null) return decks.put(drag.isDeckHovered, { cardId: drag.id });
    if (drag.isTrayHovered || !moved) return Promise.resolve(null);
    const { faceUp = true, rotation, at = drag.position } = options;
    return tray.play(drag.id, {
      x: tenth(at.x),
      y: tenth(at.y),
      faceUp,
      ...(rotation === undefined ? {} : { rotation }),
    });
  }

  function dropFromBoard(drag: Drag, { at, patch = EMPTY }: DropOptions): Promise<Ack | null> {
    if (!moved) return Promise.resolve(null);
    const deckId = drag.isDeckHovered;
    const [one, ...more] = drag.objectIds;
    if (one === undefined) return Promise.resolve(null);
    if (deckId !== null) {
      return more.length === 0
        ? decks.put(deckId, { objectId: one })
        : decks.putAll(deckId, drag.objectIds);
    }
    if (drag.isTrayHovered)
      return more.length === 0 ? tray.take(one) : tray.takeAll(drag.objectIds);
    return objects.updateAll(joinPatches(boardPatch(at ?? drag.position), patch));
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
      const position = { x: point.x - grip.x, y: point.y - grip.y };
      if (drag.source === "board") {
        show(position);
        tell(position);
      }
      moved = true;
      current.set({ ...drag, ...hover, point, position });
    },
    drop: (options = {}) => {
      const drag = current.getSnapshot();
      if (!drag) return Promise.resolve(null);
      const left = moved ? moving : [];
      const answer =
        drag.source === "tray" ? dropFromTray(drag, options) : dropFromBoard(drag, options);
      // The command's prediction lies there by now, so nothing jumps when the preview goes.
      end();
      // Behind the command and whatever comes of it; an object that left the table is let go of by that.
      letGo(left);
      answer.catch(() => {
        if (left.length > 0 && !current.getSnapshot()) putBack(left);
        letGo(left);
      });
      return answer;
    },
    cancel,
  };
}

/** The payload of a `drag`: one object by its id, several by their ids, null for those that are let go of. */
function dragOf<T extends { readonly objectId: string }>(
  objects: readonly T[],
  placeOf: (object: T) => JsonObject | null,
): JsonObject {
  const [only, ...others] = objects;
  if (only && others.length === 0) {
    return { objectId: only.objectId, ...(placeOf(only) ?? { end: true }) };
  }
  const places: JsonObjectBuilder = {};
  for (const object of objects) put(places, object.objectId, placeOf(object));
  return { objects: places };
}

function chunks<T>(all: readonly T[], size: number): (readonly T[])[] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size));
}

/** Nobody sees less than a tenth of a unit, and it would take a dozen bytes a move. */
function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
