import { type ReactNode, useState } from "react";
import { errorMessage } from "../lib/attempt";
import { Dialog } from "./Dialog";
import { FormError } from "./FormError";

type Props = {
  title: string;
  /** What comes of it. */
  children: ReactNode;
  /** As in "Delete the space". */
  action: string;
  /** As in "Keep it". */
  cancel?: string;
  /** Rejects if it could not be done; else it closes the dialog or leaves the page. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
};

/** Asks before something that can't be taken back. A refusal is shown in the dialog. */
export function ConfirmDialog(props: Props) {
  const { title, children, action, cancel = "Cancel", onConfirm, onClose } = props;
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
    } catch (failure) {
      setError(errorMessage(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="dialog__text">{children}</p>
      <FormError sentence={error} />
      <div className="form__actions">
        <button type="button" className="button" onClick={onClose}>
          {cancel}
        </button>
        <button
          type="button"
          className="button button--danger"
          disabled={isBusy}
          onClick={() => void confirm()}
        >
          {isBusy ? "One moment…" : action}
        </button>
      </div>
    </Dialog>
  );
}
