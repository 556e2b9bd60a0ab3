import { useEffect, useMemo, useState } from "react";
import type { Room, TokenProvider } from "roomkeeper";
import type { Calls } from "roomkeeper/calls";
import { useRoomStatus, useStore } from "roomkeeper/react";
import type { SpaceView } from "roomkeeper/space";
import { CallBar } from "./CallBar";
import { Invitation } from "./Invitation";
import { listOf } from "./sentences";
import { type HeadPositions, Tiles } from "./Tiles";
import { useCalls } from "./useCalls";
import "./video.css";

type VideoLayerProps = {
  room: Room<SpaceView>;
  token: TokenProvider;
  positions: HeadPositions;
  /** `relay`: through TURN only. */
  transport?: RTCIceTransportPolicy;
  /** Tiles in a row at the top, while something else covers the heads. */
  isRow?: boolean;
};

/** Whoever stands near, in pictures and sound. Lies over the stage, and lets clicks through where it shows nothing. */
export function VideoLayer(props: VideoLayerProps) {
  const { room, token, positions, transport = "all", isRow = false } = props;
  const calls = useCalls(room, token, transport);
  const inRow = useMemo(() => ({ ...positions, headOf: () => null }), [positions]);
  return calls && <Talk calls={calls} room={room} positions={isRow ? inRow : positions} />;
}

/** Over plain http there is no camera and no microphone to be had, and none is offered. */
const canSend = navigator.mediaDevices !== undefined;

type TalkProps = { calls: Calls; room: Room<SpaceView>; positions: HeadPositions };

function Talk({ calls, room, positions }: TalkProps) {
  const neighbours = useStore(calls.neighbours);
  const people = useStore(room.at(["people"])) as SpaceView["people"];
  const isOver = useRoomStatus(room).state === "refused";
  const [silenced, setSilenced] = useState<ReadonlySet<HTMLMediaElement>>(new Set());
  const nameOf = (id: string): string => people?.[id]?.name || "Somebody";
  const connected = neighbours.filter(({ state }) => state === "connected");

  // Browsers play no sound before the page was touched; then it is played at the first touch, wherever it is.
  useEffect(() => {
    if (silenced.size === 0) return;
    const play = (): void => {
      for (const element of silenced) element.play().catch(() => {});
      setSilenced(new Set());
    };
    addEventListener("pointerdown", play, { once: true });
    addEventListener("keydown", play, { once: true });
    return () => {
      removeEventListener("pointerdown", play);
      removeEventListener("keydown", play);
    };
  }, [silenced]);

  if (isOver) return null;
  return (
    <section className="talk" aria-label="Talk with people near you">
      <Tiles
        neighbours={neighbours}
        nameOf={nameOf}
        positions={positions}
        onSilenced={(element) => setSilenced((before) => new Set([...before, element]))}
      />
      <p className="visually-hidden" role="status">
        {connected.length > 0 &&
          `You are talking with ${listOf(connected.map(({ id }) => nameOf(id)))}`}
      </p>
      <div className="talk__foot">
        {silenced.size > 0 && (
          <p className="talk__note">Touch the page anywhere to hear the others.</p>
        )}
        {canSend ? (
          <>
            <Invitation calls={calls} names={neighbours.map(({ id }) => nameOf(id))} />
            <CallBar calls={calls} />
          </>
        ) : (
          neighbours.length > 0 && (
            <p className="talk__note">
              You see and hear the others. Browsers give camera and microphone to pages with https
              alone.
            </p>
          )
        )}
      </div>
    </section>
  );
}
