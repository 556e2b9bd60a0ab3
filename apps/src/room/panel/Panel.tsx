import { type ReactNode, useEffect, useRef } from "react";
import { CloseButton } from "../../ui/CloseButton";
import { useFocusBack } from "../../ui/useFocusBack";
import "./panel.css";

type Props = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** As tall as there is room, with what scrolls in its middle. */
  isTall?: boolean;
  /** A press beside it closes it; on a narrow screen it always does, where the panel lies over all else. */
  closesOutside?: boolean;
};

const besideQuery = "(min-width: 721px)";

/** Beside the room on a wide screen, a sheet from below on a narrow one. It takes the focus, and Escape closes it. */
export function Panel({ title, onClose, children, isTall = false, closesOutside = false }: Props) {
  const element = useRef<HTMLElement>(null);
  useFocusBack();
  useEffect(() => {
    const panel = element.current;
    if (panel !== null && !panel.contains(document.activeElement)) panel.focus();
  }, []);
  useEffect(() => {
    const pointed = (event: PointerEvent): void => {
      if (!closesOutside && matchMedia(besideQuery).matches) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(".panel, .dialog, .menu, header, [aria-expanded]") === null) onClose();
    };
    document.addEventListener("pointerdown", pointed);
    return () => document.removeEventListener("pointerdown", pointed);
  }, [onClose, closesOutside]);
  return (
    <section
      ref={element}
      className={isTall ? "panel panel--tall" : "panel"}
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <header className="panel__head">
        <h2 className="panel__title">{title}</h2>
        <CloseButton onClose={onClose} />
      </header>
      {children}
    </section>
  );
}
