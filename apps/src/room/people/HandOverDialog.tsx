import type { Room } from "roomkeeper";
import { attempt } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { Dialog } from "../../ui/Dialog";

type Props<View extends object> = {
  room: Room<View>;
  id: string;
  name: string;
  onClose: () => void;
};

/** Makes somebody else the owner, once asked. */
export function HandOverDialog<View extends object>({ room, id, name, onClose }: Props<View>) {
  const handOver = async (): Promise<void> => {
    if (!(await attempt(room.command("room.handOver", { memberId: id })))) return;
    toast(`${name} owns this room now.`);
    onClose();
  };
  return (
    <Dialog title="Hand the room over" onClose={onClose}>
      <p>
        {name} can then remove and ban people, close the room and delete it. You can’t take it back.
      </p>
      <div className="form__actions">
        <button type="button" className="button button--danger" onClick={() => void handOver()}>
          Hand it over to {name}
        </button>
      </div>
    </Dialog>
  );
}
