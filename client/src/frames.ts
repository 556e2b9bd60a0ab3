import { isObject, type Json, type JsonObject, own } from "./json.js";
import type { ByLayer, LayerChanges } from "./replica.js";
import type { ErrorCode, RoomEvent, RoomInfo } from "./room.js";

/** What the client sends. The subprotocol decides how it is written; here it is JSON. */
export type ClientFrame =
  | { readonly type: "join"; readonly payload: JoinPayload }
  | { readonly type: "ping"; readonly payload: { readonly t: number } }
  | { readonly type: "auth"; readonly payload: { readonly token: string } }
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

/** Up to where a session has seen the room. */
export interface ResumePoint {
  readonly session: string;
  readonly epoch: number;
  readonly version: number;
}

export interface Joined extends ResumePoint {
  readonly room: RoomInfo;
  readonly self: string;
  /** The server's clock, milliseconds since 1970. */
  readonly now: number;
  readonly state:
    | { readonly resumed: false; readonly layers: ByLayer }
    | {
        readonly resumed: true;
        readonly changes: LayerChanges;
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
  /** Reserved for the protocol and of no use to this client. */
  | { readonly kind: "other" };

export const SUBPROTOCOL = "roomkeeper.v1.json";

export function encodeFrame(frame: ClientFrame): string {
  return JSON.stringify(frame);
}

/** Reads a frame; throws a TypeError or SyntaxError that says what is wrong with it. */
export function decodeFrame(text: string): ServerFrame {
  const frame = object(JSON.parse(text) as Json, "a frame");
  const type = string(frame, "type");
  switch (type) {
    case "joined":
      return {
        kind: "joined",
        joined: decodeJoined(object(frame.payload, "payload")),
      };
    case "patch":
      return {
        kind: "patch",
        epoch: number(frame, "epoch"),
        version: number(frame, "version"),
        changes: decodeChanges(frame),
      };
    case "ack":
      return {
        kind: "ack",
        seq: number(frame, "seq"),
        epoch: number(frame, "epoch"),
        version: number(frame, "version"),
        durable: own(frame, "durable") !== false,
      };
    case "reject":
      return {
        kind: "reject",
        seq: own(frame, "seq") === undefined ? null : number(frame, "seq"),
        code: string(frame, "code") as ErrorCode,
        message: string(frame, "message"),
      };
    case "error":
      return {
        kind: "error",
        code: string(frame, "code") as ErrorCode,
        message: string(frame, "message"),
      };
    case "pong": {
      const payload = object(frame.payload, "payload");
      return {
        kind: "pong",
        t: number(payload, "t"),
        now: number(payload, "now"),
      };
    }
    case "join":
    case "ping":
    case "auth":
    case "moving":
      return { kind: "other" };
    default:
      return { kind: "event", event: decodeEvent(frame) };
  }
}

function decodeJoined(payload: JsonObject): Joined {
  const room = object(payload.room, "room");
  const name = own(room, "name");
  const events = own(payload, "events");
  return {
    room: {
      id: string(room, "id"),
      kind: string(room, "kind"),
      ...(typeof name === "string" ? { name } : {}),
    },
    self: string(payload, "self"),
    session: string(payload, "session"),
    epoch: number(payload, "epoch"),
    version: number(payload, "version"),
    now: number(payload, "now"),
    state:
      own(payload, "resumed") === true
        ? {
            resumed: true,
            changes: decodeChanges(payload),
            events: Array.isArray(events)
              ? events.map((event: Json) => decodeEvent(object(event, "an event")))
              : [],
            eventsLost: own(payload, "eventsLost") === true,
          }
        : { resumed: false, layers: object(payload.layers, "layers") },
  };
}

function decodeChanges(frame: JsonObject): LayerChanges {
  const changes = own(frame, "changes");
  const enter = own(frame, "enter");
  const leave = own(frame, "leave");
  const overlay = own(frame, "overlay");
  return {
    ...(changes === undefined ? {} : { changes: object(changes, "changes") }),
    ...(enter === undefined ? {} : { enter: object(enter, "enter") }),
    ...(Array.isArray(leave)
      ? { leave: leave.filter((layer: Json) => typeof layer === "string") }
      : {}),
    ...(overlay === undefined ? {} : { overlay: object(overlay, "overlay") }),
  };
}

function decodeEvent(frame: JsonObject): RoomEvent {
  const from = own(frame, "from");
  return {
    type: string(frame, "type"),
    ...(typeof from === "string" ? { from } : {}),
    payload: own(frame, "payload") ?? {},
  };
}

function object(value: Json | undefined, what: string): JsonObject {
  if (!isObject(value)) throw new TypeError(`${what} should be an object`);
  return value;
}

function string(frame: JsonObject, key: string): string {
  const value = own(frame, key);
  if (typeof value !== "string") throw new TypeError(`${key} should be a string`);
  return value;
}

function number(frame: JsonObject, key: string): number {
  const value = own(frame, key);
  if (typeof value !== "number") throw new TypeError(`${key} should be a number`);
  return value;
}
