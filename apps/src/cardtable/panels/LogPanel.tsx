import { Redo2, Undo2 } from "lucide-react";
import type { LogEntry } from "roomkeeper/cardtable";
import { useLog } from "roomkeeper/cardtable/react";
import { Panel } from "../../room/panel/Panel";
import { nextRedo, redo, sentenceOf, undo, whoOf } from "../actions/past";
import { useDesk } from "../state/context";

/** Who did what at the table, newest first; anybody may take any of it back. */
export function LogPanel({ onClose }: { onClose: () => void }) {
  const entries = useLog();
  const next = nextRedo(entries);
  return (
    <Panel title="What was done" onClose={onClose} isTall>
      <ol className="log">
        {entries.length === 0 && <li className="log__empty">Nothing was done yet.</li>}
        {entries.toReversed().map((entry) => (
          <Entry key={entry.id} entry={entry} canRedo={entry === next} />
        ))}
      </ol>
    </Panel>
  );
}

function Entry({ entry, canRedo }: { entry: LogEntry; canRedo: boolean }) {
  const { table, canAct } = useDesk();
  const sentence = sentenceOf(table, entry);
  const { undone } = entry;
  const time = new Date(entry.at);
  return (
    <li className={undone === undefined ? "log__entry" : "log__entry log__entry--undone"}>
      <span className="log__text">
        <span className="log__deed">{sentence}</span>
        <span className="log__state">
          <time dateTime={time.toISOString()}>
            {time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}
          </time>
          {undone !== undefined &&
            ` · taken back by ${lower(whoOf(table, undone.by, undone.name))}`}
        </span>
      </span>
      {canAct && undone === undefined && (
        <button
          type="button"
          className="icon-button"
          aria-label={`Undo: ${sentence}`}
          title="Undo"
          onClick={() => void undo(table, entry.id)}
        >
          <Undo2 size={18} aria-hidden />
        </button>
      )}
      {canAct && canRedo && (
        <button
          type="button"
          className="icon-button"
          aria-label={`Do again: ${sentence}`}
          title="Do again"
          onClick={() => void redo(table)}
        >
          <Redo2 size={18} aria-hidden />
        </button>
      )}
    </li>
  );
}

function lower(who: string): string {
  return who === "You" ? "you" : who;
}
