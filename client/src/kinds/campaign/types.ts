export type Edition = "2014" | "2024";
export type Seat = "dm" | "player";
export type Showing = "nothing" | "bands" | "exact";
export type Band = "unhurt" | "hurt" | "bloodied" | "nearly-down" | "down";
export type Life = "up" | "dying" | "stable" | "dead";
export type Hidden = "nothing" | "unknown";
export type Share = "whole" | "half" | "none";
export type Make = "magical" | "plain" | "silvered" | "adamantine";

export type Condition =
  | "blinded"
  | "charmed"
  | "deafened"
  | "exhaustion"
  | "frightened"
  | "grappled"
  | "incapacitated"
  | "invisible"
  | "paralyzed"
  | "petrified"
  | "poisoned"
  | "prone"
  | "restrained"
  | "stunned"
  | "unconscious";

export type DamageType =
  | "acid"
  | "bludgeoning"
  | "cold"
  | "fire"
  | "force"
  | "lightning"
  | "necrotic"
  | "piercing"
  | "poison"
  | "psychic"
  | "radiant"
  | "slashing"
  | "thunder"
  | "untyped";

export type Ability =
  | "strength"
  | "dexterity"
  | "constitution"
  | "intelligence"
  | "wisdom"
  | "charisma";

export type CharacterClass =
  | "barbarian"
  | "bard"
  | "cleric"
  | "druid"
  | "fighter"
  | "monk"
  | "paladin"
  | "ranger"
  | "rogue"
  | "sorcerer"
  | "warlock"
  | "wizard";

/** An empty object: a command that says nothing more than its name. */

export interface CampaignOptions {
  /** What players see of monsters' hit points. */
  readonly monsterHp: Showing;
  /** What the party sees of each other's. */
  readonly partyHp: Showing;
  /** What becomes of damage that players report for monsters. */
  readonly playersDamage: "applied" | "proposed" | "refused";
  readonly absorbedBreaksConcentration: boolean;
}

export interface CampaignInfo {
  readonly name: string;
  readonly edition: Edition;
  readonly options: CampaignOptions;
}

export interface CampaignMember {
  readonly name: string;
  readonly seat: Seat;
}

export interface SeenHp {
  readonly now: number;
  readonly max: number;
  readonly temporary: number;
}

export interface HitPoints extends SeenHp {
  /** The maximum without what lowers or raises it for a while. */
  readonly maxNormal: number;
}

export interface DeathSaves {
  readonly successes: number;
  readonly failures: number;
}

/** One in the fight, as everybody sees it. */
export interface SeenCombatant {
  readonly kind: "character" | "ally" | "monster" | "unknown";
  readonly name: string;
  readonly band?: Band;
  readonly hp?: SeenHp;
  readonly life?: Life;
  readonly conditions: readonly Condition[];
  readonly concentrates: boolean;
  readonly reactionUsed: boolean;
  readonly readied: boolean;
}

/** The active encounter, as everybody sees it. */
export interface SeenFight {
  /** 0 before the first turn. */
  readonly round: number;
  /** Whose turn it is; "" before the first. */
  readonly turn: string;
  readonly sinceMillis: number;
  /** Those who have initiative. */
  readonly order: readonly string[];
  readonly combatants: { readonly [id: string]: SeenCombatant };
}

export interface SeenHero {
  readonly name: string;
  readonly owner?: string;
  readonly band?: Band;
  readonly hp?: SeenHp;
  readonly life?: Life;
  readonly conditions: readonly Condition[];
  readonly exhaustion: number;
}

/** A line of a log that is not the DM's. */
export interface LogLine {
  readonly at: number;
  readonly author: string;
  readonly command: string;
  /** Names of those it concerned. */
  readonly who: readonly string[];
  /** Can't be undone. */
  readonly fixed: boolean;
  readonly undoneBy?: string;
}

export interface ThrownDice {
  readonly at: number;
  readonly author: string;
  readonly dice: string;
  readonly fell: readonly number[];
  readonly total: number;
  readonly label: string;
}

export interface ClassLevel {
  readonly of: CharacterClass;
  readonly level: number;
}

export interface Sheet {
  readonly hpMax: number;
  readonly armorClass: number;
  /** Added to initiative. */
  readonly bonus: number;
  /** The score that ties are broken by. */
  readonly dexterity: number;
  /** The modifier. */
  readonly constitution: number;
  readonly constitutionSave: number;
  readonly classes: readonly ClassLevel[];
  readonly resistances: readonly DamageType[];
  readonly immunities: readonly DamageType[];
  readonly vulnerabilities: readonly DamageType[];
  readonly conditionImmunities: readonly Condition[];
}

