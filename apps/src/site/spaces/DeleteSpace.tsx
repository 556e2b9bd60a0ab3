import { useState } from "react";
import type { PlaceEntry, SpacesApi } from "roomkeeper";
import { errorMessage } from "../../lib/attempt";
import { Dialog } from "../../ui/Dialog";
import { FormError } from "../../ui/FormError";

type Props = {
  api: SpacesApi;
  space: PlaceEntry;
  onClose: () => void;
  onDeleted: (space: PlaceEntry) => void;
};

export function DeleteSpace({ api, space, onClose, onDeleted }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const remove = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await api.deleteSpace(space.id);
      onDeleted(space);
    } catch (failure) {
      setError(errorMessage(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Delete “${space.name}”?`} onClose={onClose}>
      <p className="dialog__text">
        Whoever is there now is sent away. What was said and built there is gone for good.
      </p>
      <FormError sentence={error} />
      <div className="form__actions">
        <button type="button" className="button" onClick={onClose}>
          Keep it
        </button>
        <button
          type="button"
          className="button button--danger"
          disabled={busy}
          onClick={() => void remove()}
        >
          {busy ? "Deleting…" : "Delete the space"}
        </button>
      </div>
    </Dialog>
  );
}
