import type { Ack, RoomStatus } from "../../room/types.js";
import type { Store } from "../../state/store.js";
import type { CampaignCommands } from "./commands.js";
import type { Combatant, Encounter, Hero } from "./dm.js";
import type {
  CampaignMember,
  OwnHero,
  Place,
  Seat,
  SeenCombatant,
  SeenFight,
  SeenHero,
  Vitals,
} from "./types.js";
import type { CampaignView } from "./view.js";

/** What the stores need of a room: a joined one, a watched one, or one that was kept from the last time. */
export interface CampaignSource {
  readonly id: string;
  readonly view: Store<CampaignView>;
  readonly status: Store<RoomStatus>;
  readonly self: () => string | null;
  serverNow(): number;
  command<N extends keyof CampaignCommands>(type: N, payload: CampaignCommands[N]): Promise<Ack>;
}

/** One in an encounter as the DM has it, with what is to be known of it in one place. */
export interface Fighter {
  readonly id: string;
  readonly name: string;
  readonly combatant: Combatant;
  readonly vitals: Vitals;
  /** Absent for what is no character. */
  readonly hero?: Hero;
  /** Absent without initiative. */
  readonly place?: Place;
  readonly isTurn: boolean;
  readonly armorClass: number;
}

export interface DmFight {
  readonly id: string;
  readonly encounter: Encounter;
  /** In their order, then those who have no initiative. */
  readonly fighters: readonly Fighter[];
  /** 0 before the first turn. */
  readonly round: number;
  /** Whose turn it is, as `turn.next` wants it; "" before the first. */
  readonly turn: string;
}

/** One in the fight as everybody sees it. */
export interface SeenFighter extends SeenCombatant {
  readonly id: string;
  readonly isTurn: boolean;
  readonly hasInitiative: boolean;
}

export interface PlayersFight {
  readonly fight: SeenFight;
  readonly fighters: readonly SeenFighter[];
}

export interface LogEntry {
  /** Unlike any other's in the list. */
  readonly key: string;
  /** What `undo` and `redo` want; null for a line of everybody's log that is not one's own. */
  readonly number: number | null;
  readonly at: number;
  readonly author: string;
  readonly command: string;
  /** The DM's alone. */
  readonly meaning: string;
  /** Names of those it concerned. */
  readonly who: readonly string[];
  readonly isUndone: boolean;
  readonly undoneBy: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface Person extends CampaignMember {
  readonly id: string;
  readonly isOnline: boolean;
}

export interface Named<T> {
  readonly id: string;
  readonly value: T;
}

/** A campaign as stores over its room. */
export interface CampaignStores {
  readonly source: CampaignSource;
  /** Who one is here; for who watches, with whose eyes. "" before the first join. */
  me(): string;
  readonly seat: Store<Seat | null>;
  /** The active encounter with all that the DM knows; null for players, and where none is active. */
  readonly dmFight: Store<DmFight | null>;
  readonly playersFight: Store<PlayersFight | null>;
  readonly encounters: Store<readonly Named<Encounter>[]>;
  /** The characters that are not retired, as the DM knows them. */
  readonly heroes: Store<readonly Named<Hero>[]>;
  readonly party: Store<readonly Named<SeenHero>[]>;
  readonly own: Store<readonly Named<OwnHero>[]>;
  /** Newest first. */
  readonly log: Store<readonly LogEntry[]>;
  readonly people: Store<readonly Person[]>;
  /** How many commands wait for their answer. */
  readonly waiting: Store<number>;
  /** Asks for a change; see {@link CampaignCommands}. */
  ask<N extends keyof CampaignCommands>(type: N, payload: CampaignCommands[N]): Promise<Ack>;
  /** The version that a command which sets something carries. */
  versionOf(id: string): number;
  /** The same for a place in an encounter, of the active one where it is left out. */
  placeVersionOf(id: string, encounter?: string): number;
}
