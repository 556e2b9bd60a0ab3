import { Spade } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { useStore } from "roomkeeper/react";
import { useSpace } from "roomkeeper/space/react";
import { errorMessage } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { isTouch } from "../../lib/touch";
import { tableWithin } from "../model/geometry";
import { useVenue } from "../state/context";

/** Beside a card table: open it, or join who plays there. `use` is what the key E does. */
export function TablePrompt({ use }: { use: RefObject<() => void> }) {
  const venue = useVenue();
  const { space, api, table, tool } = venue;
  const at = useStore(space.self.place);
  useStore(space.room.at(["elements"]));
  const { room } = useSpace();
  const isOpen = useStore(table) !== null;
  const isEditing = useStore(tool) !== null;
  const [isAsking, setAsking] = useState(false);
  const near = at && tableWithin(at, Object.entries(room.get().elements ?? {}));
  const id = near?.id;
  const there = near?.element.table;

  async function open(): Promise<void> {
    if (id === undefined || isAsking) return;
    if (there !== undefined) {
      table.set(there);
      return;
    }
    setAsking(true);
    try {
      table.set((await api.openTable(room.id, id)).roomId);
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
          <Spade size={18} aria-hidden />
          {there === undefined ? "Open table" : "Join table"}
          {!isTouch() && <kbd className="prompt__key">E</kbd>}
        </button>
      )}
    </div>
  );
}
