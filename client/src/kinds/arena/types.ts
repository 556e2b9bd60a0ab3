/** How well a bot plays. */
export type Level = "easy" | "medium" | "hard";

export interface Game {
  readonly phase: "waiting" | "playing" | "over";
  /** Counts the matches of this room. */
  readonly match: number;
  /** `own` is one that whoever made the room brought. */
  readonly map: "courtyard" | "warehouse" | "canyon" | "own";
  /** Lines of tiles: `#` a wall, `+` cover, `H` where health lies. */
  readonly rows: string;
  /** When the match ends, by the server's clock; 0 for never. */
  readonly endsAt: number;
}

export interface Contestant {
  readonly name: string;
  /** The number of the body. */
  readonly slot: number;
  readonly colour: number;
  readonly online: boolean;
  readonly bot?: Level;
  /** Whether the body is on the map. */
  readonly here: boolean;
  readonly joinedAt: number;
  readonly score: number;
  readonly deaths: number;
  readonly scoredAt: number;
  readonly again: boolean;
}

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly score: number;
  readonly deaths: number;
}

export interface ArenaView {
  readonly game?: Game;
  readonly players?: { readonly [memberId: string]: Contestant };
  readonly result?: readonly Place[];
  /** Only in a match that the queue made: whether it changes ratings. */
  readonly fixture?: boolean;
  /** What the server was told of such a match; with `scores` it counts. */
  readonly match?: {
    readonly left?: { readonly [userId: string]: true };
    readonly scores?: object;
  };
  readonly tick?: number;
  /** By slot, packed; only those others that may be seen. */
  readonly bodies?: { readonly [slot: string]: number };
  readonly beams?: { readonly [slot: string]: string };
  readonly pickups?: { readonly [index: string]: boolean };
  readonly bolts?: { readonly [boltId: string]: string };
  /** One's own body, and how far the server is with one's steps; packed. */
  readonly self?: {
    readonly place: number;
    readonly speed: number;
    readonly state: number;
    readonly lag: number;
    readonly boltAt: number;
    readonly beamAt: number;
    readonly steps: number;
  };
  readonly hit?: string;
}

/** A body: positions in 1/64 of a unit (a tile is 32 units), the angle in 1/1024 of a turn. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly health: number;
  readonly isSafe: boolean;
  /** Counts its lives, from 0 to 7. */
  readonly life: number;
}

/** What a player does in one step. */
export interface Wish {
  /** 1 up, 2 down, 4 left, 8 right. */
  readonly keys: number;
  readonly angle: number;
  /** 0 nothing, 1 a bolt, 2 a beam. */
  readonly fire: number;
}

export interface Kill {
  readonly by: string;
  readonly victim: string;
  /** 1 a bolt, 2 a beam. */
  readonly weapon: number;
}

/** Why somebody died: what the shooter saw, and what stood meanwhile. */
export interface Evidence {
  readonly by: string;
  readonly victim: string;
  readonly weapon: number;
  readonly tick: number;
  readonly view: number;
  readonly rewindMillis: number;
  readonly shooterX: number;
  readonly shooterY: number;
  readonly seenX: number;
  readonly seenY: number;
  readonly x: number;
  readonly y: number;
}
