import { Layers, Plus } from "lucide-react";
import { useDeckIds, useObjectIds } from "roomkeeper/cardtable/react";
import { addDeck } from "./actions/decks";
import { useDesk } from "./state/context";

/** What a bare table offers. */
export function EmptyTable() {
  const desk = useDesk();
  const decks = useDeckIds();
  const objects = useObjectIds();
  if (decks.length > 0 || objects.length > 0) return null;
  return (
    <div className="empty-table">
      <h2 className="empty-table__title">The table is bare</h2>
      <p className="empty-table__text">Set out a deck to begin, or anything else from the tools.</p>
      <div className="empty-table__actions">
        <button
          type="button"
          className="button button--primary"
          onClick={() => void addDeck(desk.table, "standard")}
        >
          <Layers size={18} aria-hidden />
          Set out 52 cards
        </button>
        <button
          type="button"
          className="button"
          onClick={(event) => {
            const { x, y } = desk.viewport.centre();
            event.stopPropagation();
            desk.menu.set({
              target: { kind: "felt", point: desk.table.seats.toTable({ x, y }) },
              at: { x: event.clientX, y: event.clientY },
            });
          }}
        >
          <Plus size={18} aria-hidden />
          Something else
        </button>
      </div>
    </div>
  );
}
