import type { BoardObject } from "roomkeeper/cardtable";
import { stackOf } from "./things";

type Board = Readonly<Record<string, BoardObject>>;

/** What the felt draws, in no order: single objects, and piles of which only the uppermost card shows. */
export type Layout = {
  /** Objects that stand for themselves, the uppermost of each pile included. */
  readonly shown: readonly string[];
  /** Ids from the lowest to the uppermost, by the pile's name; two or more in each. */
  readonly piles: ReadonlyMap<string, readonly string[]>;
};

export const emptyLayout: Layout = { shown: [], piles: new Map() };

/** Sorts the board into single objects and piles, and keeps the identity of whatever stayed the same. */
export function layoutOf(board: Board, previous: Layout): Layout {
  const members = new Map<string, string[]>();
  const shown: string[] = [];
  for (const [id, object] of Object.entries(board)) {
    const stack = stackOf(object);
    if (stack === null) {
      shown.push(id);
      continue;
    }
    const pile = members.get(stack);
    if (pile) pile.push(id);
    else members.set(stack, [id]);
  }
  const piles = new Map<string, readonly string[]>();
  for (const [stack, ids] of members) {
    ids.sort((a, b) => (board[a]?.z ?? 0) - (board[b]?.z ?? 0) || (a < b ? -1 : 1));
    const top = ids.at(-1);
    if (top !== undefined) shown.push(top);
    if (ids.length < 2) continue;
    const before = previous.piles.get(stack);
    piles.set(stack, before && sameIds(before, ids) ? before : ids);
  }
  const kept: Layout = {
    shown: sameIds(previous.shown, shown) ? previous.shown : shown,
    piles: samePiles(previous.piles, piles) ? previous.piles : piles,
  };
  return kept.shown === previous.shown && kept.piles === previous.piles ? previous : kept;
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

function samePiles(
  a: ReadonlyMap<string, readonly string[]>,
  b: ReadonlyMap<string, readonly string[]>,
): boolean {
  if (a.size !== b.size) return false;
  for (const [stack, ids] of b) if (a.get(stack) !== ids) return false;
  return true;
}
