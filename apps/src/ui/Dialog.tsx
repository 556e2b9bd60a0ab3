import { type ReactNode, useEffect, useId, useRef } from "react";

type Props = { title: string; text?: string; onClose: () => void; children: ReactNode };

/** A modal question: the browser's own dialog keeps the focus inside and closes it with Escape. */
export function Dialog({ title, text, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (
          event.target === element.current &&
          outside(event.currentTarget, event.clientX, event.clientY)
        )
          onClose();
      }}
    >
      <h2 id={titleId} className="dialog__title">
        {title}
      </h2>
      {text !== undefined && <p className="dialog__text">{text}</p>}
      <div className="dialog__body">{children}</div>
    </dialog>
  );
}

function outside(dialog: HTMLDialogElement, x: number, y: number): boolean {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
