import type { ChatPage } from "../../chat/types.js";
import type { ApiOptions } from "../../http/request.js";
import { requestAs, serverUrl } from "../../http/request.js";
import { providerOf } from "../../http/token.js";
import type { SpaceMap } from "./map.js";

/** What a space is looked up with besides `createSpacesApi`. Each rejects with an `HttpProblem`. */
export interface SpaceApi {
  map(mapId: string): Promise<SpaceMap>;
  /** What was said before a message, or the newest. */
  chatBefore(spaceId: string, before: string | undefined): Promise<ChatPage>;
}

export function createSpaceApi(options: ApiOptions): SpaceApi {
  const provider = providerOf(options.token);
  const fetch = options.fetch ?? globalThis.fetch;
  const part = encodeURIComponent;

  // The shapes of the answers are the server's contract (/api/openapi.json).
  async function get<T>(path: string): Promise<T> {
    const url = `${serverUrl(options.baseUrl)}/api/v1${path}`;
    return (await requestAs(provider, { method: "GET", url, fetch })) as unknown as T;
  }

  return {
    map: (mapId) => get<SpaceMap>(`/maps/${part(mapId)}`),
    chatBefore: (spaceId, before) => {
      const from = before === undefined ? "" : `&before=${part(before)}`;
      return get<ChatPage>(`/rooms/${part(spaceId)}/chat?limit=50${from}`);
    },
  };
}
