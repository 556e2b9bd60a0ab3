import type { CardTable, LogEntry } from "roomkeeper/cardtable";
import { attempt } from "../../lib/attempt";
import { deedOf } from "../model/deeds";

/** What Undo would take back, and Redo do again; undefined where there is nothing. */
export function nextUndo(entries: readonly LogEntry[]): LogEntry | undefined {
  return entries.findLast((entry) => entry.undone === undefined);
}

export function nextRedo(entries: readonly LogEntry[]): LogEntry | undefined {
  let last: LogEntry | undefined;
  for (const entry of entries) {
    if ((entry.undone?.version ?? 0) > (last?.undone?.version ?? 0)) last = entry;
  }
  return last;
}

/** Who did what, for a button or a line of the log. */
export function sentenceOf(table: CardTable, entry: LogEntry): string {
  return `${whoOf(table, entry.by, entry.name)} ${deedOf(entry)}`;
}

export function whoOf(table: CardTable, id: string, name: string): string {
  return id === table.room.self() ? "You" : name;
}

export function undo(table: CardTable, entryId?: string): Promise<boolean> {
  return attempt(table.log.undo(entryId));
}

export function redo(table: CardTable): Promise<boolean> {
  return attempt(table.log.redo());
}
