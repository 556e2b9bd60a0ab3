import type { JsonObject } from "./json.js";
import type { JoinOptions, Room } from "./room.js";

/** Joins a room and stays in it, across broken connections, until `leave()` or a refusal. */
export function joinRoom<View extends object = JsonObject>(_options: JoinOptions): Room<View> {
  throw new Error("not yet");
}
