import type { JsonObject } from "../../state/json.js";
import type {
  Ability,
  CampaignOptions,
  Condition,
  Consequence,
  DamageType,
  GivenSheet,
  Hidden,
  Make,
  Refill,
  Seat,
  Share,
} from "./types.js";
import type { CampaignView } from "./view.js";

type OfId = { readonly id: string };
type OfEncounter = { readonly encounter: string };
type OfCombatants = { readonly encounter?: string; readonly ids: readonly string[] };
/** Of several, with the version that the sender saw of each. */
type SetOfCombatants = {
  readonly encounter?: string;
  readonly targets: readonly { readonly id: string; readonly version: number }[];
};
type Amount = { readonly ids: readonly string[]; readonly amount: number };
type Which = { readonly number?: number; readonly commit?: number };
/** What shall not follow for one creature, by the types of consequences. */
export type Declined = { readonly id: string; readonly types: readonly string[] };
type Decided = { readonly id: string; readonly follows: readonly Consequence[] };

export type DamagePart = {
  readonly amount: number;
  readonly type?: DamageType;
  readonly make?: Make;
};

export type DamageTarget = {
  readonly id: string;
  readonly parts?: readonly DamagePart[];
  /** What its save left of it. */
  readonly share?: Share;
  readonly adjustment?: number;
  /** Its save with all that is added; the server rolls where it is missing. */
  readonly rolled?: number;
  readonly follows?: readonly Consequence[];
  /** What shall not follow, by the types of consequences. */
  readonly declined?: readonly string[];
};

/** For how long a condition lasts, counted from now. */
export type Lasting =
  | { readonly type: "untilRemoved" }
  | { readonly type: "untilStart"; readonly whose: string }
  | { readonly type: "untilEnd"; readonly whose: string }
  | { readonly type: "thisTurn" }
  | { readonly type: "forRounds"; readonly rounds: number }
  | { readonly type: "whileEffectLasts"; readonly effect: string }
  | { readonly type: "untilRested" };

