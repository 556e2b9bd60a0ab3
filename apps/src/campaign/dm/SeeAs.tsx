import { useEffect, useState } from "react";
import { CampaignProvider, useCampaign, useSeat } from "roomkeeper/campaign/react";
import { useRoomStatus } from "roomkeeper/react";
import { Dialog } from "../../ui/Dialog";
import { PlayerBody } from "../player/PlayerScreen";
import { SittingProvider, useSitting } from "../state/context";
import { useNames } from "../state/names";
import { type Joined, lookOn } from "../state/sitting";

/**
 * The campaign as a player sees it. It shows what the server sends that player, and guesses nothing from what the DM
 * knows.
 */
export function SeeAs({ member, onClose }: { member: string; onClose: () => void }) {
  const { source } = useCampaign();
  const { token } = useSitting();
  const name = useNames()(member);
  const [joined, setJoined] = useState<Joined | null>(null);
  useEffect(() => {
    const next = lookOn(source.id, token, member);
    setJoined(next);
    return next.stop;
  }, [source.id, token, member]);
  return (
    <Dialog title={`As ${name} sees it`} onClose={onClose} wide>
      {joined !== null && (
        <CampaignProvider value={joined.campaign}>
          <SittingProvider value={joined}>
            <Looking joined={joined} />
          </SittingProvider>
        </CampaignProvider>
      )}
    </Dialog>
  );
}

function Looking({ joined }: { joined: Joined }) {
  const status = useRoomStatus(joined.room);
  const seat = useSeat();
  if (status.state === "refused") {
    return <p className="dialog__text">The server doesn’t show this: {status.reason}</p>;
  }
  if (seat === null) return <span className="spinner" role="status" aria-label="One moment" />;
  return (
    <div className="see-as">
      <PlayerBody />
    </div>
  );
}
