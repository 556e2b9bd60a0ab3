import { keysOf } from "../../room/keys.js";
import type { Prediction } from "../../room/types.js";
import {
  EMPTY,
  type JsonObject,
  type JsonObjectBuilder,
  type Patch,
  put,
} from "../../state/json.js";
import {
  boardObject,
  defined,
  entry,
  isBoardObject,
  numberOf,
  onBoard,
  type TableRoom,
  topZ,
} from "./board.js";
import type { ObjectStore } from "./stores.js";
import type { BoardObject, CardTableView } from "./types.js";

export function createObjectStore(room: TableRoom): ObjectStore {
  function updateAll(patch: Patch): ReturnType<ObjectStore["updateAll"]> {
    return room.command("board", patch, { predict: onBoard(patch) });
  }

  const nextZ = () => topZ(room.get()) + 1;

  return {
    ids: keysOf(room, ["board"], isBoardObject),
    object: (objectId) => {
      const at = room.at(["board", objectId]);
      return {
        getSnapshot: () => boardObject(room, objectId),
        subscribe: at.subscribe,
      };
    },
    get: (objectId) => boardObject(room, objectId),
    topZ: nextZ,
    add: (objectId, object: BoardObject) => updateAll(entry(objectId, defined(object))),
    update: (objectId, patch) => updateAll(entry(objectId, patch)),
    updateAll,
    move: (objectId, { x, y }) => updateAll(entry(objectId, { x, y, z: nextZ() })),
    remove: (objectId) => updateAll(entry(objectId, null)),
    flip: (objectId) => {
      // Only turning down can be foretold: the face of a card that lies face down is the server's secret.
      const turnsDown = boardObject(room, objectId)?.faceUp === true;
      return room.command(
        "card.flip",
        { objectId },
        turnsDown ? { predict: down([objectId]) } : {},
      );
    },
    flipAll: (objectIds, { pile = false } = {}) => {
      const open = objectIds.filter((id) => boardObject(room, id)?.faceUp === true);
      return room.command("card.flip", { objectIds, pile }, { predict: down(open) });
    },
    roll: (...objectIds) => {
      const [objectId] = objectIds;
      const isOne = objectIds.length === 1 && objectId !== undefined;
      return room.command("die.roll", isOne ? { objectId } : { objectIds });
    },
    count: (objectId, by) => {
      // Laid over whatever stands below, it may for a moment lie over its own effect; the answer settles it.
      const value = numberOf((boardObject(room, objectId) ?? EMPTY) as JsonObject, "value") + by;
      const predict = onBoard(entry(objectId, { value }));
      return room.command("counter.add", { objectId, by }, { predict });
    },
  };
}

function down(objectIds: readonly string[]): Prediction<CardTableView> {
  const patch: JsonObjectBuilder = {};
  for (const id of objectIds) put(patch, id, { faceUp: false, face: null });
  return onBoard(patch);
}
