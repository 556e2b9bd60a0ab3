import type { ApiOptions } from "../api.js";
import { HttpProblem, requestJson, serverUrl } from "../http.js";
import type { Json, JsonObject } from "../json.js";
import { providerOf } from "../token.js";
import type {
  AvatarKind,
  ElementKind,
  ElementRequest,
  SpaceMap,
  SpaceSummary,
} from "./catalogue.js";
import type { ChatPage } from "./stores.js";

/** The server's HTTP routes for spaces. Each rejects with an {@link HttpProblem}. */
export interface SpaceApi {
  space(spaceId: string): Promise<SpaceSummary>;
  map(mapId: string): Promise<SpaceMap>;
  elements(): Promise<readonly ElementKind[]>;
  avatars(): Promise<readonly AvatarKind[]>;
  /** Answers the placed element's id. */
  place(request: ElementRequest): Promise<string>;
  remove(placedId: string): Promise<void>;
  /** The room of the table at an element: the one that is there, or a new one. */
  openTable(spaceId: string, placedId: string): Promise<string>;
  /** What was said before a message, or the newest. */
  chatBefore(spaceId: string, before: string | undefined): Promise<ChatPage>;
}

export function createSpaceApi(options: ApiOptions): SpaceApi {
  const provider = providerOf(options.token);
  const fetch = options.fetch ?? globalThis.fetch;

  async function request(
    method: "GET" | "POST" | "DELETE",
    path: string,
    body?: JsonObject,
  ): Promise<Json> {
    const attempt = async (renew: boolean): Promise<Json> =>
      requestJson({
        method,
        url: `${serverUrl(options.baseUrl)}/api/v1${path}`,
        authorization: `Bearer ${await provider({ renew })}`,
        fetch,
        ...(body === undefined ? {} : { body }),
      });
    try {
      return await attempt(false);
    } catch (error) {
      if (error instanceof HttpProblem && error.status === 401) return attempt(true);
      throw error;
    }
  }

  // The shapes of the answers are the server's contract (/api/openapi.json).
  async function get<T>(path: string): Promise<T> {
    return (await request("GET", path)) as unknown as T;
  }

  const part = encodeURIComponent;
  return {
    space: (spaceId) => get<SpaceSummary>(`/space/${part(spaceId)}`),
    map: (mapId) => get<SpaceMap>(`/maps/${part(mapId)}`),
    elements: async () => (await get<{ elements: readonly ElementKind[] }>("/elements")).elements,
    avatars: async () => (await get<{ avatars: readonly AvatarKind[] }>("/avatars")).avatars,
    place: async ({ spaceId, elementId, x, y }) => {
      const answer = await request("POST", "/space/element", { spaceId, elementId, x, y });
      return (answer as { readonly id: string }).id;
    },
    remove: async (placedId) => {
      await request("DELETE", "/space/element", { id: placedId });
    },
    openTable: async (spaceId, placedId) => {
      const answer = await request("POST", "/space/table", { spaceId, id: placedId });
      return (answer as { readonly roomId: string }).roomId;
    },
    chatBefore: (spaceId, before) =>
      get<ChatPage>(
        `/rooms/${part(spaceId)}/chat?limit=50${before === undefined ? "" : `&before=${part(before)}`}`,
      ),
  };
}
