// Made from what the kind "cardtable" declares in Java: change it there.
import type { JsonObject } from "roomkeeper";

export interface Cardtable {
  readonly commands: {
    readonly board: JsonObject;
    readonly player: {
      readonly playerId?: string;
      readonly metadata?: JsonObject;
      readonly decks?: JsonObject;
      readonly tray?: JsonObject;
      readonly seat?: number;
    };
    readonly drag: {
      readonly objectId: string;
      readonly x?: number;
      readonly y?: number;
      readonly z?: number;
      readonly rotation?: number;
      readonly end?: boolean;
    } | {
      readonly objects: { readonly [key: string]: {
        readonly x?: number;
        readonly y?: number;
        readonly z?: number;
        readonly rotation?: number;
      } | null };
    };
    readonly message: JsonObject;
    readonly "deck.create": {
      readonly deckId: string;
      readonly cards: readonly (string)[];
      readonly name?: string;
      readonly x?: number;
      readonly y?: number;
      readonly rotation?: number;
      readonly back?: string;
      readonly open?: boolean;
      readonly shuffled?: boolean;
    };
    readonly "chat-message": {
      readonly message: string;
    };
    readonly "chat.delete": {
      readonly id: string;
    };
    readonly "deck.shuffle": {
      readonly deckId: string;
    };
    readonly "deck.draw": {
      readonly deckId: string;
      readonly count?: number;
      readonly to: {
        readonly x: number;
        readonly y: number;
        readonly rotation?: number;
        readonly faceUp?: boolean;
      } | "tray";
    };
    readonly "deck.put": {
      readonly deckId: string;
      readonly objectId: string;
    } | {
      readonly deckId: string;
      readonly objectIds: readonly (string)[];
    } | {
      readonly deckId: string;
      readonly cardId: string;
    };
    readonly "deck.deal": {
      readonly deckId: string;
      readonly count: number;
      readonly to?: "trays" | "table";
    };
    readonly "deck.collect": {
      readonly deckId: string;
    };
    readonly "deck.clear": {
      readonly deckId: string;
    };
    readonly "card.flip": {
      readonly objectId: string;
    } | {
      readonly objectIds: readonly (string)[];
      readonly pile?: boolean;
    };
    readonly "tray.play": {
      readonly cardId: string;
      readonly x: number;
      readonly y: number;
      readonly rotation?: number;
      readonly faceUp?: boolean;
    };
    readonly "tray.take": {
      readonly objectId: string;
    } | {
      readonly objectIds: readonly (string)[];
      readonly pile?: boolean;
    };
    readonly "die.roll": {
      readonly objectId: string;
    } | {
      readonly objectIds: readonly (string)[];
      readonly pile?: boolean;
    };
    readonly "counter.add": {
      readonly objectId: string;
      readonly by: number;
    };
    readonly undo: {
      readonly version?: number;
    };
    readonly redo: { readonly [key: string]: never };
  };
  /** What a member sees: all layers that it holds, one over the other. */
  readonly view: {
    readonly board?: { readonly [key: string]: {
      readonly x?: number;
      readonly y?: number;
      readonly z?: number;
      readonly rotation?: number;
      readonly by?: string;
      readonly type?: string;
      readonly faceUp?: boolean;
      readonly face?: string;
      readonly back?: string;
      readonly stack?: string;
    } };
    readonly players?: { readonly [key: string]: {
      readonly name: string;
      readonly online: boolean;
      readonly seat?: number;
      readonly metadata: JsonObject;
      readonly decks: { readonly [key: string]: {
        readonly name?: string;
        readonly x: number;
        readonly y: number;
        readonly rotation: number;
        readonly open: boolean;
        readonly back?: string;
        readonly metadata?: JsonObject;
        readonly count: number;
      } };
      readonly trayCount: number;
      readonly position?: JsonObject;
      readonly tray?: { readonly [key: string]: JsonObject };
    } };
    readonly chat?: { readonly [key: string]: {
      readonly from: string;
      readonly name: string;
      readonly message: string;
      readonly at: number;
    } };
    readonly log?: { readonly [key: string]: {
      readonly by: string;
      readonly name: string;
      readonly at: number;
      readonly deed: "add" | "remove" | "move" | "change" | "deck" | "restyle" | "shuffle" | "draw" | "deal" | "put" | "collect" | "clear" | "flip" | "play" | "take" | "roll" | "count";
      readonly count: number;
      readonly thing?: string;
      readonly deck?: string;
      readonly undone?: {
        readonly by: string;
        readonly name: string;
        readonly version: number;
      };
    } };
  };
  readonly events: {
    readonly message: JsonObject;
  };
}
