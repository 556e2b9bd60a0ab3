import { ExternalLink, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useStore } from "roomkeeper/react";
import { tablePath } from "../../lib/router";
import { useVenue } from "../state/context";

/** The card table over the stage: a page of its own, in a frame. */
export function TablePanel() {
  const { table } = useVenue();
  const roomId = useStore(table);
  const dialog = useRef<HTMLElement>(null);
  useEffect(() => {
    if (roomId !== null) dialog.current?.focus();
  }, [roomId]);
  if (roomId === null) return null;
  const path = tablePath(roomId);
  const close = (): void => table.set(null);
  return (
    <section
      ref={dialog}
      className="table-panel"
      role="dialog"
      aria-label="Card table"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <header className="table-panel__head">
        <h2 className="panel__title">Card table</h2>
        <span className="table-panel__tools">
          <a
            className="button button--small"
            href={path}
            target="_blank"
            rel="noreferrer"
            onClick={close}
          >
            <ExternalLink size={16} aria-hidden />
            In a tab of its own
          </a>
          <button
            type="button"
            className="icon-button"
            aria-label="Leave the table"
            onClick={close}
          >
            <X size={20} aria-hidden />
          </button>
        </span>
      </header>
      <iframe className="table-panel__frame" src={path} title="Card table" />
    </section>
  );
}
