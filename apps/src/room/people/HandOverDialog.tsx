import type { Room } from "roomkeeper";
import { toast } from "../../lib/toasts";
import { ConfirmDialog } from "../../ui/ConfirmDialog";

type Props<View extends object> = {
  room: Room<View>;
  id: string;
  name: string;
  onClose: () => void;
};

/** Makes somebody else the owner, once asked. */
export function HandOverDialog<View extends object>({ room, id, name, onClose }: Props<View>) {
  return (
    <ConfirmDialog
      title="Hand the room over"
      action="Hand it over"
      onConfirm={async () => {
        await room.command("room.handOver", { memberId: id });
        toast(`${name} owns this room now.`);
        onClose();
      }}
      onClose={onClose}
    >
      {name} can then remove and ban people, close the room and delete it. You can’t take it back.
    </ConfirmDialog>
  );
}
