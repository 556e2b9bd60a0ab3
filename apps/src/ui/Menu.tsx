import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";

type Props = {
  label: string;
  at: { readonly x: number; readonly y: number };
  onClose: () => void;
  children: ReactNode;
};

const margin = 8;

/** A list of choices at a point of the screen, pushed inside where it would stick out. */
export function Menu({ label, at, onClose, children }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: at.x, top: at.y });
  useLayoutEffect(() => {
    const box = element.current?.getBoundingClientRect();
    if (box === undefined) return;
    setPlace({
      left: Math.max(margin, Math.min(at.x, innerWidth - box.width - margin)),
      top: Math.max(margin, Math.min(at.y, innerHeight - box.height - margin)),
    });
  }, [at.x, at.y]);
  useEffect(() => {
    const before = document.activeElement;
    element.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
    const pressed = (event: PointerEvent): void => {
      if (!element.current?.contains(event.target as Node)) onClose();
    };
    document.addEventListener("pointerdown", pressed, true);
    return () => {
      document.removeEventListener("pointerdown", pressed, true);
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [onClose]);
  return (
    <div
      ref={element}
      className="menu"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      style={place}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape" || event.key === "Tab") onClose();
        if (event.key === "ArrowDown") moveFocus(element.current, 1);
        else if (event.key === "ArrowUp") moveFocus(element.current, -1);
        else if (event.key !== "Escape") return;
        event.preventDefault();
      }}
    >
      {children}
    </div>
  );
}

function moveFocus(menu: HTMLElement | null, by: number): void {
  const items = [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  const index = items.indexOf(document.activeElement as HTMLElement);
  items.at((index + by + items.length) % Math.max(1, items.length))?.focus();
}

type ItemProps = {
  icon: ReactNode;
  onClick: () => void;
  children: ReactNode;
  shortcut?: string;
  danger?: boolean;
};

export function MenuItem({ icon, onClick, children, shortcut, danger = false }: ItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      className={danger ? "menu__item menu__item--danger" : "menu__item"}
      onClick={onClick}
    >
      {icon}
      <span>{children}</span>
      {shortcut !== undefined && <kbd className="menu__key">{shortcut}</kbd>}
    </button>
  );
}
