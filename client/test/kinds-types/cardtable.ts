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
      readonly cardId: string;
    };
    readonly "card.flip": {
      readonly objectId: string;
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
    };
    readonly "die.roll": {
      readonly objectId: string;
    };
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
  };
  readonly events: {
    readonly message: JsonObject;
  };
}
