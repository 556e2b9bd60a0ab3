import { Ellipsis } from "lucide-react";
import { useDrag } from "roomkeeper/cardtable/react";
import { useStore } from "roomkeeper/react";
import { useDesk } from "../state/context";
import { actionsFor } from "./objectActions";

/** What can be done with what is marked, in reach of a thumb over the tray. */
export function SelectionBar() {
  const desk = useDesk();
  const selected = useStore(desk.selection);
  const isDragging = useDrag() !== null;
  const marquee = useStore(desk.marquee);
  if (selected.size === 0 || isDragging || marquee !== null) return null;
  return <Bar ids={[...selected]} />;
}

function Bar({ ids }: { ids: readonly string[] }) {
  const desk = useDesk();
  useStore(desk.layout);
  return (
    <div className="selection-bar" role="toolbar" aria-label="Marked things">
      {ids.length > 1 && <span className="selection-bar__count">{ids.length}</span>}
      {actionsFor(desk, ids)
        .filter((action) => action.first)
        .map((action) => (
          <button
            key={action.key}
            type="button"
            className="selection-bar__button"
            title={action.shortcut ? `${action.label} (${action.shortcut})` : action.label}
            onClick={action.run}
          >
            {action.icon}
            <span>{shortLabel(action.key)}</span>
          </button>
        ))}
      <button
        type="button"
        className="selection-bar__button"
        aria-haspopup="menu"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          desk.menu.set({
            target: { kind: "objects", ids },
            at: { x: box.left, y: Math.max(8, box.top - 360) },
          });
        }}
      >
        <Ellipsis size={18} aria-hidden />
        <span>More</span>
      </button>
    </div>
  );
}

const short: Readonly<Record<string, string>> = {
  flip: "Turn over",
  roll: "Roll",
  less: "One less",
  more: "One more",
  write: "Write",
  take: "To hand",
  gather: "Gather",
  spread: "Spread",
  turn: "Turn",
  duplicate: "Copy",
  remove: "Remove",
};

function shortLabel(key: string): string {
  return short[key] ?? key;
}
