import { History, Redo2, Undo2 } from "lucide-react";
import { useState } from "react";
import { RoomError } from "roomkeeper";
import type { LogEntry } from "roomkeeper/campaign";
import { useCampaign, useCampaignLog, useSeat } from "roomkeeper/campaign/react";
import { errorMessage } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { Dialog } from "../../ui/Dialog";
import { afterUndo, logWords, plural } from "../model/words";
import { useSitting } from "../state/context";
import { useNames } from "../state/names";
import { useOlder } from "./useOlder";

/** What was done, newest first; each line can take its move back. */
export function LogPanel() {
  const entries = useCampaignLog();
  const isDm = useSeat() === "dm";
  const older = useOlder(entries);
  const [backTo, setBackTo] = useState<LogEntry | null>(null);
  const all = [...entries, ...older.entries];
  return (
    <section className="side log" aria-labelledby="log">
      <h2 id="log" className="side__title">
        Log
      </h2>
      {all.length === 0 && <p className="side__empty">Nothing was done yet.</p>}
      <ol className="log__lines">
        {all.map((entry) => (
          <Line key={entry.key} entry={entry} onBackTo={isDm ? () => setBackTo(entry) : null} />
        ))}
      </ol>
      {older.hasMore && (
        <button
          type="button"
          className="button button--small"
          disabled={older.isLoading}
          onClick={older.load}
        >
          {older.isLoading ? "Loading…" : "Older moves"}
        </button>
      )}
      {backTo !== null && <BackTo entry={backTo} entries={all} onClose={() => setBackTo(null)} />}
    </section>
  );
}

function Line({ entry, onBackTo }: { entry: LogEntry; onBackTo: (() => void) | null }) {
  const { act, isLooking } = useSitting();
  const nameOf = useNames();
  const campaign = useCampaign();
  const { me } = campaign;
  const words = logWords(entry);
  const { number } = entry;
  const undo = async (): Promise<void> => {
    if (number === null) return;
    try {
      await campaign.ask("undo", { number });
      const warning = onBackTo === null ? null : afterUndo(entry.command);
      if (warning !== null) toast(warning);
    } catch (error) {
      // Something that it changed was changed since: then only all of it can be taken back.
      if (onBackTo !== null && error instanceof RoomError && error.code === "CONFLICT") onBackTo();
      else toast(errorMessage(error), "refused");
    }
  };
  return (
    <li className={entry.isUndone ? "line line--undone" : "line"}>
      <span className="line__words">
        {words}
        <small className="line__more">
          {number !== null && `${number} · `}
          {new Date(entry.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}
          {entry.author !== "" &&
            ` · ${entry.author === me() ? "you" : nameOf(entry.author) || "somebody"}`}
          {entry.isUndone &&
            ` · undone by ${entry.undoneBy === me() ? "you" : nameOf(entry.undoneBy) || "the DM"}`}
        </small>
      </span>
      {entry.canUndo && onBackTo !== null && (
        <button
          type="button"
          className="icon-button"
          aria-label={`Undo back to here: ${words}`}
          title="Undo this and all after it"
          disabled={isLooking}
          onClick={onBackTo}
        >
          <History size={17} aria-hidden />
        </button>
      )}
      {entry.canUndo && (
        <button
          type="button"
          className="icon-button"
          aria-label={`Undo: ${words}`}
          title="Undo"
          disabled={isLooking}
          onClick={() => void undo()}
        >
          <Undo2 size={17} aria-hidden />
        </button>
      )}
      {entry.canRedo && number !== null && (
        <button
          type="button"
          className="icon-button"
          aria-label={`Redo: ${words}`}
          title="Redo"
          disabled={isLooking}
          onClick={() => void act("redo", { number })}
        >
          <Redo2 size={17} aria-hidden />
        </button>
      )}
    </li>
  );
}

/** So many moves are named before they are taken back; the others are counted. */
const namedMax = 6;

type BackToProps = { entry: LogEntry; entries: readonly LogEntry[]; onClose: () => void };

/** Asks before many moves are taken back at once. */
function BackTo({ entry, entries, onClose }: BackToProps) {
  const { act } = useSitting();
  const { number } = entry;
  const after = entries.filter((one) => one.canUndo && (one.number ?? 0) >= (number ?? 0));
  return (
    <Dialog title={`Undo ${plural(after.length, "move")}?`} onClose={onClose}>
      <p className="dialog__text">
        Back to before “{logWords(entry)}”. A move can only be taken back with those after it that
        changed the same.
      </p>
      <ul className="unread" aria-label="What is taken back">
        {after.slice(0, namedMax).map((one) => (
          <li key={one.key}>{logWords(one)}</li>
        ))}
        {after.length > namedMax && <li>and {after.length - namedMax} more</li>}
      </ul>
      <div className="form__actions">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="button button--primary"
          onClick={() => {
            onClose();
            if (number !== null) void act("undo.to", { number });
          }}
        >
          Undo them
        </button>
      </div>
    </Dialog>
  );
}
