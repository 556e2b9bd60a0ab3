import type { Standing } from "../http/matches.js";
import { joinRoom } from "./join.js";
import type { JoinOptions, Room } from "./types.js";

/** Looks on how one stands in the queue, across broken connections, until `leave()`. It takes no commands. */
export function joinLobby(
  options: Omit<JoinOptions, "roomId" | "watch" | "isLobby">,
): Room<Standing> {
  return joinRoom<Standing>({ ...options, roomId: "queue", isLobby: true });
}
