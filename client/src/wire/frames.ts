import type { Json, JsonObject } from "../state/json.js";
import type { ByLayer, LayerChanges } from "../state/replica.js";

/** What the client sends. The subprotocol decides how it is written; here it is JSON. */
export type ClientFrame =
  | { readonly type: "join"; readonly payload: JoinPayload }
  | { readonly type: "watch"; readonly payload: WatchPayload }
  | { readonly type: "ping"; readonly payload: { readonly t: number } }
  | { readonly type: "auth"; readonly payload: { readonly token: string } }
  /** These layers are held otherwise than the server has them. */
  | { readonly type: "differs"; readonly payload: { readonly layers: readonly string[] } }
  | CommandFrame;

export interface CommandFrame {
  readonly type: string;
  readonly seq?: number;
  readonly payload: JsonObject;
}

export interface JoinPayload {
  readonly name?: string;
  readonly passphrase?: string;
  readonly resume?: ResumePoint;
}

/** P23: layers to look at without being a member. */
export interface WatchPayload {
  readonly layers: readonly string[];
}

/** Up to where a session has seen the room. */
export interface ResumePoint {
  readonly session: string;
  readonly epoch: number;
  readonly version: number;
}

export interface Joined extends ResumePoint {
  readonly room: RoomInfo;
  /** Null for who only watches. */
  readonly self: string | null;
  /** The server's clock, milliseconds since 1970. */
  readonly now: number;
  readonly state:
    | { readonly resumed: false; readonly layers: ByLayer; readonly live: ByLayer | null }
    | {
        readonly resumed: true;
        readonly changes: LayerChanges;
        /** All live layers that are held, whole. */
        readonly live: ByLayer | null;
        readonly events: readonly RoomEvent[];
        readonly eventsLost: boolean;
      };
}

/** What the server sends, told apart by `kind` since an event may have any type. */
export type ServerFrame =
  | { readonly kind: "joined"; readonly joined: Joined }
  | {
      readonly kind: "patch";
      readonly epoch: number;
      readonly version: number;
      readonly changes: LayerChanges;
    }
  | {
      readonly kind: "ack";
      readonly seq: number;
      readonly epoch: number;
      readonly version: number;
      readonly durable: boolean;
    }
  | {
      readonly kind: "reject";
      readonly seq: number | null;
      readonly code: ErrorCode;
      readonly message: string;
    }
  | {
      readonly kind: "error";
      readonly code: ErrorCode;
      readonly message: string;
    }
  | { readonly kind: "pong"; readonly t: number; readonly now: number }
  | { readonly kind: "event"; readonly event: RoomEvent }
  /** Which of the layers held are not what the server has: none, unless there is a bug. */
  | { readonly kind: "check"; readonly differ: readonly string[] }
  /** Reserved for the protocol and of no use to this client. */
  | { readonly kind: "other" };

/** Why a command was refused, by the server or by this client. */
export type ErrorCode =
  | "BAD_REQUEST"
  | "UNKNOWN_COMMAND"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "TOO_LARGE"
  | "UNAVAILABLE"
  | "INTERNAL"
  /** The room forgot this session: whether the command took effect can't be known. */
  | "UNKNOWN_OUTCOME"
  /** The connection was left or refused before an answer came. */
  | "CLOSED";

/** Something that happened in the room and is not state: a chat message, a dice roll. */
export interface RoomEvent<Payload = Json> {
  readonly type: string;
  /** The member who caused it; absent when the room itself did. */
  readonly from?: string;
  /** The room's version in which it happened, if the server tells. */
  readonly version?: number;
  readonly payload: Payload;
}

export interface RoomInfo {
  readonly id: string;
  readonly kind: string;
  readonly name?: string;
}
