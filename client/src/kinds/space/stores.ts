import type { Ack, Room } from "../../room/types.js";
import type { Store } from "../../state/store.js";
import type {
  ChatEntry,
  Direction,
  Place,
  PlacedElement,
  SpaceInfo,
  SpacePerson,
  SpaceView,
} from "./types.js";

/** Who walks where, oneself included, one's own steps ahead of the server. */
export interface WalkerStore {
  /** Changes only when somebody comes into sight or goes. */
  readonly ids: Store<readonly string[]>;
  /** Undefined for those too far away to be told of. */
  walker(memberId: string): Store<Place | undefined>;
  get(memberId: string): Place | undefined;
}

/** Everybody in the space, near and far. */
export interface PeopleStore {
  readonly ids: Store<readonly string[]>;
  person(memberId: string): Store<SpacePerson | undefined>;
  get(memberId: string): SpacePerson | undefined;
}

export interface ElementStore {
  /** Changes only when elements come or go. */
  readonly ids: Store<readonly string[]>;
  element(placedId: string): Store<PlacedElement | undefined>;
  get(placedId: string): PlacedElement | undefined;
}

export interface ChatLine extends ChatEntry {
  readonly id: string;
  /** Said to everybody, or only to those who stood near. */
  readonly to: "all" | "near";
}

/** What was said. Lines that were seen stay, though the room keeps the newest 50 alone. */
export interface ChatStore {
  /** Oldest first. */
  readonly lines: Store<readonly ChatLine[]>;
  /** Lines of others since `markRead`; those that were there at the first join count as read. */
  readonly unread: Store<number>;
  markRead(): void;
  /** Whether the server may have older ones. */
  readonly hasOlder: Store<boolean>;
  /** Fetches a page of older ones; needs `history` among the options. */
  loadOlder(): Promise<void>;
  /** To everybody in the space. */
  say(message: string): Promise<Ack>;
  /** To those who stand near. */
  whisper(message: string): Promise<Ack>;
  /** What hangs above each head now, for some seconds. */
  readonly bubbles: Store<ReadonlyMap<string, ChatLine>>;
}

/** What is known about where one can walk. */
export interface GroundStore {
  /** Walls of the map: from its rows, `#` is a wall. Whoever knows none lets the server decide. */
  setWalls(rows: readonly string[]): void;
  /** Inside, no wall, and nothing static there. Other walkers block nobody. */
  isFree(x: number, y: number): boolean;
  /**
   * The blocks of the shortest way, without the start; to the nearest that can be reached if the goal can't. `closed`
   * are blocks that are not free besides.
   */
  path(from: Place, to: Place, closed?: readonly Place[]): readonly Place[];
  /** Changes whenever walls or static elements do. */
  readonly changed: Store<number>;
}

/** Oneself, walking. Each step shows at once, and is taken back exactly if the server refuses it. */
export interface SelfStore {
  readonly place: Store<Place | undefined>;
  readonly direction: Store<Direction>;
  /** The blocks still ahead while walking somewhere; empty otherwise. */
  readonly path: Store<readonly Place[]>;
  /** Walks this way until told otherwise; null: stands. Ends a way that was under way. */
  hold(direction: Direction | null): void;
  /** Walks to a block, or as near as one can get; answers whether there is a way. */
  walkTo(place: Place): boolean;
  stop(): void;
}

/** A space: stores woven with the room both ways. */
export interface Space {
  readonly room: Room<SpaceView>;
  readonly info: Store<SpaceInfo | undefined>;
  readonly walkers: WalkerStore;
  readonly people: PeopleStore;
  readonly elements: ElementStore;
  readonly chat: ChatStore;
  /** Ids of those with whom one can talk. */
  readonly near: Store<readonly string[]>;
  readonly ground: GroundStore;
  readonly self: SelfStore;
  /** Ends timers and listeners; the room is left to its owner. */
  close(): void;
}

/** A page of older messages. */
export interface ChatPage {
  /** Oldest first. */
  readonly messages: readonly (ChatEntry & { readonly id: string })[];
  readonly more: boolean;
}

export interface SpaceOptions {
  /** Fetches what was said before a message; e.g. `createSpaceApi(…).chatBefore`. */
  readonly history?: (spaceId: string, before: string | undefined) => Promise<ChatPage>;
  /** Milliseconds from one step to the next; default 160. The server takes ten steps a second. */
  readonly stepMillis?: number;
  /** How long a bubble hangs; default 6000. */
  readonly bubbleMillis?: number;
}
