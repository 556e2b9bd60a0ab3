import { isObject, type Json, own } from "../state/json.js";
import type { TokenProvider } from "./token.js";

export interface ApiOptions {
  /** Default: the page's own origin. */
  readonly baseUrl?: string;
  readonly token: string | TokenProvider;
  readonly fetch?: typeof globalThis.fetch;
}

/** An HTTP refusal (RFC 9457). `status` is 0 when the server could not be reached. */
export class HttpProblem extends Error {
  readonly status: number;
  /** A code as commands are refused with, e.g. NOT_FOUND; empty when the server gave none. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "HttpProblem";
    this.status = status;
    this.code = code;
  }
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  /** None for what is open to everybody. */
  readonly authorization?: string;
  readonly body?: Json;
  readonly fetch: typeof globalThis.fetch;
}

/** No answer in this time counts as unreachable. */
const LIMIT_MILLIS = 10_000;

/** Sends a request and answers the JSON that came back; rejects with an {@link HttpProblem}. */
export async function requestJson(request: HttpRequest): Promise<Json> {
  // Not `request.fetch(…)`: browsers refuse to run their fetch as a method of another object.
  const { fetch } = request;
  let response: Response;
  let text: string;
  try {
    response = await fetch(request.url, {
      method: request.method,
      headers: {
        ...(request.authorization === undefined ? {} : { authorization: request.authorization }),
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: AbortSignal.timeout(LIMIT_MILLIS),
    });
    text = await response.text();
  } catch (error) {
    throw new HttpProblem(0, "UNAVAILABLE", unreachable(request.url, error));
  }
  const body = parse(text);
  if (response.ok && body !== undefined) return body;
  if (response.ok) {
    throw new HttpProblem(response.status, "INTERNAL", "the answer is no JSON");
  }
  const problem = isObject(body) ? body : {};
  const code = own(problem, "code");
  const detail = own(problem, "detail") ?? own(problem, "message") ?? own(problem, "title");
  throw new HttpProblem(
    response.status,
    typeof code === "string" ? code : "",
    typeof detail === "string" ? detail : `HTTP ${response.status}`,
  );
}

/** The same for somebody: with their token, and once more with a fresh one where the server no longer takes it. */
export async function requestAs(
  provider: TokenProvider,
  request: Omit<HttpRequest, "authorization">,
): Promise<Json> {
  const attempt = async (renew: boolean): Promise<Json> =>
    requestJson({ ...request, authorization: `Bearer ${await provider({ renew })}` });
  try {
    return await attempt(false);
  } catch (error) {
    if (error instanceof HttpProblem && error.status === 401) return attempt(true);
    throw error;
  }
}

/**
 * The server's address without a slash at the end. The default is the page's own origin, and the path below which the
 * server's own pages say that it is found.
 */
export function serverUrl(baseUrl: string | undefined): string {
  const url = baseUrl ?? pageServer();
  if (!url) throw new TypeError("baseUrl is needed where there is no page");
  return url.replace(/\/+$/, "");
}

function pageServer(): string | undefined {
  const origin = globalThis.location?.origin;
  const named = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="roomkeeper-path"]');
  return origin && origin + (named?.content ?? "");
}

/** Browsers don't say why; to a page of another origin the likeliest reason is that the server does not know it. */
function unreachable(url: string, error: unknown): string {
  const sentence = `the server can't be reached: ${String(error)}`;
  const page = globalThis.location?.origin;
  const isForeign = page !== undefined && page !== "null" && new URL(url, page).origin !== page;
  return isForeign
    ? `${sentence}. If it runs, it does not take pages of ${page}: start it with --origin ${page}`
    : sentence;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
