import type { JsonObject } from "../../state/json.js";
import type {
  Affliction,
  Consequence,
  DamageType,
  Hidden,
  Make,
  Place,
  Sheet,
  Vitals,
} from "./types.js";

/** One in an encounter, as the DM knows it. Characters' vitals stand with the character. */
export interface Combatant {
  readonly kind: "character" | "ally" | "monster";
  readonly name: string;
  /** The name that players see in place of the true one. */
  readonly alias?: string;
  readonly hidden?: Hidden;
  /** What players know it by. */
  readonly face?: { readonly id: string; readonly name?: string };
  /** Removed; it stays only for what waits for its turn. */
  readonly gone: boolean;
  readonly reactionUsed: boolean;
  readonly readied: boolean;
  readonly surprised: boolean;
  readonly armorClass: number;
  readonly bonus: number;
  readonly dexterity: number;
  readonly vitals?: Vitals;
  readonly creature?: JsonObject;
}

export interface Encounter {
  readonly name: string;
  readonly inLair: boolean;
  readonly order: {
    readonly places: readonly Place[];
    readonly round: number;
    /** Whose turn it is among the places; -1 before the first. */
    readonly active: number;
  };
  readonly turn?: {
    readonly round: number;
    readonly who: string;
    readonly sinceMillis: number;
    /** What players are not told yet, while somebody hidden has the turn. */
    readonly held: {
      readonly [id: string]: {
        readonly ended: { readonly [id: string]: Affliction };
        readonly answered: { readonly [id: string]: Consequence };
        readonly asked: readonly string[];
      };
    };
  };
  readonly clock?: {
    readonly spentMillis: number;
    readonly startedAtMillis: number;
    readonly isRunning: boolean;
  };
  readonly combatants: { readonly [id: string]: Combatant };
}

export type Difficulty = "none" | "low" | "moderate" | "high" | "beyond-high";

/** How hard an encounter is for the party, by the table of 2024. */
export interface EncounterBudget {
  /** Of all its monsters. */
  readonly xp: number;
  /** How many monsters have no stat block, and so count for nothing. */
  readonly unrated: number;
  /** Of the characters in it; of the whole party if none is in it. */
  readonly levels: readonly number[];
  readonly low: number;
  readonly moderate: number;
  readonly high: number;
  /** Absent where no character has a level. */
  readonly difficulty?: Difficulty;
}

export interface Hero {
  readonly name: string;
  readonly owner?: string;
  readonly retired: boolean;
  readonly origin?: string;
  readonly sheet: Sheet;
  readonly vitals: Vitals;
}

/** Damage that a player reported and the DM has not decided on. */
export interface Proposal {
  readonly author: string;
  readonly at: number;
  readonly target: string;
  readonly targetName: string;
  readonly parts: readonly {
    readonly amount: number;
    readonly type: DamageType;
    readonly make: Make;
  }[];
  readonly adjustment: number;
  readonly critical: boolean;
  readonly knocksOut: boolean;
}

/** A move as the DM's log has it. */
export interface Move {
  readonly at: number;
  readonly author: string;
  readonly command: string;
  readonly meaning: string;
  /** Ids of what it changed. */
  readonly touched: readonly string[];
  readonly commit: number;
  readonly line?: number;
  readonly mine: { readonly [memberId: string]: number };
  /** Can't be undone. */
  readonly fixed: boolean;
  readonly turn: string;
  readonly undone?: number;
  readonly undoneBy?: string;
}

export interface JoinLink {
  readonly untilMillis: number;
  readonly usesLeft: number;
}
