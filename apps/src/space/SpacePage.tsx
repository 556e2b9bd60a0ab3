import { useEffect } from "react";
import { createSpacesApi, type Room, type TokenProvider } from "roomkeeper";
import { useRoomStatus, useStore } from "roomkeeper/react";
import type { SpaceView } from "roomkeeper/space";
import { SpaceProvider } from "roomkeeper/space/react";
import { forgetSpace, rememberSpace } from "../lib/recentSpaces";
import type { Mode } from "../room/page/mode";
import type { RoomWords } from "../room/page/RefusedGate";
import { RoomPage } from "../room/page/RoomPage";
import { useRoomName } from "../room/useRoomName";
import { useTitle } from "../room/useTitle";
import { cellsSeen } from "./model/cells";
import { SpaceScreen } from "./SpaceScreen";
import { VenueProvider } from "./state/context";
import { openVenue, type Venue } from "./state/venue";
import "./styles/screen.css";
import "./styles/panels.css";

const words: RoomWords = {
  what: "a space",
  action: "Walk in",
  connecting: "Walking in…",
  place: "place",
  refusals: {
    4404: {
      title: "This space is gone",
      text: "It was deleted, or it closed when the last one left, or the link is not quite right.",
      retry: null,
    },
    4409: {
      title: "You are in this space elsewhere",
      text: "It was opened in another tab or on another device by the same person.",
      retry: "Walk here instead",
    },
    4401: {
      title: "You were away for long",
      text: "Your pass for this space has run out.",
      retry: "Come back",
    },
  },
};

type Props = { spaceId: string; mode: Mode };

export default function SpacePage({ spaceId, mode }: Props) {
  return (
    <RoomPage<SpaceView, Venue>
      roomId={spaceId}
      mode={mode}
      words={words}
      watched={watched}
      open={openVenue}
      onRefused={(code) => {
        if (code === 4404) forgetSpace(spaceId);
      }}
    >
      {(venue, room) => <Shown venue={venue} room={room} />}
    </RoomPage>
  );
}

/** An onlooker is nowhere, and sees the cells of the map as far as one connection may hold them. */
async function watched(spaceId: string, token: TokenProvider): Promise<readonly string[]> {
  const { dimensions } = await createSpacesApi({ token }).space(spaceId);
  return ["all", ...cellsSeen(dimensions)];
}

function Shown({ venue, room }: { venue: Venue; room: Room<SpaceView> }) {
  const status = useRoomStatus(room);
  const unread = useStore(venue.space.chat.unread);
  const name = useRoomName(room, "Space");
  useTitle(name, unread);
  const thumbnail = useStore(venue.details)?.thumbnail ?? undefined;
  const isIn = status.state === "joined" && venue.canAct;
  useEffect(() => {
    if (!isIn) return;
    rememberSpace({ id: room.id, name, ...(thumbnail === undefined ? {} : { thumbnail }) });
  }, [isIn, room.id, name, thumbnail]);
  return (
    <SpaceProvider value={venue.space}>
      <VenueProvider value={venue}>
        <SpaceScreen />
      </VenueProvider>
    </SpaceProvider>
  );
}
