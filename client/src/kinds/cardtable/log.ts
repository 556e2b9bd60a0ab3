import { isObject, type JsonObject, own } from "../../state/json.js";
import { derive } from "../../state/store.js";
import { collection, type TableRoom } from "./board.js";
import type { LogEntry, LogStore } from "./stores.js";

export function createLogStore(room: TableRoom): LogStore {
  let last: { readonly log: JsonObject; readonly entries: readonly LogEntry[] } | null = null;

  /** The entries in order; the same array until the log changes. */
  function read(): readonly LogEntry[] {
    const log = collection(room, "log");
    if (last?.log !== log) last = { log, entries: entriesOf(log) };
    return last.entries;
  }

  const entries = derive([room.at(["log"])], read);

  return {
    ...entries,
    canUndo: derive([entries], () => read().some((entry) => entry.undone === undefined)),
    canRedo: derive([entries], () => read().some((entry) => entry.undone !== undefined)),
    undo: (entryId) =>
      room.command("undo", entryId === undefined ? {} : { version: Number(entryId) }),
    redo: () => room.command("redo", {}),
  };
}

/** Ids are versions of one length, so they sort as they happened. */
function entriesOf(log: JsonObject): readonly LogEntry[] {
  return Object.keys(log)
    .sort()
    .flatMap((id) => {
      const entry = own(log, id);
      return isObject(entry) ? [{ ...(entry as unknown as LogEntry), id }] : [];
    });
}
