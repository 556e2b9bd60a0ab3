import { Circle, Dices, Hash, Layers, Plus, StickyNote } from "lucide-react";
import { useState } from "react";
import { Menu, MenuItem } from "../../ui/Menu";
import { additionChoices } from "../menus/additions";
import { useDesk } from "../state/context";

type At = { readonly x: number; readonly y: number };
const size = 21;

const tools = [
  { key: "token", label: "Token", icon: <Circle size={size} aria-hidden /> },
  { key: "die", label: "Die", icon: <Dices size={size} aria-hidden /> },
  { key: "counter", label: "Counter", icon: <Hash size={size} aria-hidden /> },
  { key: "note", label: "Note", icon: <StickyNote size={size} aria-hidden /> },
] as const;

/** Puts things on the table: a strip of tools on a wide screen, one button on a narrow one. */
export function AddBar() {
  const desk = useDesk();
  const [open, setOpen] = useState<{ at: At; decksOnly: boolean } | null>(null);
  const show = (element: HTMLElement, decksOnly: boolean): void => {
    const box = element.getBoundingClientRect();
    setOpen({ at: { x: box.right + 8, y: box.top - (decksOnly ? 0 : 320) }, decksOnly });
  };
  return (
    <>
      <div className="add-bar" role="toolbar" aria-label="Put on the table">
        <button
          type="button"
          className="add-bar__tool"
          aria-haspopup="menu"
          onClick={(event) => show(event.currentTarget, true)}
        >
          <Layers size={size} aria-hidden />
          <span>Deck</span>
        </button>
        {tools.map(({ key, label, icon }) => (
          <button
            key={key}
            type="button"
            className="add-bar__tool"
            onClick={() => additionChoices.find((choice) => choice.key === key)?.run(desk)}
          >
            {icon}
            <span>{label}</span>
          </button>
        ))}
      </div>
      <button
        type="button"
        className="add-button"
        aria-haspopup="menu"
        aria-label="Put something on the table"
        onClick={(event) => show(event.currentTarget, false)}
      >
        <Plus size={24} aria-hidden />
      </button>
      {open !== null && (
        <Menu label="Put on the table" at={open.at} onClose={() => setOpen(null)}>
          {additionChoices
            .filter(({ key }) => !open.decksOnly || ["deck", "jokers", "short"].includes(key))
            .map(({ key, label, icon, run }) => (
              <MenuItem
                key={key}
                icon={icon}
                onClick={() => {
                  setOpen(null);
                  run(desk);
                }}
              >
                {label}
              </MenuItem>
            ))}
        </Menu>
      )}
    </>
  );
}
