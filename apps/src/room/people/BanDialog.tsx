import { useState } from "react";
import type { Room } from "roomkeeper";
import { attempt } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { BanForm } from "../../ui/BanForm";
import { Check } from "../../ui/Check";

type Props<View extends object> = {
  room: Room<View>;
  id: string;
  name: string;
  onClose: () => void;
};

/** Keeps somebody out of the room for a time. */
export function BanDialog<View extends object>({ room, id, name, onClose }: Props<View>) {
  const [address, setAddress] = useState(false);
  const ban = async (minutes: number, reason: string | undefined): Promise<boolean> => {
    const payload = { memberId: id, minutes, address, ...(reason === undefined ? {} : { reason }) };
    const isDone = await attempt(room.command("member.ban", payload));
    if (isDone) toast(`${name} is banned.`);
    return isDone;
  };
  return (
    <BanForm name={name} readers="only you and admins read it" onBan={ban} onClose={onClose}>
      <Check
        label="All guests from the same address, too"
        hint="For a day at most. People with an account can still come in from there."
        isChecked={address}
        onChange={setAddress}
      />
    </BanForm>
  );
}
