import { Ellipsis } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Menu } from "./Menu";

type Props = {
  /** Of the button, as in "What to do about Ann". */
  label: string;
  title: string;
  /** The choices; each calls `close`. */
  children: (close: () => void) => ReactNode;
};

/** A button with three dots that opens a menu. */
export function MoreMenu({ label, title, children }: Props) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const close = (): void => setAt(null);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          setAt(at === null ? { x: box.left, y: box.bottom } : null);
        }}
      >
        <Ellipsis size={18} aria-hidden />
      </button>
      {at !== null && (
        <Menu label={title} at={at} onClose={close}>
          {children(close)}
        </Menu>
      )}
    </>
  );
}
