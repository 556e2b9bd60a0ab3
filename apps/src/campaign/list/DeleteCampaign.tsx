import { useState } from "react";
import type { CampaignEntry, CampaignsApi } from "roomkeeper/campaign";
import { errorMessage } from "../../lib/attempt";
import { Dialog } from "../../ui/Dialog";
import { FormError } from "../../ui/FormError";

type Props = {
  api: CampaignsApi;
  campaign: CampaignEntry;
  onClose: () => void;
  onDeleted: (campaign: CampaignEntry) => void;
};

export function DeleteCampaign({ api, campaign, onClose, onDeleted }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const remove = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await api.delete(campaign.id);
      onDeleted(campaign);
    } catch (failure) {
      setError(errorMessage(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Delete “${campaign.name}”?`} onClose={onClose}>
      <p className="dialog__text">
        Its encounters, its log and the characters in it are gone for good. You can save it as a
        file first, in the campaign’s settings.
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
          {busy ? "Deleting…" : "Delete the campaign"}
        </button>
      </div>
    </Dialog>
  );
}
