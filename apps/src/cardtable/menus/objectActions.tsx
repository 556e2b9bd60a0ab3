import {
  ArrowUpToLine,
  Copy,
  Dices,
  FlipHorizontal2,
  GalleryHorizontal,
  Hand,
  Layers,
  Minus,
  PencilLine,
  Plus,
  RotateCcw,
  RotateCw,
  Trash2,
} from "lucide-react";
import type { ReactNode } from "react";
import { attempt } from "../../lib/attempt";
import {
  bringToFront,
  duplicate,
  entriesOf,
  flip,
  gather,
  remove,
  rotate,
  spread,
  takeToTray,
} from "../actions/objects";
import { canTurn, stackOf } from "../model/things";
import type { Desk } from "../state/desk";

type ObjectAction = {
  readonly key: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly shortcut?: string;
  readonly danger?: boolean;
  /** Shown in the bar over the tray as well, not in the menu alone. */
  readonly first: boolean;
  readonly run: () => void;
};

const size = 18;

/** What can be done with these objects together, most wanted first. */
export function actionsFor(desk: Desk, ids: readonly string[]): readonly ObjectAction[] {
  const { table } = desk;
  const entries = entriesOf(table, ids);
  const cards = entries.filter(([, object]) => object.type === "card");
  const all = (type: string) => entries.every(([, object]) => object.type === type);
  const [single] = entries.length === 1 ? entries : [];
  const piled = new Set(cards.map(([, card]) => stackOf(card) ?? ""));
  const isOnePile = cards.length > 1 && piled.size === 1 && !piled.has("");
  const actions: ObjectAction[] = [];
  const offer = (when: boolean, action: ObjectAction): void => {
    if (when) actions.push(action);
  };

  offer(cards.length > 0, {
    key: "flip",
    label: cards.length > 1 ? "Turn all over" : "Turn over",
    icon: <FlipHorizontal2 size={size} aria-hidden />,
    shortcut: "F",
    first: true,
    run: () => void flip(table, ids),
  });
  offer(all("die"), {
    key: "roll",
    label: entries.length > 1 ? "Roll all" : "Roll",
    icon: <Dices size={size} aria-hidden />,
    shortcut: "F",
    first: true,
    run: () => void attempt(table.objects.roll(...entries.map(([id]) => id))),
  });
  const count = (by: number): void => void attempt(table.objects.count(single?.[0] ?? "", by));
  offer(single?.[1].type === "counter", {
    key: "less",
    label: "One less",
    icon: <Minus size={size} aria-hidden />,
    first: true,
    run: () => count(-1),
  });
  offer(single?.[1].type === "counter", {
    key: "more",
    label: "One more",
    icon: <Plus size={size} aria-hidden />,
    first: true,
    run: () => count(1),
  });
  offer(single?.[1].type === "note", {
    key: "write",
    label: "Write",
    icon: <PencilLine size={size} aria-hidden />,
    shortcut: "F",
    first: true,
    run: () => desk.editing.set(single?.[0] ?? null),
  });
  offer(cards.length > 0, {
    key: "take",
    label: cards.length > 1 ? "Take all into hand" : "Take into hand",
    icon: <Hand size={size} aria-hidden />,
    shortcut: "T",
    first: true,
    run: () => void takeToTray(table, ids),
  });
  offer(cards.length > 1 && !isOnePile, {
    key: "gather",
    label: "Gather into a pile",
    icon: <Layers size={size} aria-hidden />,
    shortcut: "G",
    first: true,
    run: () => void gather(desk, ids),
  });
  offer(cards.length > 1, {
    key: "spread",
    label: "Spread out",
    icon: <GalleryHorizontal size={size} aria-hidden />,
    shortcut: "S",
    first: true,
    run: () => void spread(table, ids),
  });
  const turns = entries.some(([, object]) => canTurn(object));
  offer(turns, {
    key: "turn",
    label: "Turn right",
    icon: <RotateCw size={size} aria-hidden />,
    shortcut: "R",
    first: true,
    run: () => void rotate(table, ids, 45),
  });
  offer(turns, {
    key: "turn back",
    label: "Turn left",
    icon: <RotateCcw size={size} aria-hidden />,
    shortcut: "⇧R",
    first: false,
    run: () => void rotate(table, ids, -45),
  });
  offer(true, {
    key: "front",
    label: "Bring to the top",
    icon: <ArrowUpToLine size={size} aria-hidden />,
    first: false,
    run: () => void bringToFront(table, ids),
  });
  offer(cards.length === 0, {
    key: "duplicate",
    label: "Duplicate",
    icon: <Copy size={size} aria-hidden />,
    first: true,
    run: () => void duplicate(table, ids),
  });
  offer(true, {
    key: "remove",
    label: cards.length > 0 ? "Remove from the game" : "Remove",
    icon: <Trash2 size={size} aria-hidden />,
    shortcut: "Del",
    danger: true,
    first: cards.length === 0,
    run: () => void remove(table, ids),
  });
  return actions;
}
