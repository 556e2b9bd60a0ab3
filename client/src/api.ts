import type { JsonObject } from "./json.js";
import type { TokenProvider } from "./room.js";

export interface ApiOptions {
  readonly baseUrl?: string;
  readonly token: string | TokenProvider;
  readonly fetch?: typeof globalThis.fetch;
}

export interface RoomListing {
  readonly id: string;
  readonly kind: string;
  readonly name?: string;
  /** Members connected now. */
  readonly online: number;
  /** Members known, connected or not. */
  readonly members: number;
  /** Milliseconds since 1970 or an ISO time, as the server gives it. */
  readonly createdAt?: number | string;
}

export interface CreateRoomRequest {
  readonly kind: string;
  readonly name?: string;
  readonly options?: JsonObject;
}

/** The server's HTTP routes for rooms. Each rejects with an {@link HttpProblem}. */
export interface Api {
  createRoom(
    request: CreateRoomRequest,
  ): Promise<{ readonly id: string; readonly kind: string; readonly url: string }>;
  listRooms(kind?: string): Promise<readonly RoomListing[]>;
  getRoom(id: string): Promise<RoomListing>;
}

/** An HTTP refusal (RFC 9457). `status` is 0 when the server could not be reached. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "HttpProblem";
    this.status = status;
    this.code = code;
  }
}

export function createApi(_options: ApiOptions): Api {
  throw new Error("not yet");
}
