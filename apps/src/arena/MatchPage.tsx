import { type ReactNode, useEffect, useState } from "react";
import { joinRoom } from "roomkeeper";
import { type Arena, type ArenaView, createArena } from "roomkeeper/arena";
import { useRoomStatus } from "roomkeeper/react";
import { identity, keptName } from "../lib/identity";
import { Connecting } from "../room/gate/Connecting";
import { Named } from "../room/gate/Named";
import { type Explanation, Refusal } from "../room/gate/Refusal";
import { MatchScreen } from "./MatchScreen";
import "./arena.css";

const explanations: { readonly [code: number]: Explanation } = {
  4404: {
    title: "This match is over",
    text: "Nobody is in this arena any more, or the link is not quite right.",
    retry: null,
  },
  4409: {
    title: "You play elsewhere",
    text: "This match was opened in another tab or on another device.",
    retry: "Play here instead",
  },
};

type MatchProps = {
  readonly roomId: string;
  /** Whether one only looks on, which everybody does 10 s late. */
  readonly isWatching: boolean;
};

/**
 * What an onlooker is shown: the match, the bodies, the places where health lies, and all bolts. A server takes 64 layers:
 * the last seats of a very large arena are left out.
 */
const watched = [
  "all",
  "role:watch",
  ...Array.from({ length: 46 }, (_, slot) => `role:${slot}`),
  ...Array.from({ length: 16 }, (_, place) => `role:h${place}`),
];

/** One match, from coming in to its result. */
export default function MatchPage({ roomId, isWatching }: MatchProps) {
  useEffect(() => {
    document.title = "Arena · Roomkeeper";
  }, []);
  if (isWatching) return <Played key={roomId} roomId={roomId} name="Guest" isWatching />;
  return (
    <Named title="You are invited to a match" action="Play">
      {(name) => <Played key={`${roomId} ${name}`} roomId={roomId} name={name} />}
    </Named>
  );
}

type PlayedProps = {
  readonly roomId: string;
  readonly name: string;
  /** What stands in front of a game that one plays only while one waits. */
  readonly waiting?: ReactNode;
  readonly isWatching?: boolean;
};

/** A match as somebody with a name plays it. */
export function Played({ roomId, name, waiting = null, isWatching = false }: PlayedProps) {
  const [arena, setArena] = useState<Arena | null>(null);
  useEffect(() => {
    const room = joinRoom<ArenaView>({
      roomId,
      token: identity(keptName() || name).token,
      ...(isWatching ? { watch: watched } : { name }),
    });
    const next = createArena(room);
    setArena(next);
    return () => {
      next.close();
      room.leave();
    };
  }, [roomId, name, isWatching]);
  return arena === null ? null : <ByStatus arena={arena} waiting={waiting} />;
}

function ByStatus({ arena, waiting }: { arena: Arena; waiting: ReactNode }) {
  const status = useRoomStatus(arena.room);
  const [wasJoined, setWasJoined] = useState(false);
  useEffect(() => {
    if (status.state === "joined") setWasJoined(true);
  }, [status]);
  if (status.state === "refused") {
    return (
      <>
        <Refusal refused={status} explanations={explanations} onRetry={() => arena.room.rejoin()} />
        {waiting}
      </>
    );
  }
  if (!wasJoined) {
    return (
      <>
        <Connecting title="Into the arena…" />
        {waiting}
      </>
    );
  }
  return <MatchScreen arena={arena} isAway={status.state !== "joined"} waiting={waiting} />;
}