export type GivenSheet = { readonly hpMax: number } & { readonly [K in keyof Sheet]?: Sheet[K] };

export type Refill =
  | { readonly type: "ownTurn" }
  | { readonly type: "recharge"; readonly from: number }
  | { readonly type: "shortRest" }
  | { readonly type: "longRest" }
  | { readonly type: "hitDice"; readonly sides: number }
  | { readonly type: "never" };

/** Something of which there is so much: slots, hit dice, uses, legendary actions. */
export interface Pool {
  readonly name: string;
  readonly max: number;
  readonly left: number;
  readonly refill: Refill;
}

type Limit =
  | { readonly type: "removed" }
  | { readonly type: "turnStart"; readonly whose: string; readonly round: number }
  | { readonly type: "turnEnd"; readonly whose: string; readonly round: number }
  | { readonly type: "whileEffect"; readonly effect: string }
  | { readonly type: "healed" }
  | { readonly type: "healedOrRested" }
  | { readonly type: "longRested" };

export type Until =
  | Limit
  | {
      readonly type: "saveEnds";
      readonly ability: Ability;
      readonly dc: number;
      readonly limit: Limit;
    };

export interface Affliction {
  readonly id: string;
  readonly condition: Condition;
  readonly source: string;
  readonly until: Until;
}

/** Something that follows by rule, or was decided on in its place. */
export type Consequence =
  | { readonly type: "losesTemporaryHp"; readonly amount: number }
  | { readonly type: "temporaryHpBecome"; readonly amount: number }
  | { readonly type: "losesHp"; readonly amount: number }
  | { readonly type: "regainsHp"; readonly amount: number }
  | { readonly type: "hpMaxBecomes"; readonly max: number }
  | {
      readonly type: "dies";
      readonly cause: "death-saves" | "exhaustion" | "hp-max-0" | "massive-damage" | "monster-at-0";
    }
  | { readonly type: "beginsDying" }
  | { readonly type: "stabilises" }
  | { readonly type: "revives" }
  | { readonly type: "deathSavesCount"; readonly successes: number; readonly failures: number }
  | { readonly type: "conditionBegins"; readonly affliction: Affliction }
  | {
      readonly type: "conditionEnds";
      readonly afflictionId: string;
      readonly condition: Condition;
    }
  | { readonly type: "concentrationBegins"; readonly effect: string }
  | { readonly type: "concentrationEnds"; readonly effect: string }
  | { readonly type: "exhaustionBecomes"; readonly level: number }
  | { readonly type: "poolBecomes"; readonly pool: string; readonly left: number }
  | { readonly type: "asksConcentrationSave"; readonly dc: number }
  | { readonly type: "asksDeathSave" }
  | {
      readonly type: "asksSave";
      readonly afflictionId: string;
      readonly ability: Ability;
      readonly dc: number;
    }
  | { readonly type: "asksRecharge"; readonly pool: string; readonly from: number };

/** How a creature fares, as the DM knows it. */
export interface Vitals {
  readonly hp: HitPoints;
  readonly life: Life;
  readonly deathSaves: DeathSaves;
  readonly exhaustion: number;
  readonly concentration?: string;
  readonly afflictions: { readonly [id: string]: Affliction };
  readonly pools: { readonly [name: string]: Pool };
  /** Rolls that wait to be made. */
  readonly asks: { readonly [id: string]: Consequence };
}

/** A condition as the one who has it sees it. */
export interface OwnAffliction {
  readonly condition: Condition;
  readonly source: string;
  /** What it waits for, in a word; "save-or-" before it where a save ends it earlier. */
  readonly ends: string;
  readonly whose: string;
  readonly round: number;
}

/** A character's place in the fight, as its player sees it. */
export interface OwnPlace {
  readonly version: number;
  /** Absent without initiative. */
  readonly initiative?: number;
}

/** A character as its player sees it. */
export interface OwnHero extends Omit<Vitals, "afflictions"> {
  readonly name: string;
  readonly version: number;
  readonly sheet: Sheet;
  readonly afflictions: { readonly [id: string]: OwnAffliction };
  /** Absent while the character is in no fight that players see. */
  readonly place?: OwnPlace;
}

export interface Place {
  readonly id: string;
  readonly initiative: number;
  readonly dexterity: number;
  readonly kind: "acts" | "lair" | "passes" | "gone";
}
