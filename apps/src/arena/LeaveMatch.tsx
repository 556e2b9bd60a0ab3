import { DoorOpen } from "lucide-react";
import { useState } from "react";
import type { Arena } from "roomkeeper/arena";
import { useStore } from "roomkeeper/react";
import { attempt } from "../lib/attempt";
import { identity, keptName } from "../lib/identity";
import { arenaPagePath, leaveTo } from "../lib/router";
import { Dialog } from "../ui/Dialog";

/** The way out. Who leaves a match that the queue made while it runs is asked first: there is no way back. */
export function LeaveMatch({ arena }: { arena: Arena }) {
  const isFixture = useStore(arena.room.at(["fixture"])) !== undefined;
  const phase = useStore(arena.room.at(["game", "phase"]));
  const [asks, setAsks] = useState(false);
  const isRunning = isFixture && phase !== "over";
  const leave = async (): Promise<void> => {
    if (await attempt(identity(keptName()).matches.leave())) leaveTo(arenaPagePath);
  };
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label="Leave the match"
        onClick={() => (isRunning ? setAsks(true) : leaveTo(arenaPagePath))}
      >
        <DoorOpen size={20} aria-hidden />
      </button>
      {asks && (
        <Dialog title="Leave for good?" onClose={() => setAsks(false)}>
          <p className="dialog__text">
            Your match goes on without you, and you are ranked last in it.
          </p>
          <div className="form__actions">
            <button type="button" className="button" onClick={() => setAsks(false)}>
              Stay
            </button>
            <button type="button" className="button button--danger" onClick={() => void leave()}>
              Leave for good
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
