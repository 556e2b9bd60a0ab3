import { type ApiOptions, HttpProblem } from "./request.js";
import { sender } from "./send.js";

/** Somebody in a waiting room or a party. */
export interface QueuedPerson {
  readonly userId: string;
  readonly name: string;
}

/** How one stands in the queue: docs/matchmaking.md. Times in milliseconds since 1970. */
export interface Standing {
  /**
   * `none`: neither waits nor plays. `gathering`: the party is not whole. `waiting`: without a seat. `placed`: with a seat
   * in a waiting room. `playing`: in the match `roomId`.
   */
  readonly state: "none" | "gathering" | "waiting" | "placed" | "playing";
  readonly ticketId?: string;
  /** The signed wish to play; whoever lost their place comes back by it with the time they waited. */
  readonly ticket?: string;
  readonly kind?: string;
  readonly mode?: string;
  readonly since?: number;
  readonly estimateMillis?: number;
  readonly party?: {
    readonly size: number;
    readonly people: { readonly [n: string]: QueuedPerson };
  };
  readonly roomId?: string;
  readonly room?: {
    readonly seatsMin: number;
    readonly seatsMax: number;
    readonly people: { readonly [n: string]: QueuedPerson };
    readonly beginsAt?: number;
    readonly closesAt: number;
  };
}

export interface WishToPlay {
  readonly kind: string;
  readonly mode?: string;
  /** A ticket that one held before. */
  readonly ticket?: string;
  /** `size` begins a party, `id` joins one by its `ticketId`. */
  readonly party?: { readonly size: number } | { readonly id: string };
}

export interface BoardRow {
  readonly rank: number;
  readonly userId: string;
  readonly name: string;
  readonly score: number;
  readonly matches: number;
}

export interface Board {
  readonly rows: readonly BoardRow[];
  /** Such as `2026-11`. */
  readonly season: string;
  /** One's own row, if one is on the board. */
  readonly own?: BoardRow;
}

export interface BoardQuery {
  /** Default: the running month. */
  readonly season?: string;
  readonly around?: "me";
  /** Those who played this match alone. */
  readonly match?: string;
  readonly limit?: number;
}

/** The server's HTTP routes for matches among strangers. Each rejects with an {@link HttpProblem}. */
export interface MatchesApi {
  /** Waits for a match; who plays one already is led back to it. */
  play(wish: WishToPlay): Promise<Standing>;
  standing(): Promise<Standing>;
  /** Waits no more. Rejects with 409 once the match has begun. */
  cancel(): Promise<void>;
  /** Leaves the running match for good. */
  leave(): Promise<void>;
  /** A leaderboard, such as `arena-points`. */
  leaderboard(name: string, query?: BoardQuery): Promise<Board>;
}

export function createMatchesApi(options: ApiOptions): MatchesApi {
  const send = sender(options);
  return {
    play: (wish) => send("POST", "/queue", wish),
    standing: async () => {
      try {
        return await send<Standing>("GET", "/queue");
      } catch (error) {
        if (error instanceof HttpProblem && error.status === 404) return { state: "none" };
        throw error;
      }
    },
    cancel: async () => {
      await send("DELETE", "/queue");
    },
    leave: async () => {
      await send("POST", "/queue/leave", {});
    },
    leaderboard: (name, query = {}) => {
      const params = new URLSearchParams(
        Object.entries(query).map(([key, value]) => [key, String(value)]),
      );
      return send("GET", `/leaderboards/${encodeURIComponent(name)}?${params}`);
    },
  };
}
