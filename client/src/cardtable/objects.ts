import { isObject, type Json, own, type Patch } from "../json.js";
import {
  boardObject,
  collection,
  defined,
  entry,
  idsOf,
  isBoardObject,
  numberOf,
  onBoard,
  type TableRoom,
} from "./board.js";
import type { ObjectStore } from "./stores.js";
import type { BoardObject } from "./types.js";

export function createObjectStore(room: TableRoom): ObjectStore {
  function updateAll(patch: Patch): ReturnType<ObjectStore["updateAll"]> {
    return room.command("board", patch, { predict: onBoard(patch) });
  }

  function topZ(): number {
    const board = collection(room, "board");
    let top = 0;
    for (const objectId of Object.keys(board)) {
      const object = own(board, objectId) as Json;
      if (isObject(object)) top = Math.max(top, numberOf(object, "z"));
    }
    return top + 1;
  }

  return {
    ids: idsOf(room, ["board"], isBoardObject),
    object: (objectId) => {
      const at = room.at(["board", objectId]);
      return {
        getSnapshot: () => boardObject(room, objectId),
        subscribe: at.subscribe,
      };
    },
    get: (objectId) => boardObject(room, objectId),
    topZ,
    add: (objectId, object: BoardObject) => updateAll(entry(objectId, defined(object))),
    update: (objectId, patch) => updateAll(entry(objectId, patch)),
    updateAll,
    move: (objectId, { x, y }) => updateAll(entry(objectId, { x, y, z: topZ() })),
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
