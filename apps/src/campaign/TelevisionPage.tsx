import { useEffect, useRef, useState } from "react";
import {
  CampaignProvider,
  useCampaignInfo,
  useParty,
  usePlayersFight,
} from "roomkeeper/campaign/react";
import { useRoomStatus } from "roomkeeper/react";
import { identity, keptName } from "../lib/identity";
import { Connecting } from "../room/gate/Connecting";
import { Announcer } from "./panels/Announcer";
import { Away } from "./panels/Away";
import { Chips } from "./panels/Chips";
import { ElapsedTime } from "./panels/ElapsedTime";
import { Hp } from "./panels/Hp";
import { WhoIsHere } from "./panels/WhoIsHere";
import { Refused } from "./Refused";
import { SittingProvider } from "./state/context";
import { type Joined, lookOn } from "./state/sitting";
import "./styles/index";
import "./styles/television.css";

/** What everybody at the table may see, large enough for a television across the room. */
export default function TelevisionPage({ campaignId }: { campaignId: string }) {
  const [joined, setJoined] = useState<Joined | null>(null);
  useEffect(() => {
    const next = lookOn(campaignId, identity(keptName() || "Guest").token);
    setJoined(next);
    return next.stop;
  }, [campaignId]);
  if (joined === null) return null;
  return (
    <CampaignProvider value={joined.campaign}>
      <SittingProvider value={joined}>
        <ByStatus joined={joined} />
      </SittingProvider>
    </CampaignProvider>
  );
}

function ByStatus({ joined: { room } }: { joined: Joined }) {
  const status = useRoomStatus(room);
  const name = useCampaignInfo()?.name;
  const wasJoined = useRef(false);
  if (status.state === "joined") wasJoined.current = true;
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · Roomkeeper`;
  }, [name]);
  if (status.state === "refused") {
    return <Refused status={status} refusal={null} onRetry={() => room.rejoin()} />;
  }
  if (!wasJoined.current) return <Connecting title="One moment…" />;
  return (
    <div className="television">
      <Away keptAt={null} />
      <Shown />
      <Announcer />
    </div>
  );
}

function Shown() {
  const name = useCampaignInfo()?.name ?? "";
  const shown = usePlayersFight();
  const party = useParty();
  if (shown === null) {
    return (
      <main className="television__rest">
        <h1 className="television__name">{name}</h1>
        <p className="television__quiet">No active encounter</p>
        <WhoIsHere />
        <ul className="television__party" aria-label="Party">
          {party.map(({ id, value }) => (
            <li key={id} className="television__hero">
              <span className="television__who">{value.name}</span>
              <Hp hp={value.hp} band={value.band} />
              <Chips
                conditions={value.conditions}
                life={value.life}
                exhaustion={value.exhaustion}
              />
            </li>
          ))}
        </ul>
      </main>
    );
  }
  const { fight, fighters } = shown;
  const now = fight.combatants[fight.turn];
  return (
    <main className="television__fight">
      <header className="television__head">
        <h1 className="television__name">
          {fight.round === 0 ? name : `Round ${fight.round}`}
          {fight.round > 0 && <ElapsedTime since={fight.sinceMillis} />}
        </h1>
        <p className="television__turn">
          {now !== undefined
            ? `${now.name}’s turn`
            : fighters.every(({ hasInitiative }) => hasInitiative)
              ? "About to begin"
              : "Roll initiative"}
        </p>
      </header>
      <ol
        className={
          fighters.length > 8 ? "television__order television__order--many" : "television__order"
        }
      >
        {fighters.map((fighter) => (
          <li
            key={fighter.id}
            className={[
              "television__one",
              fighter.isTurn ? "television__one--turn" : "",
              fighter.life === "dead" ? "television__one--dead" : "",
            ].join(" ")}
            aria-current={fighter.isTurn ? "step" : undefined}
          >
            <span className={`television__who seen__one--${fighter.kind}`}>{fighter.name}</span>
            <Chips
              conditions={fighter.conditions}
              life={fighter.life}
              concentrates={fighter.concentrates}
              readied={fighter.readied}
            />
            <Hp hp={fighter.hp} band={fighter.life === "dead" ? undefined : fighter.band} />
          </li>
        ))}
      </ol>
    </main>
  );
}
