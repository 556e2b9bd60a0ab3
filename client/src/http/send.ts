import type { JsonObject } from "../state/json.js";
import { type ApiOptions, type HttpRequest, requestAs, requestJson, serverUrl } from "./request.js";
import { providerOf } from "./token.js";

/**
 * Asks a route of the server's API, such as `/rooms`, and answers its JSON. The shapes of bodies and answers are the
 * server's contract (`/api/openapi.json`). Rejects with an `HttpProblem`.
 */
export type Send = <T>(method: HttpRequest["method"], path: string, body?: object) => Promise<T>;

/** For whom the token names. */
export function sender(options: ApiOptions): Send {
  const provider = providerOf(options.token);
  return async <T>(...asked: Parameters<Send>) =>
    (await requestAs(provider, request(options, ...asked))) as T;
}

/** For routes that ask for no token. */
export function openSender(options: Omit<ApiOptions, "token">): Send {
  return async <T>(...asked: Parameters<Send>) =>
    (await requestJson(request(options, ...asked))) as T;
}

function request(
  options: Omit<ApiOptions, "token">,
  method: HttpRequest["method"],
  path: string,
  body?: object,
): HttpRequest {
  return {
    method,
    url: `${serverUrl(options.baseUrl)}/api/v1${path}`,
    fetch: options.fetch ?? globalThis.fetch,
    // Made of JSON values alone, but an interface has no index signature to say so.
    ...(body === undefined ? {} : { body: body as JsonObject }),
  };
}
