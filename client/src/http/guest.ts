import { isObject, own } from "../state/json.js";
import { requestJson, serverUrl } from "./request.js";
import type { TokenProvider } from "./token.js";
import { renewalMarginMillis, tokenTimes } from "./token.js";

/** Where a guest's key is kept; `localStorage` fits. */
export interface KeyStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface GuestOptions {
  /** The public name. */
  readonly name: string;
  /** Default: the page's own origin. */
  readonly baseUrl?: string;
  /** Default `localStorage`, or memory where there is none. */
  readonly storage?: KeyStorage;
  /** The entry in the storage; default `roomkeeper.guest`. */
  readonly storageKey?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds since 1970; default `Date.now`. */
  readonly now?: () => number;
}

/** Someone without an account, known by a secret that this browser made and keeps. */
export interface Guest {
  /** For `joinRoom` and `createApi`. */
  readonly token: TokenProvider;
  /** The public id that the server minted for this key. */
  userId(): Promise<string>;
}

interface Signed {
  readonly token: string;
  readonly userId: string;
  /** By this machine's clock, so that a wrong one does no harm. */
  readonly renewAt: number;
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A new guest key: a ULID, by which it can be told apart, and 160 random bits. It is a secret that goes to the server
 * and nowhere else.
 */
export function createGuestKey(now: number = Date.now()): string {
  return `${ulid(now)}.${crockford(crypto.getRandomValues(new Uint8Array(32)))}`;
}

/** The guest of this browser: takes the kept key, or makes one and keeps it. */
export function guest(options: GuestOptions): Guest {
  const fetch = options.fetch ?? globalThis.fetch;
  const now = options.now ?? Date.now;
  const key = keptKey(options.storage, options.storageKey ?? "roomkeeper.guest");
  let signed: Promise<Signed> | null = null;
  let underWay = false;

  async function sign(): Promise<Signed> {
    const answer = await requestJson({
      method: "POST",
      url: `${serverUrl(options.baseUrl)}/api/v1/guest`,
      authorization: `Guest ${key}`,
      body: { name: options.name },
      fetch,
    });
    const token = isObject(answer) ? own(answer, "token") : undefined;
    const userId = isObject(answer) ? own(answer, "userId") : undefined;
    if (typeof token !== "string" || typeof userId !== "string") {
      throw new TypeError("the answer to a guest should hold token and userId");
    }
    const times = tokenTimes(token);
    const life =
      times.issuedAt !== null && times.expiresAt !== null
        ? times.expiresAt - times.issuedAt
        : Number.POSITIVE_INFINITY;
    return {
      token,
      userId,
      renewAt: now() + life - renewalMarginMillis(times),
    };
  }

  /** One request at a time, however many rooms ask. */
  function renew(): Promise<Signed> {
    if (signed && underWay) return signed;
    underWay = true;
    const request = sign().finally(() => {
      underWay = false;
    });
    signed = request;
    request.catch(() => {
      if (signed === request) signed = null;
    });
    return request;
  }

  async function current(): Promise<Signed> {
    const kept = await (signed ?? renew());
    return kept.renewAt <= now() ? renew() : kept;
  }

  return {
    token: async (request) => (await (request.renew ? renew() : current())).token,
    userId: async () => (await current()).userId,
  };
}

/** The key that a browser keeps, to sign up with; null where no guest was here. */
export function keptGuestKey(storage?: KeyStorage, storageKey = "roomkeeper.guest"): string | null {
  try {
    const kept = (storage ?? globalThis.localStorage)?.getItem(storageKey) ?? null;
    return kept !== null && isGuestKey(kept) ? kept : (madeHere.get(storageKey) ?? null);
  } catch {
    return madeHere.get(storageKey) ?? null;
  }
}

/** Forgets the key, as one does whose account took the guest over: the next guest here is another. */
export function forgetGuestKey(storageKey = "roomkeeper.guest"): void {
  madeHere.delete(storageKey);
  try {
    globalThis.localStorage?.removeItem(storageKey);
  } catch {
    // A page may be forbidden to store anything; then nothing was kept.
  }
}

/** The kept key, or a new one; where a page may not keep it, the guest lasts as long as the page. */
function keptKey(given: KeyStorage | undefined, entry: string): string {
  let storage: KeyStorage | undefined;
  try {
    storage = given ?? globalThis.localStorage;
    // No page, as on Node: whoever wants to be the same guest again passes a storage.
    if (!storage) return createGuestKey();
    const kept = storage.getItem(entry);
    if (kept && isGuestKey(kept)) return kept;
  } catch {
    // A page may be forbidden to store anything.
  }
  const made = madeHere.get(entry) ?? createGuestKey();
  try {
    if (!storage) throw new TypeError("there is no storage");
    storage.setItem(entry, made);
  } catch {
    // It is full or forbidden.
    madeHere.set(entry, made);
  }
  return made;
}

/** The keys that this page made and could not store: they must stay the same all the same. */
const madeHere = new Map<string, string>();

/** Whether the server can take it, by its own rule; what else may be kept there it would refuse for ever. */
function isGuestKey(key: string): boolean {
  const [, secret] =
    /^(?:[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}\.)?([A-Za-z0-9_-]{22,})=*$/.exec(key) ?? [];
  if (secret === undefined || key.length > 256 || new Set(secret).size < 8) return false;
  const isShortHex = /^[0-9A-Fa-f]{0,31}$/.test(secret);
  return !isShortHex && !/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(secret);
}

/** 48 bits of time and 80 random bits, as 26 characters that sort by time. */
function ulid(now: number): string {
  let time = "";
  for (let rest = now, i = 0; i < 10; i += 1, rest = Math.floor(rest / 32)) {
    time = CROCKFORD.charAt(rest % 32) + time;
  }
  return time + crockford(crypto.getRandomValues(new Uint8Array(16)));
}

/** Five random bits of each byte as one character. */
function crockford(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => CROCKFORD.charAt(byte & 31)).join("");
}
