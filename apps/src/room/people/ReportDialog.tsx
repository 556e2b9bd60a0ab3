import { type FormEvent, useState } from "react";
import type { ReportReason } from "roomkeeper";
import { moderation } from "../../lib/apart";
import { attempt } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { Dialog } from "../../ui/Dialog";

const reasons: readonly (readonly [ReportReason, string])[] = [
  ["harassment", "Harassment or threats"],
  ["hate", "Hate"],
  ["sexual", "Sexual content"],
  ["spam", "Spam"],
  ["cheating", "Cheating"],
  ["other", "Something else"],
];

type Props = { id: string; name: string; roomId: string; onClose: () => void };

/** Tells the admins of somebody. The server adds what was said in the room. */
export function ReportDialog({ id, name, roomId, onClose }: Props) {
  const [reason, setReason] = useState<ReportReason>("harassment");
  const [note, setNote] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const said = note.trim();
    const request = { about: id, roomId, reason, ...(said === "" ? {} : { note: said }) };
    const isSent = await attempt(moderation().report(request));
    setBusy(false);
    if (!isSent) return;
    toast("Thank you. The admins will look at it.");
    onClose();
  };
  return (
    <Dialog title={`Report ${name}`} onClose={onClose}>
      <form className="form" onSubmit={(event) => void send(event)}>
        <label className="field">
          <span className="field__label">What is wrong</span>
          <select
            className="input"
            value={reason}
            onChange={(event) => setReason(event.target.value as ReportReason)}
          >
            {reasons.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="field__label">What happened (optional)</span>
          <textarea
            className="input"
            rows={4}
            maxLength={1_000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <p className="field__hint">
          The newest lines of this room’s chat go along. {name} is not told who reported.
        </p>
        <div className="form__actions">
          <button type="submit" className="button button--primary" disabled={isBusy}>
            Send the report
          </button>
        </div>
      </form>
    </Dialog>
  );
}
