import { type ReactNode, useEffect, useRef } from "react";
import { CloseButton } from "../../ui/CloseButton";

type Props = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Stays open beside the table while one plays, where there is room for it. */
  stays?: boolean;
};

const besideQuery = "(min-width: 721px)";

/** Beside the table on a wide screen, a sheet from below on a narrow one. */
export function Panel({ title, onClose, children, stays = false }: Props) {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && element.current?.contains(document.activeElement)) onClose();
    };
    const pointed = (event: PointerEvent): void => {
      if (stays && matchMedia(besideQuery).matches) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(".panel, .top-bar") === null) onClose();
    };
    document.addEventListener("keydown", pressed);
    document.addEventListener("pointerdown", pointed);
    return () => {
      document.removeEventListener("keydown", pressed);
      document.removeEventListener("pointerdown", pointed);
    };
  }, [onClose, stays]);
  return (
    <section ref={element} className={stays ? "panel panel--tall" : "panel"} aria-label={title}>
      <header className="panel__head">
        <h2 className="panel__title">{title}</h2>
        <CloseButton onClose={onClose} />
      </header>
      {children}
    </section>
  );
}
