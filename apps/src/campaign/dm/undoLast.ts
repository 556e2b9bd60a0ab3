import { toast } from "../../lib/toasts";
import { afterUndo } from "../model/words";
import type { Sitting } from "../state/sitting";

/** Takes back the last move that can be, and says so where players have seen what it showed. */
export async function undoLast({ act, campaign }: Sitting): Promise<void> {
  const last = campaign.log.getSnapshot().find(({ canUndo }) => canUndo);
  const warning = afterUndo(last?.command);
  if ((await act("undo", {})) && warning !== null) toast(warning);
}
