import { createContext, useContext } from "react";
import type { Harm } from "../model/creature";

/** What ends something by rule. */
export type Step = "turn" | "end";

export type Tab = "fight" | "one" | "prepare" | "log" | "table";

/** What is asked for in front of the DM's screen. */
export type Question =
  /** `of` is whom it is for; without it, those that are marked, or else the one that is shown. */
  | { readonly name: "damage"; readonly harm?: Harm; readonly of?: readonly string[] }
  | { readonly name: "heal"; readonly of?: readonly string[] }
  | { readonly name: "condition"; readonly of?: readonly string[] }
  /** What shall not follow from the next turn, or from the end of the encounter. */
  | { readonly name: "notAll"; readonly step: Step }
  | { readonly name: "add"; readonly encounter: string }
  | { readonly name: "invite" }
  | { readonly name: "settings" }
  | { readonly name: "keys" }
  | { readonly name: "seeAs"; readonly member: string }
  | { readonly name: "takeOut"; readonly member: string }
  /** Null for a new character. */
  | { readonly name: "hero"; readonly id: string | null }
  | { readonly name: "shortRest"; readonly id: string };

/** What only this screen of the DM's knows. */
export type Desk = {
  readonly tab: Tab;
  /** The one whose stat block is shown. */
  readonly focus: string | null;
  readonly selected: ReadonlySet<string>;
  /** The encounter that is prepared. */
  readonly prepared: string | null;
  readonly question: Question | null;
};

export type DeskUse = {
  readonly desk: Desk;
  readonly change: (change: Partial<Desk>) => void;
  readonly ask: (question: Question) => void;
  readonly toggle: (id: string) => void;
  /** Shows somebody's stat block. */
  readonly show: (id: string) => void;
  /** Those that an action is for: the selected, or else the one that is shown. */
  readonly targets: () => readonly string[];
};

export const firstDesk: Desk = {
  tab: "fight",
  focus: null,
  selected: new Set(),
  prepared: null,
  question: null,
};

const DeskContext = createContext<DeskUse | null>(null);

export const DeskProvider = DeskContext.Provider;

export function useDesk(): DeskUse {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("useDesk needs a DeskProvider above it");
  return desk;
}
