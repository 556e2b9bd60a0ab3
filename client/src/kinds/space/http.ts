import type { ChatPage } from "../../chat/types.js";
import type { ApiOptions } from "../../http/request.js";
import { sender } from "../../http/send.js";
import type { SpaceMap } from "./map.js";

/** What a space is looked up with besides `createSpacesApi`. Each rejects with an `HttpProblem`. */
export interface SpaceApi {
  map(mapId: string): Promise<SpaceMap>;
  /** What was said before a message, or the newest. */
  chatBefore(spaceId: string, before: string | undefined): Promise<ChatPage>;
}

export function createSpaceApi(options: ApiOptions): SpaceApi {
  const send = sender(options);
  const part = encodeURIComponent;
  return {
    map: (mapId) => send("GET", `/maps/${part(mapId)}`),
    chatBefore: (spaceId, before) => {
      const from = before === undefined ? "" : `&before=${part(before)}`;
      return send("GET", `/rooms/${part(spaceId)}/chat?limit=50${from}`);
    },
  };
}
