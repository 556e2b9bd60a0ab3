import { ExternalLink, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useStore } from "roomkeeper/react";
import { arenaPath, insideClosed, tablePath } from "../../lib/router";
import { hrefOf } from "../../lib/site";
import { useFocusBack } from "../../ui/useFocusBack";
import { useVenue } from "../state/context";
import type { OpenGame } from "../state/venue";

const games = {
  cardtable: { name: "Card table", leave: "Leave the table", pathOf: tablePath },
  arena: { name: "Arena", leave: "Leave the arena", pathOf: arenaPath },
} as const;

/** The card table or the arena over the stage: its page in a frame, without its own way out. */
export function GamePanel() {
  const { game } = useVenue();
  const open = useStore(game);
  return open === null ? null : <Open key={open.roomId} {...open} />;
}

function Open({ kind, roomId }: OpenGame) {
  const { game } = useVenue();
  const { name, leave, pathOf } = games[kind];
  const frame = useRef<HTMLIFrameElement>(null);
  useFocusBack();
  useEffect(() => {
    const close = (): void => game.set(null);
    frame.current?.focus();
    // Keys that are pressed in it stay in its frame: it tells when it wants to be left.
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
  }, [game]);
  return (
    <section className="table-panel" role="dialog" aria-label={name}>
      <header className="table-panel__head">
        <h2 className="panel__title">{name}</h2>
        <span className="table-panel__tools">
          <a
            className="button button--small"
            href={hrefOf(pathOf(roomId))}
            target="_blank"
            rel="noreferrer"
            onClick={() => game.set(null)}
          >
            <ExternalLink size={16} aria-hidden />
            In a tab of its own
          </a>
          <button
            type="button"
            className="icon-button"
            aria-label={leave}
            onClick={() => game.set(null)}
          >
            <X size={20} aria-hidden />
          </button>
        </span>
      </header>
      <iframe
        ref={frame}
        className="table-panel__frame"
        src={hrefOf(`${pathOf(roomId)}?inside`)}
        title={name}
      />
    </section>
  );
}
