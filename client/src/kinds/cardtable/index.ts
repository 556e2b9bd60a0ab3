import { createChat } from "../../chat/chat.js";
import { keysOf } from "../../room/keys.js";
import { isObject } from "../../state/json.js";
import { onSelf, type TableRoom } from "./board.js";
import { createDeckStore } from "./decks.js";
import { createDragStore } from "./drag.js";
import { createLogStore } from "./log.js";
import { createObjectStore } from "./objects.js";
import { createSeatStore } from "./seats.js";
import type { CardTable, CardTableOptions, PlayerStore } from "./stores.js";
import { createTrayStore } from "./tray.js";
import type { PlayerState } from "./types.js";

export type { ChatLine, ChatStore } from "../../chat/types.js";
export {
  normalizeDegrees,
  screenToTable,
  seatRotation,
  tableToScreen,
} from "./seats.js";
export type * from "./stores.js";
export type * from "./types.js";

/** The stores of a card table over a room of kind `cardtable`. */
export function createCardTable(room: TableRoom, options: CardTableOptions = {}): CardTable {
  const objects = createObjectStore(room);
  const tray = createTrayStore(room);
  const decks = createDeckStore(room);
  const chat = createChat(room, options);
  return {
    room,
    objects,
    tray,
    decks,
    seats: createSeatStore(room, options),
    drag: createDragStore(room, { objects, tray, decks }),
    players: createPlayerStore(room),
    chat: chat.store,
    log: createLogStore(room),
    close: chat.close,
    say: (payload) => room.command("message", payload),
  };
}

function createPlayerStore(room: TableRoom): PlayerStore {
  const player = (playerId: string) =>
    room.get(["players", playerId]) as unknown as PlayerState | undefined;
  return {
    ids: keysOf(room, ["players"], isObject),
    player: (playerId) => ({
      getSnapshot: () => player(playerId),
      subscribe: room.at(["players", playerId]).subscribe,
    }),
    updateMetadata: (metadata) =>
      room.command("player", { metadata }, { predict: onSelf(room, () => ({ metadata })) }),
    sit: (seat) => room.command("player", { seat }, { predict: onSelf(room, () => ({ seat })) }),
    setPassphrase: (passphrase) => room.command("passphrase", { passphrase }),
  };
}
