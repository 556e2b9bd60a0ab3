import { type FormEvent, type ReactNode, useId, useState } from "react";
import { usualBanMinutes } from "../lib/banTimes";
import { BanTime } from "./BanTime";
import { Dialog } from "./Dialog";

type Props = {
  name: string;
  /** Who reads the reason. */
  readers: string;
  /** Answers whether it was done. */
  onBan: (minutes: number, reason: string | undefined) => Promise<boolean>;
  onClose: () => void;
  /** More fields. */
  children?: ReactNode;
};

/** Asks for how long somebody is banned, and why. */
export function BanForm({ name, readers, onBan, onClose, children }: Props) {
  const time = useId();
  const [minutes, setMinutes] = useState(usualBanMinutes);
  const [reason, setReason] = useState("");
  const ban = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await onBan(minutes, reason.trim() || undefined)) onClose();
  };
  return (
    <Dialog title={`Ban ${name}`} onClose={onClose}>
      <form className="form" onSubmit={(event) => void ban(event)}>
        <div className="field">
          <label className="field__label" htmlFor={time}>
            For how long
          </label>
          <BanTime id={time} minutes={minutes} onChoose={setMinutes} />
        </div>
        {children}
        <label className="field">
          <span className="field__label">Why (optional, {readers})</span>
          <input
            className="input"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <div className="form__actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button--danger" aria-label={`Ban ${name}`}>
            Ban
          </button>
        </div>
      </form>
    </Dialog>
  );
}
