import { EMPTY, isObject, type Json, type JsonObject, own } from "../json.js";
import type { Prediction } from "../room.js";
import { derive } from "../store.js";
import { defined, entry, numberOf, onSelf, type TableRoom } from "./board.js";
import type { TrayStore } from "./stores.js";
import type { CardTableView, TrayCard } from "./types.js";

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
        predict: onSelf(room, withoutCard(cardId)),
      }),
    take: (objectId) => room.command("tray.take", { objectId }, { predict: predictTake(objectId) }),
    reorder: (cardId, index) => {
      const patch = {
        tray: entry(cardId, { order: orderAt(read(), cardId, index) }),
      };
      return room.command("player", patch, {
        predict: onSelf(room, (player) => (hasCard(player, cardId) ? patch : {})),
      });
    },
  };
}

/** What leaves one's own hand with a card. */
export function withoutCard(cardId: string): (player: JsonObject) => JsonObject {
  return (player) =>
    hasCard(player, cardId)
      ? {
          tray: entry(cardId, null),
          trayCount: Math.max(0, numberOf(player, "trayCount") - 1),
        }
      : {};
}

/** The card leaves the table at once; it shows in the hand when the server has said which id and place it has there. */
function predictTake(objectId: string): Prediction<CardTableView> {
  return () => ({ board: entry(objectId, null) });
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

/** An order between the neighbours that the card will have at `index`. */
function orderAt(cards: readonly TrayCard[], cardId: string, index: number): number {
  const others = cards.filter((card) => card.cardId !== cardId);
  const place = Math.max(0, Math.min(index, others.length));
  const before = others[place - 1]?.order;
  const after = others[place]?.order;
  if (before !== undefined && after !== undefined) return (before + after) / 2;
  if (before !== undefined) return before + 1;
  return after === undefined ? 0 : after - 1;
}
