import type { ChatStore } from "../../chat/types.js";
import type { Ack, Room } from "../../room/types.js";
import type { JsonObject, Patch } from "../../state/json.js";
import type { Store } from "../../state/store.js";
import type {
  BoardObject,
  CardTableView,
  Deck,
  DrawTarget,
  Placement,
  PlayerState,
  Point,
  TrayCard,
} from "./types.js";

/** The objects on the table. Each object is a store of its own, so that a move renders one thing. */
export interface ObjectStore {
  /** The ids; changes only when objects come or go. */
  readonly ids: Store<readonly string[]>;
  object(objectId: string): Store<BoardObject | undefined>;
  get(objectId: string): BoardObject | undefined;
  /** A z that lies over everything. */
  topZ(): number;
  add(objectId: string, object: BoardObject): Promise<Ack>;
  /** A merge patch on one object. */
  update(objectId: string, patch: Patch): Promise<Ack>;
  /** A merge patch on the board: several objects in one command. */
  updateAll(patch: Patch): Promise<Ack>;
  /** Sets down at a place, over everything else. */
  move(objectId: string, to: Point): Promise<Ack>;
  remove(objectId: string): Promise<Ack>;
  /** Turns a card over; the face of a card that was down comes from the server. */
  flip(objectId: string): Promise<Ack>;
  /** Turns several over in one command; as a pile, what was uppermost comes to lie lowest. */
  flipAll(objectIds: readonly string[], options?: { readonly pile?: boolean }): Promise<Ack>;
  /** Rolls dice; the server has them. */
  roll(...objectIds: readonly string[]): Promise<Ack>;
  /** Adds to what a counter shows, so that no click of two people is lost. */
  count(objectId: string, by: number): Promise<Ack>;
}

/** From where one looks at the table. */
export interface Seat {
  /** Own seat; null before the join or for an onlooker. */
  readonly seat: number | null;
  readonly seats: number;
  /** Degrees by which the table is turned so that one's own edge is at the bottom of the screen. */
  readonly rotation: number;
  /**
   * Degrees by which what lies on the table is turned in its place besides: where the table stays as wide as the screen
   * is, though one sits at its short side.
   */
  readonly lie: number;
}

/** Table coordinates to screen coordinates: turn by `rotation` around the table's (0, 0), scale, then move to the origin. */
export interface Camera {
  readonly rotation: number;
  /** Screen pixels per table unit. */
  readonly scale: number;
  /** Where the table's (0, 0) is on the screen. */
  readonly originX: number;
  readonly originY: number;
}

/** One's own direction of view, and the way between table and screen. */
export interface SeatStore extends Store<Seat> {
  readonly camera: Store<Camera>;
  /** Tells where the table is on the screen; call at resize, pan and zoom. */
  place(placement: {
    readonly scale: number;
    readonly originX: number;
    readonly originY: number;
  }): void;
  /** Looks from another side, on this screen only; null: from one's own seat. */
  lookFrom(rotation: number | null, lie?: number): void;
  toScreen(table: Point): Point;
  toTable(screen: Point): Point;
  /** The rotation that something has on this screen, given the one on the table. */
  rotationOnScreen(tableRotation: number): number;
  /** The rotation on the table that looks upright from here. */
  uprightRotation(): number;
  /** Where another seat's edge is on this screen: degrees clockwise from the bottom. */
  rotationOf(seat: number): number;
}

/** One's own hand. */
export interface TrayStore extends Store<readonly TrayCard[]> {
  /** From the hand onto the table. */
  play(cardId: string, to: Placement): Promise<Ack>;
  /** From the table into the hand. */
  take(objectId: string): Promise<Ack>;
  /** Several in one command. */
  takeAll(objectIds: readonly string[]): Promise<Ack>;
  /** To another place in the hand, counted from 0. */
  reorder(cardId: string, index: number): Promise<Ack>;
  /** Lays the whole hand in this order. */
  arrange(cardIds: readonly string[]): Promise<Ack>;
}

export interface DeckRequest {
  readonly deckId: string;
  /** The faces, e.g. `["S1", "H12"]`. */
  readonly cards: readonly string[];
  readonly name?: string;
  readonly x?: number;
  readonly y?: number;
  readonly rotation?: number;
  readonly back?: string;
  readonly open?: boolean;
  /** Whether it is shuffled at once. */
  readonly shuffled?: boolean;
}

/** The decks on the table, everybody's. Decks stay where they are: they can't be dragged. */
export interface DeckStore {
  readonly ids: Store<readonly string[]>;
  deck(deckId: string): Store<Deck | undefined>;
  get(deckId: string): Deck | undefined;
  create(request: DeckRequest): Promise<Ack>;
  draw(deckId: string, count: number, to: DrawTarget): Promise<Ack>;
  shuffle(deckId: string): Promise<Ack>;
  /** So many to each who is here and sits, or nothing; into their hands, or before them on the table. */
  deal(deckId: string, count: number, to: "trays" | "table"): Promise<Ack>;
  /** Puts all cards on the table that have the deck's back into it, and shuffles it. */
  collect(deckId: string): Promise<Ack>;
  /** Takes one's own deck away, with the cards that are in it. */
  clear(deckId: string): Promise<Ack>;
  /** Several cards from the table into the deck, in one command. */
  putAll(deckId: string, objectIds: readonly string[]): Promise<Ack>;
  /** A card from the table or from one's own hand into the deck. */
  put(
    deckId: string,
    card: { readonly objectId: string } | { readonly cardId: string },
  ): Promise<Ack>;
  /** Changes name, place, rotation, back or openness of one's own deck. */
  update(deckId: string, patch: Patch): Promise<Ack>;
}

