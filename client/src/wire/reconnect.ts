/** What to do after a socket closed. */
export type AfterClose =
  | { readonly next: "retry"; readonly delayMillis: number }
  | { readonly next: "refused" };

const BACKOFF_FIRST_MILLIS = 200;
const BACKOFF_MAX_MILLIS = 5_000;
const MOVING_JITTER_MILLIS = 200;

/** The room is fine, and is elsewhere or about to be back: come at once, but not all in the same instant. */
const MOVING = new Set([4503, 1012]);
/** Trying again without a change on this side would meet the same answer. */
const REFUSED = new Map([
  [4400, "the server could not read this client's frames"],
  [4401, "the token is invalid or has expired"],
  [4403, "not allowed in, or a passphrase is needed"],
  [4404, "there is no such room"],
  [4409, "a newer connection of the same member took over"],
]);

/**
 * Rule P21. `failures` is how many attempts failed in a row before this one; `random` gives numbers from 0 to 1.
 */
export function afterClose(code: number, failures: number, random: () => number): AfterClose {
  if (REFUSED.has(code)) return { next: "refused" };
  if (MOVING.has(code)) return { next: "retry", delayMillis: random() * MOVING_JITTER_MILLIS };
  return { next: "retry", delayMillis: backoffMillis(failures, random) };
}

/** Between 0.1 s and 5 s, doubling, and spread over the upper half of each step. */
export function backoffMillis(failures: number, random: () => number): number {
  const step = Math.min(BACKOFF_MAX_MILLIS, BACKOFF_FIRST_MILLIS * 2 ** Math.min(failures, 16));
  return step * (0.5 + 0.5 * random());
}

/** A sentence for a close code, where the server gave none. */
export function refusalReason(code: number, given: string): string {
  return given || (REFUSED.get(code) ?? `closed with ${code}`);
}
