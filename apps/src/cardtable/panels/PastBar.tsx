import { History, Redo2, Undo2 } from "lucide-react";
import { useLog } from "roomkeeper/cardtable/react";
import { nextRedo, nextUndo, redo, sentenceOf, undo } from "../actions/past";
import { useDesk } from "../state/context";

type Props = { isLogOpen: boolean; onLog: () => void };

/** Undo, redo, and the log of the table. */
export function PastBar({ isLogOpen, onLog }: Props) {
  const { table, canAct } = useDesk();
  const entries = useLog();
  const back = nextUndo(entries);
  const again = nextRedo(entries);
  const undoLabel = back === undefined ? "Undo" : `Undo: ${sentenceOf(table, back)}`;
  const redoLabel = again === undefined ? "Do again" : `Do again: ${sentenceOf(table, again)}`;
  return (
    <div className="past-bar" role="toolbar" aria-label="What was done">
      {canAct && (
        <>
          <button
            type="button"
            className="icon-button"
            aria-label={undoLabel}
            title={`${undoLabel} (Ctrl+Z)`}
            disabled={back === undefined}
            onClick={() => void undo(table)}
          >
            <Undo2 size={19} aria-hidden />
          </button>
          <button
            type="button"
            className="icon-button past-bar__wide"
            aria-label={redoLabel}
            title={`${redoLabel} (Ctrl+Y)`}
            disabled={again === undefined}
            onClick={() => void redo(table)}
          >
            <Redo2 size={19} aria-hidden />
          </button>
        </>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label="What was done"
        title="What was done"
        aria-expanded={isLogOpen}
        onClick={onLog}
      >
        <History size={19} aria-hidden />
      </button>
    </div>
  );
}
