import { Circle, Dices, Hash, Layers, StickyNote } from "lucide-react";
import type { ReactNode } from "react";
import type { Point } from "roomkeeper/cardtable";
import { addThing } from "../actions/additions";
import { addDeck } from "../actions/decks";
import type { Desk } from "../state/desk";

type AdditionChoice = {
  readonly key: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly run: (desk: Desk, at?: Point) => void;
};

const size = 20;

/** What can be put on the table. */
export const additionChoices: readonly AdditionChoice[] = [
  {
    key: "deck",
    label: "Deck of 52 cards",
    icon: <Layers size={size} aria-hidden />,
    run: ({ table }, at) => void addDeck(table, "standard", at),
  },
  {
    key: "jokers",
    label: "Deck with jokers (54)",
    icon: <Layers size={size} aria-hidden />,
    run: ({ table }, at) => void addDeck(table, "jokers", at),
  },
  {
    key: "short",
    label: "Short deck (32)",
    icon: <Layers size={size} aria-hidden />,
    run: ({ table }, at) => void addDeck(table, "short", at),
  },
  {
    key: "token",
    label: "Token",
    icon: <Circle size={size} aria-hidden />,
    run: (desk, at) => void addThing(desk, "token", at),
  },
  {
    key: "die",
    label: "Die",
    icon: <Dices size={size} aria-hidden />,
    run: (desk, at) => void addThing(desk, "die", at),
  },
  {
    key: "counter",
    label: "Counter",
    icon: <Hash size={size} aria-hidden />,
    run: (desk, at) => void addThing(desk, "counter", at),
  },
  {
    key: "note",
    label: "Note",
    icon: <StickyNote size={size} aria-hidden />,
    run: (desk, at) => void addThing(desk, "note", at),
  },
];
