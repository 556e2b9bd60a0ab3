import { usePerson, useSpace } from "roomkeeper/space/react";
import { spacePath } from "../../lib/router";
import { InvitePanel } from "../../room/invite/InvitePanel";

export function InviteToSpace({ onClose }: { onClose: () => void }) {
  const { room } = useSpace();
  const me = usePerson(room.self() ?? "");
  return (
    <InvitePanel
      title="Invite to this space"
      path={spacePath(room.id)}
      by={me?.name ?? ""}
      text="Whoever opens this link walks in. No account, nothing to install."
      watchText="Whoever opens this link sees who walks where, and is not in the space."
      onClose={onClose}
    />
  );
}
