import { keysOf } from "../../room/keys.js";
import type { Patch } from "../../state/json.js";
import {
  boardObject,
  defined,
  entry,
  isBoardObject,
  onBoard,
  type TableRoom,
  topZ,
} from "./board.js";
import type { ObjectStore } from "./stores.js";
import type { BoardObject } from "./types.js";

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
      const predict = onBoard(entry(objectId, { faceUp: false, face: null }));
      return room.command("card.flip", { objectId }, turnsDown ? { predict } : {});
    },
    roll: (objectId) => room.command("die.roll", { objectId }),
  };
}
