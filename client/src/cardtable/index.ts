import type { Room } from "../room.js";
import type { CardTable, CardTableOptions } from "./stores.js";
import type { CardTableView } from "./types.js";

export type * from "./stores.js";
export type * from "./types.js";

/** The stores of a card table over a room of kind `cardtable`. */
export function createCardTable(
  _room: Room<CardTableView>,
  _options: CardTableOptions = {},
): CardTable {
  throw new Error("not yet");
}
