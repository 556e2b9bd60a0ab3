import { usePlayer } from "roomkeeper/cardtable/react";
import { tablePath } from "../../lib/router";
import { InvitePanel } from "../../room/invite/InvitePanel";
import { useDesk } from "../state/context";

export function InviteToTable({ onClose }: { onClose: () => void }) {
  const { table } = useDesk();
  const me = usePlayer(table.room.self() ?? "");
  return (
    <InvitePanel
      title="Invite to this table"
      path={tablePath(table.room.id)}
      by={me?.name ?? ""}
      text="Whoever opens this link takes a seat. No account, nothing to install."
      watchText="Whoever opens this link sees what lies open, and takes no seat."
      onClose={onClose}
    />
  );
}
