import type { JsonObject } from "../state/json.js";
import type { ApiOptions } from "./request.js";
import { sender } from "./send.js";

export interface RoomSummary {
  readonly id: string;
  readonly kind: string;
  readonly name?: string;
  /** Members connected now. */
  readonly online: number;
  /** Whether whoever asks made it; only where one room is asked for. */
  readonly isOwn?: boolean;
}

export interface RoomListing extends RoomSummary {
  /** As the server gives it. */
  readonly createdAt?: number | string;
}

export interface CreateRoomRequest {
  readonly kind: string;
  readonly name?: string;
  readonly options?: JsonObject;
}

export interface CreatedRoom {
  readonly id: string;
  readonly kind: string;
  readonly url: string;
}

/** The server's HTTP routes for rooms. Each rejects with an {@link HttpProblem}. */
export interface Api {
  createRoom(request: CreateRoomRequest): Promise<CreatedRoom>;
  /** Open rooms, of one kind or of all. */
  listRooms(kind?: string): Promise<readonly RoomListing[]>;
  getRoom(id: string): Promise<RoomSummary>;
  /** The user of this username; rejects with status 404 if nobody signed up by it. */
  findUser(username: string): Promise<{ readonly userId: string; readonly name: string }>;
  /** Deletes a room that one made; whoever is in it is told that it is gone. */
  deleteRoom(id: string): Promise<void>;
}

export function createApi(options: ApiOptions): Api {
  const send = sender(options);
  return {
    createRoom: ({ kind, name, options: roomOptions }) =>
      send("POST", "/rooms", {
        kind,
        ...(name === undefined ? {} : { name }),
        ...(roomOptions === undefined ? {} : { options: roomOptions }),
      }),
    listRooms: async (kind) => {
      const query = kind === undefined ? "" : `?kind=${encodeURIComponent(kind)}`;
      return (await send<{ readonly rooms: readonly RoomListing[] }>("GET", `/rooms${query}`))
        .rooms;
    },
    deleteRoom: async (id) => {
      await send("DELETE", `/rooms/${encodeURIComponent(id)}`);
    },
    findUser: (username) => send("GET", `/users?username=${encodeURIComponent(username)}`),
    getRoom: (id) => send("GET", `/rooms/${encodeURIComponent(id)}`),
  };
}
