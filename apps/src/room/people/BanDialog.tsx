import { type FormEvent, useId, useState } from "react";
import type { Room } from "roomkeeper";
import { attempt } from "../../lib/attempt";
import { usualBanMinutes } from "../../lib/banTimes";
import { toast } from "../../lib/toasts";
import { BanTime } from "../../ui/BanTime";
import { Check } from "../../ui/Check";
import { Dialog } from "../../ui/Dialog";

type Props<View extends object> = {
  room: Room<View>;
  id: string;
  name: string;
  onClose: () => void;
};

/** Keeps somebody out of the room for a time. */
export function BanDialog<View extends object>({ room, id, name, onClose }: Props<View>) {
  const time = useId();
  const [minutes, setMinutes] = useState(usualBanMinutes);
  const [address, setAddress] = useState(false);
  const [reason, setReason] = useState("");
  const ban = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const why = reason.trim();
    const payload = { memberId: id, minutes, address, ...(why === "" ? {} : { reason: why }) };
    if (!(await attempt(room.command("member.ban", payload)))) return;
    toast(`${name} is banned.`);
    onClose();
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
        <Check
          label="All guests from the same address, too"
          hint="For a day at most. People with an account can still come in from there."
          isChecked={address}
          onChange={setAddress}
        />
        <label className="field">
          <span className="field__label">Why (optional, only you and admins read it)</span>
          <input
            className="input"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <div className="form__actions">
          <button type="submit" className="button button--danger">
            Ban {name}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
