import type { ChatView } from "../../chat/types.js";
import type { Json } from "../../state/json.js";

/** A point on the table (in table units, with (0, 0) where the app puts it) or on the screen; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Something that lies on the table. Open-ended: unknown types and fields are kept as they are. */
export interface BoardObject {
  readonly type: "card" | "token" | "die" | "counter" | "note" | (string & {});
  readonly x: number;
  readonly y: number;
  /** Higher lies over lower. */
  readonly z: number;
  /** Degrees, clockwise. */
  readonly rotation: number;
  readonly faceUp?: boolean;
  /** Absent on a card that lies face down. */
  readonly face?: Json;
  readonly back?: string;
  readonly [field: string]: Json | undefined;
}

/** A card in one's own hand. */
export interface TrayCard {
  readonly cardId: string;
  readonly face: Json;
  readonly order: number;
}

/** A deck on the table. What is in it, and in what order, only the server knows. */
export interface Deck {
  readonly deckId: string;
  readonly ownerId: string;
  readonly name?: string;
  readonly x: number;
  readonly y: number;
  readonly rotation: number;
  readonly count: number;
  readonly back?: string;
  /** Anybody may draw from it. */
  readonly open: boolean;
}

export interface DeckState {
  readonly name?: string;
  readonly x?: number;
  readonly y?: number;
  readonly rotation?: number;
  readonly count?: number;
  readonly back?: string;
  readonly open?: boolean;
}

export interface PlayerState {
  readonly name: string;
  readonly online: boolean;
  readonly seat: number;
  readonly metadata?: { readonly [key: string]: Json };
  readonly decks?: { readonly [deckId: string]: DeckState };
  /** One's own; another player's only where the lobby's option `trays` is `"open"`. */
  readonly tray?: {
    readonly [cardId: string]: { readonly face: Json; readonly order: number };
  };
  readonly trayCount: number;
}

export interface CardTableView extends ChatView {
  readonly board?: { readonly [objectId: string]: BoardObject };
  readonly players?: { readonly [playerId: string]: PlayerState };
}

/** Where a card is laid on the table. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly faceUp: boolean;
  /** Degrees; e.g. `seats.uprightRotation()`. */
  readonly rotation?: number;
}

/** Where a drawn card goes: into one's own tray, or onto the table. */
export type DrawTarget = "tray" | Placement;
