import { useEffect, useRef, useState } from "react";
import { useRoomStatus, useStore } from "roomkeeper/react";
import { SpaceProvider } from "roomkeeper/space/react";
import { identity, keepName, keptName } from "../lib/identity";
import { forgetSpace, rememberSpace } from "../lib/recentSpaces";
import { Connecting } from "../room/gate/Connecting";
import { NameGate } from "../room/gate/NameGate";
import { useTitle } from "../room/useTitle";
import { Refused } from "./Refused";
import { SpaceScreen } from "./SpaceScreen";
import { VenueProvider } from "./state/context";
import { openVenue, type Venue } from "./state/venue";
import "./styles/screen.css";
import "./styles/panels.css";

export default function SpacePage({ spaceId }: { spaceId: string }) {
  const [name, setName] = useState(keptName);
  if (name === "") {
    const enter = (given: string): void => {
      keepName(given);
      setName(given);
    };
    return <NameGate title="You are invited to a space" action="Walk in" onEnter={enter} />;
  }
  return <Visit key={`${spaceId} ${name}`} spaceId={spaceId} name={name} />;
}

/** Holds the connection to the room for as long as the page shows it. */
function Visit({ spaceId, name }: { spaceId: string; name: string }) {
  const [venue, setVenue] = useState<Venue | null>(null);
  useEffect(() => {
    const next = openVenue(spaceId, identity(name).token, name);
    setVenue(next);
    return next.stop;
  }, [spaceId, name]);
  if (venue === null) return null;
  return (
    <SpaceProvider value={venue.space}>
      <VenueProvider value={venue}>
        <ByStatus venue={venue} />
      </VenueProvider>
    </SpaceProvider>
  );
}

function ByStatus({ venue }: { venue: Venue }) {
  const { room, chat } = venue.space;
  const status = useRoomStatus(room);
  const unread = useStore(chat.unread);
  const wasJoined = useRef(false);
  if (status.state === "joined") wasJoined.current = true;
  const name = status.state === "joined" ? (room.info()?.name ?? "Space") : null;
  useTitle(name, unread);
  const isGone = status.state === "refused" && status.code === 4404;
  useEffect(() => {
    if (isGone) forgetSpace(room.id);
  }, [isGone, room.id]);
  const thumbnail = useStore(venue.details)?.thumbnail ?? undefined;
  useEffect(() => {
    if (name === null) return;
    rememberSpace({ id: room.id, name, ...(thumbnail === undefined ? {} : { thumbnail }) });
  }, [room.id, name, thumbnail]);
  if (status.state === "refused") return <Refused room={room} status={status} />;
  if (!wasJoined.current) return <Connecting title="Walking in…" />;
  return <SpaceScreen />;
}
