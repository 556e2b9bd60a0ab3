import { ExternalLink, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useStore } from "roomkeeper/react";
import { insideClosed, tablePath } from "../../lib/router";
import { hrefOf } from "../../lib/site";
import { useFocusBack } from "../../ui/useFocusBack";
import { useVenue } from "../state/context";

/** The card table over the stage: its page in a frame, without its own way out. */
export function TablePanel() {
  const { table } = useVenue();
  const roomId = useStore(table);
  return roomId === null ? null : <Open key={roomId} roomId={roomId} />;
}

function Open({ roomId }: { roomId: string }) {
  const { table } = useVenue();
  const frame = useRef<HTMLIFrameElement>(null);
  useFocusBack();
  useEffect(() => {
    const close = (): void => table.set(null);
    frame.current?.focus();
    // Keys that are pressed at the table stay in its frame: it tells when it wants to be left.
    const told = (event: MessageEvent): void => {
      const isOurs =
        event.origin === location.origin && event.source === frame.current?.contentWindow;
      if (isOurs && event.data === insideClosed) close();
    };
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Escape") close();
    };
    addEventListener("message", told);
    addEventListener("keydown", pressed);
    return () => {
      removeEventListener("message", told);
      removeEventListener("keydown", pressed);
    };
  }, [table]);
  return (
    <section className="table-panel" role="dialog" aria-label="Card table">
      <header className="table-panel__head">
        <h2 className="panel__title">Card table</h2>
        <span className="table-panel__tools">
          <a
            className="button button--small"
            href={hrefOf(tablePath(roomId))}
            target="_blank"
            rel="noreferrer"
            onClick={() => table.set(null)}
          >
            <ExternalLink size={16} aria-hidden />
            In a tab of its own
          </a>
          <button
            type="button"
            className="icon-button"
            aria-label="Leave the table"
            onClick={() => table.set(null)}
          >
            <X size={20} aria-hidden />
          </button>
        </span>
      </header>
      <iframe
        ref={frame}
        className="table-panel__frame"
        src={hrefOf(`${tablePath(roomId)}?inside`)}
        title="Card table"
      />
    </section>
  );
}
