// Made from what the kind "arena" declares in Java: change it there.
export interface Arena {
  readonly commands: {
    readonly steer: {
      readonly n: number;
      readonly keys: number;
      readonly angle: number;
      readonly fire: number;
      readonly view: number;
    };
    readonly again: { readonly [key: string]: never };
  };
  /** What a member sees: all layers that it holds, one over the other. */
  readonly view: {
    readonly game?: {
      readonly phase: "waiting" | "playing" | "over";
      readonly match: number;
      readonly map: "courtyard" | "warehouse" | "canyon" | "own";
      readonly rows: string;
      readonly endsAt: number;
    };
    readonly players?: { readonly [key: string]: {
      readonly name: string;
      readonly slot: number;
      readonly colour: number;
      readonly online: boolean;
      readonly bot?: "easy" | "medium" | "hard";
      readonly here: boolean;
      readonly joinedAt: number;
      readonly score: number;
      readonly deaths: number;
      readonly scoredAt: number;
      readonly again: boolean;
    } };
    readonly result?: readonly ({
      readonly id: string;
      readonly name: string;
      readonly rank: number;
      readonly score: number;
      readonly deaths: number;
    })[];
    readonly fixture?: boolean;
    readonly tick?: number;
    readonly bodies?: { readonly [key: string]: number };
    readonly beams?: { readonly [key: string]: string };
    readonly pickups?: { readonly [key: string]: boolean };
    readonly self?: {
      readonly place: number;
      readonly speed: number;
      readonly state: number;
      readonly lag: number;
      readonly boltAt: number;
      readonly beamAt: number;
      readonly steps: number;
    };
    readonly bolts?: { readonly [key: string]: string };
    readonly hit?: string;
  };
  readonly events: {
    readonly kill: {
      readonly by: string;
      readonly victim: string;
      readonly weapon: number;
    };
    readonly evidence: {
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
    };
  };
}