export interface CampaignCommands {
  readonly rename: { readonly name: string; readonly version: number };
  /** What is left out stays as it is. */
  readonly options: { readonly version: number } & {
    readonly [K in keyof CampaignOptions]?: CampaignOptions[K];
  };
  readonly note: { readonly about: string; readonly text: string; readonly version: number };
  readonly "seat.give": {
    readonly member: string;
    readonly seat: Seat;
    readonly version: number;
  };
  readonly "player.remove": { readonly member: string };
  readonly "player.admit": { readonly member: string };
  readonly "link.make": { readonly hash: string; readonly hours?: number; readonly uses?: number };
  readonly "link.revoke": { readonly link: string };
  readonly "character.create": {
    readonly name: string;
    readonly owner?: string;
    readonly sheet: GivenSheet;
  };
  readonly "character.edit": {
    readonly id: string;
    readonly version: number;
    readonly name?: string;
    readonly owner?: string;
    readonly sheet?: GivenSheet;
  };
  readonly "character.retire": OfId;
  readonly "encounter.create": { readonly name: string };
  readonly "encounter.edit": {
    readonly encounter: string;
    readonly version: number;
    readonly name?: string;
    readonly inLair?: boolean;
  };
  readonly "encounter.duplicate": OfEncounter;
  readonly "encounter.delete": OfEncounter;
  readonly "encounter.activate": OfEncounter & {
    /** The active one, which this one takes the place of. */
    readonly instead?: string;
  };
  readonly "encounter.finish": OfEncounter & {
    readonly follows?: readonly Decided[];
    readonly declined?: readonly Declined[];
  };
  /** Exactly one of bestiary, creature, custom and character. */
  readonly "combatant.add": {
    readonly encounter?: string;
    readonly bestiary?: string;
    readonly creature?: JsonObject;
    readonly custom?: {
      readonly name: string;
      readonly hp: number;
      readonly armorClass?: number;
      readonly bonus?: number;
      readonly dexterity?: number;
    };
    readonly character?: string;
    readonly count?: number;
    readonly name?: string;
    readonly ally?: boolean;
    readonly rollsHp?: boolean;
    readonly hidden?: Hidden;
  };
  readonly "combatant.remove": OfCombatants;
  readonly "combatant.hide": SetOfCombatants & { readonly as?: Hidden };
  readonly "combatant.reveal": SetOfCombatants;
  readonly "combatant.alias": {
    readonly encounter?: string;
    readonly id: string;
    readonly version: number;
    readonly alias?: string;
  };
  readonly "combatant.edit": {
    readonly encounter?: string;
    readonly id: string;
    readonly version: number;
    readonly name?: string;
    readonly armorClass?: number;
    readonly bonus?: number;
    readonly dexterity?: number;
  };
  readonly "initiative.roll": { readonly ids?: readonly string[]; readonly group?: boolean };
  readonly "initiative.set": {
    readonly id: string;
    readonly count: number;
    readonly version: number;
  };
  /** The version is the encounter's. */
  readonly "order.move": {
    readonly id: string;
    readonly index: number;
    readonly version: number;
  };
  readonly "turn.next": {
    /** The turn as the sender saw it: two clicks advance once. */
    readonly round: number;
    readonly turn: string;
    readonly follows?: readonly Decided[];
    readonly declined?: readonly Declined[];
  };
  readonly "turn.back": { readonly round: number; readonly turn: string };
  readonly "turn.delay": {
    readonly id: string;
    readonly round: number;
    readonly after: string;
  };
  readonly "turn.ready": {
    readonly id: string;
    readonly readied?: boolean;
    readonly version: number;
  };
  readonly surprise: SetOfCombatants & { readonly surprised?: boolean };
  /** The version is the encounter's. */
  readonly lair: { readonly inOrder?: boolean; readonly version: number };
  readonly "reaction.use": {
    readonly id: string;
    readonly used?: boolean;
    readonly version: number;
  };
  readonly damage: {
    readonly targets: readonly DamageTarget[];
    readonly dice?: readonly {
      readonly dice: string;
      readonly type?: DamageType;
      readonly make?: Make;
    }[];
    readonly save?: { readonly ability: Ability; readonly dc: number; readonly saved?: Share };
    readonly critical?: boolean;
    readonly knocksOut?: boolean;
  };
  readonly "proposal.accept": {
    readonly proposal: string;
    readonly share?: Share;
    readonly follows?: readonly Consequence[];
    readonly declined?: readonly string[];
  };
  readonly "proposal.drop": { readonly proposal: string };
  readonly heal: Amount;
  readonly temporary: Amount;
  readonly "hp.max": { readonly id: string; readonly max: number; readonly version: number };
  readonly stabilise: OfId;
  readonly revive: { readonly id: string; readonly hp?: number };
  readonly decide: { readonly targets: readonly (Decided & { readonly version: number })[] };
  readonly "condition.begin": {
    readonly ids: readonly string[];
    readonly condition: Condition;
    readonly source?: string;
    readonly lasts?: Lasting;
    /** A save at the end of each own turn ends it earlier. */
    readonly save?: { readonly ability: Ability; readonly dc: number };
  };
  readonly "condition.end": { readonly id: string; readonly affliction: string };
  readonly "concentration.begin": { readonly id: string; readonly effect: string };
  readonly "concentration.end": OfId;
  readonly exhaustion: { readonly id: string; readonly level: number; readonly version: number };
  /** The server throws where both numbers are missing. */
  readonly "ask.answer": {
    readonly id: string;
    readonly ask: string;
    readonly natural?: number;
    readonly total?: number;
  };
  readonly "ask.drop": { readonly id: string; readonly ask: string };
  readonly "pool.spend": { readonly id: string; readonly pool: string; readonly count?: number };
  readonly "pool.set": {
    readonly id: string;
    readonly pool: string;
    readonly left: number;
    readonly max?: number;
    readonly refill?: Refill;
    readonly version: number;
  };
  readonly "rest.short": {
    readonly id: string;
    readonly dice?: readonly { readonly pool: string; readonly rolled?: number }[];
  };
  readonly "rest.long": { readonly ids: readonly string[]; readonly eaten?: boolean };
  readonly undo: Which;
  readonly "undo.to": { readonly number: number };
  readonly redo: Which;
  readonly roll: { readonly dice: string; readonly label?: string; readonly secret?: boolean };
}

/** What a room of kind `campaign` hears, shows and tells. */
export interface CampaignKind {
  readonly commands: CampaignCommands;
  readonly view: CampaignView;
  readonly events: object;
}
