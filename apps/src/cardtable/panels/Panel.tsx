import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";

type Props = { title: string; onClose: () => void; children: ReactNode; wide?: boolean };

/** Beside the table on a wide screen, a sheet from below on a narrow one. */
export function Panel({ title, onClose, children, wide = false }: Props) {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && element.current?.contains(document.activeElement)) onClose();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [onClose]);
  return (
    <section ref={element} className={wide ? "panel panel--tall" : "panel"} aria-label={title}>
      <header className="panel__head">
        <h2 className="panel__title">{title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <X size={20} aria-hidden />
        </button>
      </header>
      {children}
    </section>
  );
}
