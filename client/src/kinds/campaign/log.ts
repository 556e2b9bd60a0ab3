import type { Move } from "./dm.js";
import type { LogEntry } from "./stores.js";
import type { LogLine } from "./types.js";

type ById<T> = { readonly [key: string]: T };

/** How far back a player may take own moves back. */
const OWN_BACK = 20;

/** The DM's log, newest first. */
export function dmLog(moves: ById<Move>): readonly LogEntry[] {
  return Object.keys(moves)
    .sort()
    .reverse()
    .flatMap((key): LogEntry[] => {
      const move = moves[key];
      if (move === undefined) return [];
      const isUndone = move.undone !== undefined;
      return [
        {
          key,
          number: Number(key),
          at: move.at,
          author: move.author,
          command: move.command,
          meaning: move.meaning,
          who: [],
          isUndone,
          undoneBy: move.undoneBy ?? "",
          canUndo: !isUndone && !move.fixed,
          canRedo: isUndone,
        },
      ];
    });
}

/** A player's log, newest first: what everybody may know, and what one alone may. */
export function playersLog(
  all: ById<LogLine>,
  mine: ById<LogLine>,
  me: string,
): readonly LogEntry[] {
  const own = Object.entries(mine);
  const newest = Math.max(0, ...Object.keys(mine).map(Number));
  const turnBegan = lastTurn(all);
  // A move that concerns oneself stands in both logs, at the same moment.
  const told = new Set(own.map(([, line]) => `${line.at} ${line.author} ${line.command}`));
  const publicWho = new Map(
    Object.values(all).map((line) => [`${line.at} ${line.author} ${line.command}`, line.who]),
  );
  const entries = [
    ...Object.entries(all).flatMap(([key, line]) =>
      told.has(`${line.at} ${line.author} ${line.command}`)
        ? []
        : [entry(`a${key}`, line, null, me)],
    ),
    ...own.map(([key, line]) => {
      const number = Number(key);
      const isMine =
        line.author === me && newest - number < OWN_BACK && line.at >= turnBegan && !line.fixed;
      const who = publicWho.get(`${line.at} ${line.author} ${line.command}`) ?? line.who;
      return entry(`m${key}`, { ...line, who }, isMine ? number : null, me);
    }),
  ];
  return entries.sort((a, b) => b.at - a.at || (a.key < b.key ? 1 : -1));
}

function entry(key: string, line: LogLine, number: number | null, me: string): LogEntry {
  const isUndone = line.undoneBy !== undefined;
  return {
    key,
    number,
    at: line.at,
    author: line.author,
    command: line.command,
    meaning: "",
    who: line.who,
    isUndone,
    undoneBy: line.undoneBy ?? "",
    canUndo: number !== null && !isUndone,
    // What the DM took back is not the player's to do again.
    canRedo: number !== null && line.undoneBy === me,
  };
}

/** When the turn that is on began: what was done before it is the DM's to take back. */
function lastTurn(all: ById<LogLine>): number {
  return Math.max(
    0,
    ...Object.values(all)
      .filter((line) => line.command === "turn.next" && line.undoneBy === undefined)
      .map((line) => line.at),
  );
}
