import type { Prediction } from "../../room/types.js";
import {
  EMPTY,
  isObject,
  type JsonObject,
  type JsonObjectBuilder,
  own,
  put,
} from "../../state/json.js";
import { derive, sameElements } from "../../state/store.js";
import { collection, defined, entry, numberOf, onSelf, type TableRoom } from "./board.js";
import type { DeckStore } from "./stores.js";
import { leaveHand } from "./tray.js";
import type { CardTableView, Deck } from "./types.js";

export function createDeckStore(room: TableRoom): DeckStore {
  /** A deck is made anew only when its state is another. */
  const made = new WeakMap<JsonObject, Deck>();

  function all(): Deck[] {
    const players = collection(room, "players");
    return Object.keys(players).flatMap((ownerId) => {
      const decks = collection(room, "players", ownerId, "decks");
      return Object.keys(decks).flatMap((deckId) => {
        const state = own(decks, deckId);
        return isObject(state) ? deckOf(state, deckId, ownerId) : [];
      });
    });
  }

  function deckOf(state: JsonObject, deckId: string, ownerId: string): Deck {
    const known = made.get(state);
    if (known) return known;
    const deck: Deck = {
      ...state,
      deckId,
      ownerId,
      x: numberOf(state, "x"),
      y: numberOf(state, "y"),
      rotation: numberOf(state, "rotation"),
      count: numberOf(state, "count"),
      open: own(state, "open") === true,
    };
    made.set(state, deck);
    return deck;
  }

  function get(deckId: string): Deck | undefined {
    for (const ownerId of Object.keys(collection(room, "players"))) {
      const state = own(collection(room, "players", ownerId, "decks"), deckId);
      if (isObject(state)) return deckOf(state, deckId, ownerId);
    }
    return undefined;
  }

  const players = room.at(["players"]);

  return {
    ids: derive([players], () => all().map((deck) => deck.deckId), sameElements),
    deck: (deckId) => derive([players], () => get(deckId)),
    get,
    create: (request) => room.command("deck.create", defined({ ...request })),
    draw: (deckId, count, to) =>
      room.command("deck.draw", { deckId, count, to: to === "tray" ? to : defined({ ...to }) }),
    shuffle: (deckId) => room.command("deck.shuffle", { deckId }),
    deal: (deckId, count, to) => room.command("deck.deal", { deckId, count, to }),
    collect: (deckId) => {
      const back = get(deckId)?.back;
      const predict: Prediction<CardTableView> = (view) => {
        const board = (view.board ?? EMPTY) as JsonObject;
        return { board: without(cardsWith(board, back)) };
      };
      return room.command("deck.collect", { deckId }, { predict });
    },
    clear: (deckId) =>
      room.command(
        "deck.clear",
        { deckId },
        { predict: onSelf(room, () => ({ decks: entry(deckId, null) })) },
      ),
    putAll: (deckId, objectIds) =>
      room.command("deck.put", { deckId, objectIds }, { predict: { board: without(objectIds) } }),
    put: (deckId, card) => {
      const predict: Prediction<CardTableView> =
        "objectId" in card
          ? { board: entry(card.objectId, null) }
          : (view) => leaveHand(room, view, card.cardId);
      return room.command("deck.put", { deckId, ...card }, { predict });
    },
    update: (deckId, patch) => {
      const change = { decks: entry(deckId, patch) };
      const predict = onSelf(room, (player) => {
        const decks = own(player, "decks");
        return isObject(decks) && own(decks, deckId) !== undefined ? change : {};
      });
      return room.command("player", change, { predict });
    },
  };
}

function cardsWith(board: JsonObject, back: string | undefined): readonly string[] {
  return Object.keys(board).filter((id) => {
    const object = own(board, id);
    if (!isObject(object) || own(object, "type") !== "card") return false;
    return own(object, "back") === back;
  });
}

function without(objectIds: readonly string[]): JsonObject {
  const patch: JsonObjectBuilder = {};
  for (const id of objectIds) put(patch, id, null);
  return patch;
}
