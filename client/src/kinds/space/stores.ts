import type { ChatOptions, ChatStore as RoomChatStore } from "../../chat/types.js";
import type { Ack, Room } from "../../room/types.js";
import type { Store } from "../../state/store.js";
import type {
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

/** What was said in a space: to everybody, or to those near. */
export interface ChatStore extends RoomChatStore {
  /** To those who stand near. */
  whisper(message: string): Promise<Ack>;
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

export interface SpaceOptions extends ChatOptions {
  /** Milliseconds from one step to the next; default 160. The server takes ten steps a second. */
  readonly stepMillis?: number;
}
