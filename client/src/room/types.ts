import type { TokenProvider } from "../http/token.js";
import type { Json, JsonObject, Patch, Path } from "../state/json.js";
import type { Store } from "../state/store.js";
import type { ErrorCode, RoomEvent, RoomInfo } from "../wire/frames.js";
import type { SocketConstructor } from "../wire/socket.js";
import type { Timers } from "../wire/timers.js";

/** How the connection stands. */
export type RoomStatus =
  | { readonly state: "connecting" }
  | { readonly state: "joined" }
  /** Lost, and coming back by itself; `attempt` counts from 1, the view keeps the last known state. */
  | { readonly state: "reconnecting"; readonly attempt: number }
  /**
   * The server said no; nothing more happens until {@link Room.rejoin}. `code` is a close code: 4400 bad
   * frames, 4401 token, 4403 forbidden (also: passphrase needed), 4404 no such room, 4409 replaced by a newer
   * connection of the same member. HTTP refusals of the handshake (401, 403, 404) come as 4401, 4403, 4404.
   */
  | {
      readonly state: "refused";
      readonly code: number;
      readonly reason: string;
    }
  | { readonly state: "closed" };

/** The answer to a command that took effect. */
export interface Ack {
  readonly epoch: number;
  readonly version: number;
  /** False for a lazy command: applied, and kept within 250 ms. */
  readonly durable: boolean;
}

/**
 * What a command will likely change: a merge patch on the view, or a function that makes one from the view
 * below it. It lies over the view until the answer, is laid again over each incoming patch, and should say
 * "is 5" rather than "one more", since for a moment it may lie over its own effect.
 */
export type Prediction<View> = Patch | ((view: View) => Patch);

export interface CommandOptions<View> {
  readonly predict?: Prediction<View>;
}

export interface CastOptions {
  /** Of casts with the same type and key within `withinMillis` only the last is sent. */
  readonly coalesce?: string;
  /** Default 16, one animation frame. */
  readonly withinMillis?: number;
}

/** A change that only this client sees, e.g. the object under one's own finger. */
export interface Preview<View = JsonObject> {
  set(change: Prediction<View>): void;
  clear(): void;
}

/** What a view holds at a path, as far as its type says; undefined where nothing may be there. */
export type ValueAt<T, P extends Path> = P extends readonly []
  ? T
  : P extends readonly [infer Key extends string, ...infer Rest extends readonly string[]]
    ? ValueAt<Child<T, Key>, Rest> | undefined
    : Json | undefined;

type Child<T, Key extends string> = T extends readonly unknown[]
  ? undefined
  : T extends object
    ? Key extends keyof T
      ? T[Key]
      : Json | undefined
    : undefined;

/** A connection to one room that keeps itself up, and the live view of what this member may see. */
export interface Room<View extends object = JsonObject> {
  readonly id: string;
  readonly status: Store<RoomStatus>;
  /** This member's id; null before the first join, and for who only watches. */
  readonly self: () => string | null;
  /** The room's id, kind and name; null before the first join. */
  readonly info: () => RoomInfo | null;
  /** Round trip in milliseconds; null until measured. */
  readonly latencyMillis: Store<number | null>;
  /** The server's clock as well as it is known, milliseconds since 1970. */
  serverNow(): number;

  /** The view as a store. `{}` before the first join. */
  readonly view: Store<View>;
  /** The whole view. Unchanged parts keep their identity from one version to the next. */
  get(): View;
  /** The value at a path; undefined when there is none. */
  get<const P extends Path>(path: P): ValueAt<View, P>;
  /** Calls back when the value at `path` has changed, and only then; answers the way to stop. */
  subscribe<const P extends Path>(path: P, callback: (value: ValueAt<View, P>) => void): () => void;
  /**
   * Calls back for each entry of the object at `path` that is another, came or went; answers the way to stop. Before
   * other callbacks, and no place to change the view from.
   */
  each(path: Path, callback: (key: string, value: Json | undefined) => void): () => void;
  /** A store of the value at `path`. */
  at<const P extends Path>(path: P): Store<ValueAt<View, P>>;

  /**
   * Asks the room for a change. Resolves when it took effect, rejects with a {@link RoomError} when not. While
   * offline up to 256 wait; they take effect once, however often the connection breaks.
   */
  command(type: string, payload: JsonObject, options?: CommandOptions<View>): Promise<Ack>;
  /** Sends without asking for an answer; lost when offline. For drags, cursors, walking. */
  cast(type: string, payload: JsonObject, options?: CastOptions): void;
  /** Lays a local change over the view until cleared. */
  preview(change: Prediction<View>): Preview<View>;

  /** Calls back for each event of this type; answers the way to stop. */
  on(type: string, callback: (event: RoomEvent) => void): () => void;
  /** Calls back for refusals that belong to no command: a refused cast, a protocol error. */
  onError(callback: (error: RoomError) => void): () => void;
  /** Calls back when events were missed while away (the state is complete all the same). */
  onEventsLost(callback: () => void): () => void;

  /** Tries again after `refused` or `closed`, e.g. with the passphrase asked for, or to take over from another tab. */
  rejoin(changes?: { readonly name?: string; readonly passphrase?: string }): void;
  /** Closes for good; open commands reject with CLOSED. */
  leave(): void;
}

/** A refusal as a typed error. */
export class RoomError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = "RoomError";
    this.code = code;
  }
}

export interface JoinOptions {
  readonly roomId: string;
  /** Where the server is, e.g. `https://example.org`; default: the page's own origin. */
  readonly baseUrl?: string;
  readonly token: string | TokenProvider;
  /**
   * Layers to watch instead of joining, e.g. `["all"]`, where the room's kind lets this user: one sees what happens in them, takes
   * no seat, and is nobody there. Commands are refused, casts are not sent.
   */
  readonly watch?: readonly string[];
  /** The lobby at `/lobby` in place of a room: `joinLobby`. */
  readonly isLobby?: boolean;
  /** The name to be known by in the room. */
  readonly name?: string;
  /** Needed if this member has set one. */
  readonly passphrase?: string;
  /** Default `globalThis.WebSocket`; Node 20 has none: pass the one of the package `ws`. */
  readonly WebSocket?: SocketConstructor;
  readonly fetch?: typeof globalThis.fetch;
  /** "json" where frames are to be read in the browser's network panel; default "binary", if the server has it. */
  readonly wire?: "binary" | "json";
  /** Sees each frame that comes and goes, readable whatever is spoken; e.g. `console.debug`. */
  readonly debug?: (way: "in" | "out", frame: unknown) => void;
  /** An opened socket that brings no `joined` in this time is abandoned for a new one; default 1000. */
  readonly joinLimitMillis?: number;
  readonly timers?: Timers;
  /** Default `Math.random`; jitter for reconnects. */
  readonly random?: () => number;
}
