import type { Room } from "roomkeeper";
import { attempt } from "../../lib/attempt";
import { nameMax } from "../../lib/identity";
import { SavedField } from "../../ui/SavedField";

type Props<View extends object> = { room: Room<View>; name: string };

/** How one is called in this room, whatever one is called elsewhere. */
export function OwnName<View extends object>({ room, name }: Props<View>) {
  return (
    <SavedField
      label="Your name here"
      hint="Only in this room. Everybody in it sees the change."
      value={name}
      maxLength={nameMax}
      onSave={(text) => attempt(room.command("member.rename", { name: text }))}
    />
  );
}
