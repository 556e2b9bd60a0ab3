import type { JsonObject } from "../state/json.js";
import type { RoomEvent } from "../wire/frames.js";
import { joinRoom as join } from "./join.js";
import type { Ack, CastOptions, CommandOptions, JoinOptions, Room } from "./types.js";

/** What a kind of room declares; the server's build makes such a type of each kind. */
export interface Kind {
  readonly commands: object;
  readonly view: object;
  readonly events: object;
}

type Name<Part> = Extract<keyof Part, string>;

/** A room whose commands, view and events are those of its kind. */
export interface RoomOf<K extends Kind> extends Omit<Room<K["view"]>, "command" | "cast" | "on"> {
  /** As {@link Room.command}, with the payload that this command takes. */
  command<N extends Name<K["commands"]>>(
    type: N,
    payload: K["commands"][N],
    options?: CommandOptions<K["view"]>,
  ): Promise<Ack>;
  /** As {@link Room.cast}. */
  cast<N extends Name<K["commands"]>>(
    type: N,
    payload: K["commands"][N],
    options?: CastOptions,
  ): void;
  /** As {@link Room.on}, with the payload that this event has. */
  on<N extends Name<K["events"]>>(
    type: N,
    callback: (event: RoomEvent<K["events"][N]>) => void,
  ): () => void;
}

/** Joins a room of a known kind, or one of which only the view's type is known. */
export interface JoinRoom {
  (options: JoinOptions): Room<JsonObject>;
  <K extends Kind>(options: JoinOptions): RoomOf<K>;
  <View extends object>(options: JoinOptions): Room<View>;
}

/** Joins a room and stays in it, across broken connections, until `leave()` or a refusal. */
export const joinRoom = join as JoinRoom;
