import type { Json, JsonObject } from "../state/json.js";
import { type ApiOptions, requestAs, serverUrl } from "./request.js";
import { providerOf } from "./token.js";

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
  /** Deletes a room that one made; whoever is in it is told that it is gone. */
  deleteRoom(id: string): Promise<void>;
}

export function createApi(options: ApiOptions): Api {
  const provider = providerOf(options.token);
  const fetch = options.fetch ?? globalThis.fetch;

  const request = (method: "GET" | "POST" | "DELETE", path: string, body?: Json): Promise<Json> =>
    requestAs(provider, {
      method,
      url: `${serverUrl(options.baseUrl)}/api/v1${path}`,
      fetch,
      ...(body === undefined ? {} : { body }),
    });

  // The shapes of the answers are the server's contract (docs/PROTOCOL.md).
  return {
    createRoom: async ({ kind, name, options: roomOptions }) =>
      (await request("POST", "/rooms", {
        kind,
        ...(name === undefined ? {} : { name }),
        ...(roomOptions === undefined ? {} : { options: roomOptions }),
      })) as unknown as CreatedRoom,
    listRooms: async (kind) => {
      const query = kind === undefined ? "" : `?kind=${encodeURIComponent(kind)}`;
      const answer = (await request("GET", `/rooms${query}`)) as {
        readonly rooms: Json;
      };
      return answer.rooms as unknown as readonly RoomListing[];
    },
    deleteRoom: async (id) => {
      await request("DELETE", `/rooms/${encodeURIComponent(id)}`);
    },
    getRoom: async (id) =>
      (await request("GET", `/rooms/${encodeURIComponent(id)}`)) as unknown as RoomSummary,
  };
}
