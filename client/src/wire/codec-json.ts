import {
  isObject,
  type Json,
  type JsonObject,
  type JsonObjectBuilder,
  own,
  put,
} from "../state/json.js";
import type { ByLayer, LayerChanges } from "../state/replica.js";
import type { ClientFrame, ErrorCode, Joined, RoomEvent, ServerFrame } from "./frames.js";

export const SUBPROTOCOL = "roomkeeper.v1.json";

export function encodeFrame(frame: ClientFrame): string {
  return JSON.stringify(frame);
}

/** Reads a frame; throws a TypeError or SyntaxError that says what is wrong with it. */
export function decodeFrame(text: string): ServerFrame {
  const frame = object(JSON.parse(text) as Json, "a frame");
  const type = string(frame, "type");
  switch (type) {
    case "watching":
    case "joined":
      return {
        kind: "joined",
        joined: decodeJoined(object(frame.payload, "payload"), type === "joined"),
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
    case "watch":
    case "ping":
    case "auth":
    case "moving":
      return { kind: "other" };
    default:
      return { kind: "event", event: decodeEvent(frame) };
  }
}

function decodeJoined(payload: JsonObject, isMember: boolean): Joined {
  const room = object(payload.room, "room");
  const name = own(room, "name");
  const events = own(payload, "events");
  return {
    room: {
      id: string(room, "id"),
      kind: string(room, "kind"),
      ...(typeof name === "string" ? { name } : {}),
    },
    self: isMember ? string(payload, "self") : null,
    session: isMember ? string(payload, "session") : "",
    epoch: number(payload, "epoch"),
    version: number(payload, "version"),
    now: number(payload, "now"),
    state:
      own(payload, "resumed") === true
        ? {
            resumed: true,
            changes: decodeChanges(payload),
            live: decodeLive(payload),
            events: Array.isArray(events)
              ? events.map((event: Json) => decodeEvent(object(event, "an event")))
              : [],
            eventsLost: own(payload, "eventsLost") === true,
          }
        : {
            resumed: false,
            layers: object(payload.layers, "layers"),
            live: decodeLive(payload),
          },
  };
}

function decodeChanges(frame: JsonObject): LayerChanges {
  const changes = own(frame, "changes");
  const enter = own(frame, "enter");
  const leave = own(frame, "leave");
  const kept = changes === undefined ? {} : object(changes, "changes");
  const all = { ...kept, ...decodeOverlay(frame) };
  return {
    ...(Object.keys(all).length === 0 ? {} : { changes: all }),
    ...(enter === undefined ? {} : { enter: object(enter, "enter") }),
    ...(Array.isArray(leave)
      ? { leave: leave.filter((layer: Json) => typeof layer === "string") }
      : {}),
  };
}

/** Servers from before live layers send last values beside the changes: they are changes of the live twins. */
function decodeOverlay(frame: JsonObject): ByLayer {
  const overlay = own(frame, "overlay");
  if (overlay === undefined) return {};
  const patches = object(overlay, "overlay");
  const live: JsonObjectBuilder = {};
  for (const layer of Object.keys(patches)) put(live, `live:${layer}`, own(patches, layer) as Json);
  return live;
}

/** All live layers that are held from now on, whole; null from a server that knows none. */
function decodeLive(payload: JsonObject): ByLayer | null {
  const live = own(payload, "live");
  return live === undefined ? null : object(live, "live");
}

function decodeEvent(frame: JsonObject): RoomEvent {
  const from = own(frame, "from");
  const version = own(frame, "version");
  return {
    type: string(frame, "type"),
    ...(typeof from === "string" ? { from } : {}),
    ...(typeof version === "number" ? { version } : {}),
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
