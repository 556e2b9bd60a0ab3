import type { ApiOptions } from "./request.js";
import { sender } from "./send.js";

/** What `GET /api/v1/ice` answers. */
export interface IceAnswer {
  readonly iceServers: readonly RTCIceServer[];
  readonly ttlSeconds: number;
}

/** Asks the server for `GET /api/v1/ice`. */
export function iceServersOf(options: ApiOptions): () => Promise<IceAnswer> {
  const send = sender(options);
  return () => send("GET", "/ice");
}
