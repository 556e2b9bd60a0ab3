import { type ApiOptions, requestAs, serverUrl } from "./request.js";
import { providerOf } from "./token.js";

/** What `GET /api/v1/ice` answers. */
export interface IceAnswer {
  readonly iceServers: readonly RTCIceServer[];
  readonly ttlSeconds: number;
}

/** Asks the server for `GET /api/v1/ice`. */
export function iceServersOf(options: ApiOptions): () => Promise<IceAnswer> {
  const token = providerOf(options.token);
  return async () => {
    const answer = await requestAs(token, {
      method: "GET",
      url: `${serverUrl(options.baseUrl)}/api/v1/ice`,
      fetch: options.fetch ?? globalThis.fetch,
    });
    // The shape is the server's contract (docs/PROTOCOL.md).
    return answer as unknown as IceAnswer;
  };
}
