import { Dialog } from "../../ui/Dialog";
import { useSitting } from "../state/context";
import { useNames } from "../state/names";

/** Asks before somebody loses the seat. */
export function TakeOut({ member, onClose }: { member: string; onClose: () => void }) {
  const { act } = useSitting();
  const name = useNames()(member);
  return (
    <Dialog title={`Take ${name} out?`} onClose={onClose}>
      <p className="dialog__text">
        {name} sees nothing of this campaign any more, and no link lets {name} in again. You can,
        under “Taken out”. The characters stay.
      </p>
      <div className="form__actions">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="button button--danger"
          onClick={() => {
            onClose();
            void act("player.remove", { member });
          }}
        >
          Take out
        </button>
      </div>
    </Dialog>
  );
}
