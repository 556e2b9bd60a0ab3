import type { Encounter, EncounterBudget, Hero, JoinLink, Move, Proposal } from "./dm.js";
import type {
  CampaignInfo,
  CampaignMember,
  LogLine,
  OwnHero,
  SeenFight,
  SeenHero,
  ThrownDice,
} from "./types.js";

type ById<T> = { readonly [id: string]: T };

/** What a member sees: what everybody may know, what is one's own, and what only the DM may. */
export interface CampaignView {
  readonly campaign?: CampaignInfo;
  readonly members?: ById<CampaignMember>;
  readonly online?: ById<boolean>;
  /** Absent while no encounter is active. */
  readonly fight?: SeenFight;
  readonly party?: ById<SeenHero>;
  /** The newest 200. */
  readonly log?: ById<LogLine>;
  readonly rolls?: ById<ThrownDice>;

  /** One's own characters. */
  readonly own?: ById<OwnHero>;
  /** The log of what one alone may know. */
  readonly mine?: ById<LogLine>;

  // From here on for the DM alone.
  readonly encounters?: ById<Encounter>;
  readonly characters?: ById<Hero>;
  readonly active?: string;
  readonly notes?: ById<string>;
  readonly proposals?: ById<Proposal>;
  /** The newest 200. */
  readonly moves?: ById<Move>;
  /** What `version` in commands means; 0 where there is none. */
  readonly versions?: ById<number>;
  readonly links?: ById<JoinLink>;
  readonly secretRolls?: ById<ThrownDice>;
  /** Who was taken out, and may be let in again: names by id. */
  readonly removed?: ById<string>;
  /** How hard each encounter is. */
  readonly budgets?: ById<EncounterBudget>;
  /** Encounters that are not active, as players would see them. */
  readonly previews?: ById<SeenFight>;
}
