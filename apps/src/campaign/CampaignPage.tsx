import { useEffect, useRef, useState } from "react";
import { CampaignProvider, useCampaign, useCampaignInfo, useSeat } from "roomkeeper/campaign/react";
import { useRoomStatus } from "roomkeeper/react";
import { identity } from "../lib/identity";
import { Connecting } from "../room/gate/Connecting";
import { Named } from "../room/gate/Named";
import { GateAlert } from "../ui/GateAlert";
import { DmScreen } from "./dm/DmScreen";
import { PlayerScreen } from "./player/PlayerScreen";
import { Refused } from "./Refused";
import { SittingProvider } from "./state/context";
import { keepPage } from "./state/keepPage";
import { forgetSeen, type Joined, lastSeen, type Sitting, sitDown } from "./state/sitting";
import { useInvitation } from "./state/useInvitation";
import "./styles/index";

/** How long the page waits for the server before it shows the view that was kept. */
const patienceMillis = 2_500;

/** A campaign for its members: the DM's screen, or a player's. */
export default function CampaignPage({ campaignId }: { campaignId: string }) {
  useEffect(keepPage, []);
  return (
    <Named title="You are invited to a campaign" action="Sit down">
      {(name) => <Invited key={`${campaignId} ${name}`} campaignId={campaignId} name={name} />}
    </Named>
  );
}

/** Uses the link's secret before the room is joined: without a seat it would refuse. */
function Invited({ campaignId, name }: { campaignId: string; name: string }) {
  const [{ token }] = useState(() => identity(name));
  const invitation = useInvitation(campaignId, token);
  if (invitation === "waiting") return <Connecting title="Taking a seat…" />;
  return <Seated campaignId={campaignId} name={name} refusal={invitation.refusal} />;
}

type SeatedProps = { campaignId: string; name: string; refusal: string | null };

/** Holds the connection to the room for as long as the page shows it. */
function Seated({ campaignId, name, refusal }: SeatedProps) {
  const [joined, setJoined] = useState<Joined | null>(null);
  useEffect(() => {
    const next = sitDown(campaignId, identity(name).token, name);
    setJoined(next);
    return next.stop;
  }, [campaignId, name]);
  if (joined === null) return null;
  return <ByStatus joined={joined} refusal={refusal} />;
}

function ByStatus({ joined, refusal }: { joined: Joined; refusal: string | null }) {
  const { room } = joined;
  const status = useRoomStatus(room);
  const wasJoined = useRef(false);
  if (status.state === "joined") wasJoined.current = true;
  const [last] = useState(() => lastSeen(room.id, joined.token));
  const isLate = useLate(patienceMillis);
  const isGone = status.state === "refused" && (status.code === 4404 || status.code === 4403);
  useEffect(() => {
    if (isGone) forgetSeen(room.id);
  }, [isGone, room.id]);
  if (status.state === "refused") {
    return <Refused status={status} refusal={refusal} onRetry={() => room.rejoin()} />;
  }
  if (wasJoined.current) return <Screen sitting={joined} keptAt={null} />;
  if (last !== null && isLate) {
    return <Screen sitting={last} keptAt={last.at} />;
  }
  return <Connecting title="Taking a seat…" />;
}

function useLate(millis: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), millis);
    return () => clearTimeout(timer);
  }, [millis]);
  return isLate;
}

function Screen({ sitting, keptAt }: { sitting: Sitting; keptAt: number | null }) {
  return (
    <CampaignProvider value={sitting.campaign}>
      <SittingProvider value={sitting}>
        <BySeat keptAt={keptAt} />
      </SittingProvider>
    </CampaignProvider>
  );
}

function BySeat({ keptAt }: { keptAt: number | null }) {
  const seat = useSeat();
  const name = useCampaignInfo()?.name ?? "Campaign";
  useEffect(() => {
    document.title = `${name} · Roomkeeper`;
  }, [name]);
  const hadSeat = useRef(false);
  if (seat !== null) hadSeat.current = true;
  if (seat === null) return hadSeat.current ? <TakenOut /> : <Connecting title="Taking a seat…" />;
  return seat === "dm" ? <DmScreen keptAt={keptAt} /> : <PlayerScreen keptAt={keptAt} />;
}

/** For somebody who just lost the seat. If the DM lets the player in again, the screen comes back by itself. */
function TakenOut() {
  const { source } = useCampaign();
  useEffect(() => forgetSeen(source.id), [source.id]);
  return (
    <GateAlert
      title="You were taken out of this campaign"
      text="Its DM took your seat away. Ask the DM to let you in again."
      retry={null}
      onRetry={() => {}}
    />
  );
}
