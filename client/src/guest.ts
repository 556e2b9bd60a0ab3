import type { TokenProvider } from "./room.js";

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
}

/** Someone without an account, known by a secret that this browser made and keeps. */
export interface Guest {
  /** For `joinRoom` and `createApi`. */
  readonly token: TokenProvider;
  /** The public id that the server minted for this key. */
  userId(): Promise<string>;
}

/** A new guest key: a ULID as label and 160 random bits. It is a secret: it goes to the server and nowhere else. */
export function createGuestKey(): string {
  throw new Error("not yet");
}

/** The guest of this browser: takes the kept key, or makes one. */
export function guest(_options: GuestOptions): Guest {
  throw new Error("not yet");
}
