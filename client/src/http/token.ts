import { isObject, type Json, own } from "../state/json.js";
import { HttpProblem } from "./request.js";

/** Gives a token; with `renew` a fresh one, since the last is about to expire or was refused. */
export type TokenProvider = (request: { readonly renew: boolean }) => Promise<string>;

/** What a client may read of its own token; it is the server that checks it. Milliseconds since 1970. */
export interface TokenTimes {
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
}

/** The times in a JWT; nulls where it names none or is no JWT. */
export function tokenTimes(token: string): TokenTimes {
  const claims = claimsOf(token);
  const millis = (name: string): number | null => {
    const seconds = isObject(claims) ? own(claims, name) : undefined;
    return typeof seconds === "number" ? seconds * 1000 : null;
  };
  return { issuedAt: millis("iat"), expiresAt: millis("exp") };
}

/** How long before its end a token is renewed: a minute, or a fifth of a short life. */
export function renewalMarginMillis({ issuedAt, expiresAt }: TokenTimes): number {
  const minute = 60_000;
  if (issuedAt === null || expiresAt === null) return minute;
  return Math.min(minute, (expiresAt - issuedAt) / 5);
}

export function providerOf(token: string | TokenProvider): TokenProvider {
  return typeof token === "string" ? async () => token : token;
}

/**
 * For a token that can't be renewed, such as an account's: when another is asked for, since this one is about to end or
 * was refused, `ended` is called and the answer is a 401. Whoever it was has to sign in again.
 */
export function heldToken(token: string, ended: () => void): TokenProvider {
  return async ({ renew }) => {
    if (!renew) return token;
    ended();
    throw new HttpProblem(401, "FORBIDDEN", "the sign-in has run out");
  };
}

function claimsOf(token: string): Json {
  const payload = token.split(".")[1] ?? "";
  try {
    return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as Json;
  } catch {
    return null;
  }
}
