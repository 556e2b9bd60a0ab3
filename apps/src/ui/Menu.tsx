import {
  Composite,
  CompositeItem,
  CompositeProvider,
  CompositeSeparator,
  Popover,
  PopoverProvider,
} from "@ariakit/react";
import { type ReactNode, useEffect, useRef } from "react";
import { useFocusBack } from "./useFocusBack";

type Props = {
  label: string;
  at: { readonly x: number; readonly y: number };
  onClose: () => void;
  /** Fields and buttons above the choices, which a menu itself may not hold. */
  head?: ReactNode;
  children: ReactNode;
};

/** A list of choices at a point of the screen, pushed inside where it would stick out. */
export function Menu({ label, at, onClose, head, children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useFocusBack();
  useCloseOnTurn(onClose);
  return (
    <PopoverProvider
      open
      placement="bottom-start"
      setOpen={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Popover
        className="menu"
        aria-label={label}
        getAnchorRect={() => ({ x: at.x, y: at.y, width: 0, height: 0 })}
        gutter={0}
        overflowPadding={8}
        fitViewport
        overlap
        slide
        unmountOnHide
        autoFocusOnHide={false}
        initialFocus={list}
      >
        {head}
        <CompositeProvider orientation="vertical" focusLoop defaultActiveId={undefined}>
          <Composite ref={list} role="menu" aria-label={label} className="menu__list">
            {children}
          </Composite>
        </CompositeProvider>
      </Popover>
    </PopoverProvider>
  );
}

/** On a screen of another width, as when a phone is turned, the point is no longer where it was. Its height changes with the keyboard. */
function useCloseOnTurn(onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const width = innerWidth;
    const look = (): void => {
      if (innerWidth !== width) close.current();
    };
    addEventListener("resize", look);
    return () => removeEventListener("resize", look);
  }, []);
}

/** A line between choices of different sorts. */
export function MenuRule() {
  return <CompositeSeparator className="menu__rule" />;
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
    <CompositeItem
      role="menuitem"
      className={danger ? "menu__item menu__item--danger" : "menu__item"}
      onClick={onClick}
    >
      {icon}
      <span>{children}</span>
      {shortcut !== undefined && <kbd className="menu__key">{shortcut}</kbd>}
    </CompositeItem>
  );
}
