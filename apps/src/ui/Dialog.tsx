import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { CloseButton } from "./CloseButton";

type Props = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
};

/** A question in front of the page. Escape and a press beside it close it; then the focus is where it was before. */
export function Dialog({ title, onClose, children, wide = false }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const isPressedBeside = useRef(false);
  const titleId = useId();
  // In the layout phase, since a dialog can give the focus back only while it is still in the page.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null || dialog.open) return;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={wide ? "dialog dialog--wide" : "dialog"}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        // Escape is for the dialog alone, and not for a panel that it was opened from.
        if (event.key === "Escape") event.stopPropagation();
      }}
      onPointerDown={(event) => {
        isPressedBeside.current = event.target === element.current;
      }}
      onClick={(event) => {
        // A selection that began inside and ends beside it is no wish to close.
        if (event.target === element.current && isPressedBeside.current) onClose();
      }}
    >
      <div className="dialog__body">
        <header className="dialog__head">
          <h2 id={titleId} className="dialog__title">
            {title}
          </h2>
          <CloseButton onClose={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
