import { Crosshair, Spade } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { useStore } from "roomkeeper/react";
import { useSpace } from "roomkeeper/space/react";
import { errorMessage } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { isTouch } from "../../lib/touch";
import { gameOf, gameWithin } from "../model/geometry";
import { useVenue } from "../state/context";

/** Beside a card table or an arena: open it, or join who plays there. `use` is what the key E does. */
export function GamePrompt({ use }: { use: RefObject<() => void> }) {
  const venue = useVenue();
  const { space, api, game, tool } = venue;
  const at = useStore(space.self.place);
  useStore(space.room.at(["elements"]));
  const { room } = useSpace();
  const isOpen = useStore(game) !== null;
  const isEditing = useStore(tool) !== null;
  const [isAsking, setAsking] = useState(false);
  const near = at && gameWithin(at, Object.entries(room.get().elements ?? {}));
  const id = near?.id;
  const kind = near === null || near === undefined ? null : gameOf(near.element);
  const there = near?.element.table;

  async function open(): Promise<void> {
    if (id === undefined || kind === null || isAsking) return;
    if (there !== undefined) {
      game.set({ kind, roomId: there });
      return;
    }
    setAsking(true);
    try {
      game.set({ kind, roomId: (await api.openTable(room.id, id)).roomId });
    } catch (error) {
      toast(errorMessage(error), "refused");
    }
    setAsking(false);
  }

  const isShown = id !== undefined && !isOpen && !isEditing;
  useEffect(() => {
    use.current = isShown ? () => void open() : () => {};
  });
  return (
    <div className="prompt" aria-live="polite">
      {isShown && (
        <button
          type="button"
          className="button button--primary prompt__button"
          disabled={isAsking}
          onClick={open}
        >
          {kind === "arena" ? <Crosshair size={18} aria-hidden /> : <Spade size={18} aria-hidden />}
          {`${there === undefined ? "Open" : "Join"} ${kind === "arena" ? "arena" : "table"}`}
          {!isTouch() && <kbd className="prompt__key">E</kbd>}
        </button>
      )}
    </div>
  );
}