/** What is being dragged, and what it is over. */
export interface Drag {
  readonly source: "board" | "tray";
  /** The object's id, or the card's when it comes from the tray. */
  readonly id: string;
  /** What moves along, with it first (board only). */
  readonly objectIds: readonly string[];
  /** Where the pointer meets the table, in table coordinates. */
  readonly point: Point;
  /** Where the dragged thing is, in table coordinates: the point less the grip. */
  readonly position: Point;
  /** The object underneath, if any. */
  readonly hover: string | null;
  readonly isTrayHovered: boolean;
  /** The deck underneath, if any. */
  readonly isDeckHovered: string | null;
}

export interface DragHover {
  readonly hover?: string | null;
  readonly isTrayHovered?: boolean;
  readonly isDeckHovered?: string | null;
}

/** How something lands on the table. */
export interface DropOptions {
  /** For a card from the tray; default true. */
  readonly faceUp?: boolean;
  /** For a card from the tray, in degrees. */
  readonly rotation?: number;
  /** Where it lands instead of under the pointer, e.g. snapped to a pile; what moves along keeps its distance. */
  readonly at?: Point;
  /** For objects: a merge patch on the board that goes into the same command, over the places of the drop. */
  readonly patch?: Patch;
}

/** The one drag of this screen. Moves go to the others as `drag` casts; the drop is one command. */
export interface DragStore extends Store<Drag | null> {
  /** Is this object (or tray card) under one's own finger? */
  isDragged(id: string): Store<boolean>;
  /** Picks an object up, with others that shall move along. `point` in table coordinates. */
  start(objectId: string, point: Point, along?: readonly string[]): void;
  /** Picks a card up from one's own tray. */
  startFromTray(cardId: string, point: Point): void;
  move(point: Point, hover?: DragHover): void;
  /**
   * Lets go: into the tray or deck that is hovered, else onto the table; resolves to null if that changes nothing.
   */
  drop(options?: DropOptions): Promise<Ack | null>;
  /** Puts everything back where it was. */
  cancel(): void;
}

/** Everybody at the table. */
export interface PlayerStore {
  readonly ids: Store<readonly string[]>;
  player(playerId: string): Store<PlayerState | undefined>;
  /** A merge patch on one's own metadata (life, mana, colour, …). */
  updateMetadata(patch: Patch): Promise<Ack>;
  /** Takes a free seat. */
  sit(seat: number): Promise<Ack>;
  /** Sets or removes one's own passphrase. */
  setPassphrase(passphrase: string | null): Promise<Ack>;
}

/** Something that somebody did at the table. */
export interface LogEntry {
  readonly id: string;
  readonly by: string;
  /** What they were called then: they may have left since. */
  readonly name: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number;
  readonly deed: Deed;
  /** Of how many cards or other things; by how much for a counter. */
  readonly count: number;
  /** What it was done to, as `card` or `token`; absent for several sorts. */
  readonly thing?: string;
  /** The deck's name. */
  readonly deck?: string;
  /** Who took it back; absent while it stands. */
  readonly undone?: { readonly by: string; readonly name: string; readonly version: number };
}

export type Deed =
  | "add"
  | "remove"
  | "move"
  | "change"
  | "deck"
  | "restyle"
  | "shuffle"
  | "draw"
  | "deal"
  | "put"
  | "collect"
  | "clear"
  | "flip"
  | "play"
  | "take"
  | "roll"
  | "count";

/** The newest 100 things that were done, oldest first, and the way back. */
export interface LogStore extends Store<readonly LogEntry[]> {
  readonly canUndo: Store<boolean>;
  readonly canRedo: Store<boolean>;
  /** Takes back what was done last, by whomever, or this entry. */
  undo(entryId?: string): Promise<Ack>;
  /** Does again what was taken back last. */
  redo(): Promise<Ack>;
}

/** A card table: stores woven with the room both ways. */
export interface CardTable {
  readonly room: Room<CardTableView>;
  readonly objects: ObjectStore;
  readonly seats: SeatStore;
  readonly tray: TrayStore;
  readonly decks: DeckStore;
  readonly drag: DragStore;
  readonly players: PlayerStore;
  readonly chat: ChatStore;
  readonly log: LogStore;
  /** Any payload to everyone who is at the table now: an event of type `message`. Nothing of it is kept. */
  say(payload: JsonObject): Promise<Ack>;
  /** Ends timers and listeners; the room is left to its owner. */
  close(): void;
}

export interface CardTableOptions {
  /** Those whom the page mutes: nothing of what they say is shown. */
  readonly muted?: Store<ReadonlySet<string>>;
  /** Number of seats around the table; default: as many as are taken, at least 2. */
  readonly seats?: number;
}
