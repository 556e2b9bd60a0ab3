import type { Ack, Prediction } from "../../room/types.js";
import {
  EMPTY,
  isObject,
  type Json,
  type JsonObject,
  type JsonObjectBuilder,
  own,
  put,
  valueAt,
} from "../../state/json.js";
import { derive } from "../../state/store.js";
import { defined, entry, numberOf, onSelf, type TableRoom, topZ } from "./board.js";
import type { TrayStore } from "./stores.js";
import type { CardTableView, Placement, TrayCard } from "./types.js";

export function createTrayStore(room: TableRoom): TrayStore {
  let last: {
    readonly tray: JsonObject;
    readonly cards: readonly TrayCard[];
  } | null = null;

  /** The cards in order; the same array until the tray changes. */
  function read(): readonly TrayCard[] {
    const self = room.self();
    const found = self === null ? undefined : room.get(["players", self, "tray"]);
    const tray = isObject(found) ? found : EMPTY;
    if (last?.tray !== tray) last = { tray, cards: inOrder(tray) };
    return last.cards;
  }

  const cards = derive([room.at(["players"]), room.status], read);

  return {
    ...cards,
    play: (cardId, to) =>
      room.command("tray.play", defined({ ...to, cardId }), {
        predict: predictPlay(room, cardId, to),
      }),
    take: (objectId) =>
      room.command("tray.take", { objectId }, { predict: predictTake(room, [objectId]) }),
    takeAll: (objectIds) =>
      room.command("tray.take", { objectIds }, { predict: predictTake(room, objectIds) }),
    reorder: (cardId, index) => {
      const cards = read();
      const order = orderAt(cards, cardId, index);
      return order === null ? lay(movedTo(cards, cardId, index)) : change(entry(cardId, { order }));
    },
    arrange: lay,
  };

  /** All cards anew, a whole number apart. */
  function lay(cardIds: readonly string[]): Promise<Ack> {
    const orders: JsonObjectBuilder = {};
    for (const [index, cardId] of cardIds.entries()) put(orders, cardId, { order: index + 1 });
    return change(orders);
  }

  function change(tray: JsonObject): Promise<Ack> {
    const predict = onSelf(room, (player) => {
      const kept: JsonObjectBuilder = {};
      for (const cardId of Object.keys(tray)) {
        if (hasCard(player, cardId)) put(kept, cardId, own(tray, cardId) as Json);
      }
      return { tray: kept };
    });
    return room.command("player", { tray }, { predict });
  }
}

/**
 * The card lies on the table at once, under the id that it had in the hand. The server gives it one of its own, with
 * which it takes this one's place.
 */
function predictPlay(room: TableRoom, cardId: string, to: Placement): Prediction<CardTableView> {
  return (view) => {
    const card = valueAt(view as JsonObject, ["players", room.self() ?? "", "tray", cardId]);
    if (!isObject(card)) return {};
    const { x, y, faceUp, rotation = 0 } = to;
    const z = topZ(view) + 1;
    const shown = defined({
      face: faceUp ? own(card, "face") : undefined,
      back: own(card, "back"),
    });
    return {
      ...leaveHand(room, view, cardId),
      board: entry(cardId, { type: "card", x, y, z, rotation, faceUp, ...shown }),
    };
  };
}

/** Cards leave the table at once, and are in the hand if their face is known; the server gives them ids of its own. */
function predictTake(room: TableRoom, objectIds: readonly string[]): Prediction<CardTableView> {
  return (view) => {
    const self = room.self() ?? "";
    const player = valueAt(view as JsonObject, ["players", self]);
    if (!isObject(player)) return {};
    const tray = own(player, "tray");
    let order = inOrder(isObject(tray) ? tray : EMPTY).at(-1)?.order ?? 0;
    const board: JsonObjectBuilder = {};
    const taken: JsonObjectBuilder = {};
    for (const objectId of objectIds) {
      const card = valueAt(view as JsonObject, ["board", objectId]);
      if (!isObject(card)) continue;
      put(board, objectId, null);
      const face = own(card, "face");
      order += 1;
      if (face !== undefined) {
        put(taken, objectId, defined({ face, back: own(card, "back"), order }));
      }
    }
    const trayCount = numberOf(player, "trayCount") + Object.keys(board).length;
    return { board, players: entry(self, { trayCount, tray: taken }) };
  };
}

/** What a card leaves behind in one's own hand. */
export function leaveHand(room: TableRoom, view: CardTableView, cardId: string): JsonObject {
  const self = room.self() ?? "";
  const player = valueAt(view as JsonObject, ["players", self]);
  if (!isObject(player) || !hasCard(player, cardId)) return {};
  const trayCount = Math.max(0, numberOf(player, "trayCount") - 1);
  return { players: entry(self, { tray: entry(cardId, null), trayCount }) };
}

function hasCard(player: JsonObject, cardId: string): boolean {
  const tray = own(player, "tray");
  return isObject(tray) && own(tray, cardId) !== undefined;
}

function inOrder(tray: JsonObject): readonly TrayCard[] {
  const cards: TrayCard[] = [];
  for (const cardId of Object.keys(tray)) {
    const card = own(tray, cardId);
    if (!isObject(card)) continue;
    const face = own(card, "face") as Json;
    cards.push({ ...card, cardId, face, order: numberOf(card, "order") });
  }
  return cards.sort((a, b) => a.order - b.order || (a.cardId < b.cardId ? -1 : 1));
}

/** An order between the neighbours that the card will have at `index`; null where there is none left between them. */
function orderAt(cards: readonly TrayCard[], cardId: string, index: number): number | null {
  const others = cards.filter((card) => card.cardId !== cardId);
  const place = Math.max(0, Math.min(index, others.length));
  const before = others[place - 1]?.order;
  const after = others[place]?.order;
  if (before !== undefined && after !== undefined) {
    const between = (before + after) / 2;
    return before < between && between < after ? between : null;
  }
  if (before !== undefined) return before + 1;
  return after === undefined ? 0 : after - 1;
}

function movedTo(cards: readonly TrayCard[], cardId: string, index: number): readonly string[] {
  const others = cards.map((card) => card.cardId).filter((id) => id !== cardId);
  return others.toSpliced(Math.max(0, Math.min(index, others.length)), 0, cardId);
}
