import { type ReactNode, useEffect, useRef } from "react";
import { CloseButton } from "../../ui/CloseButton";

type Props = { title: string; onClose: () => void; children: ReactNode };

/** Beside the stage on a wide screen, from below on a narrow one. */
export function Sheet({ title, onClose, children }: Props) {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && element.current?.contains(document.activeElement)) onClose();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [onClose]);
  return (
    <section ref={element} className="sheet" aria-label={title}>
      <header className="sheet__head">
        <h2 className="sheet__title">{title}</h2>
        <CloseButton onClose={onClose} />
      </header>
      {children}
    </section>
  );
}
