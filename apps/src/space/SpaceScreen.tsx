import { useCallback, useEffect, useRef, useState } from "react";
import type { ChatLine } from "roomkeeper/chat";
import { useRoomStatus, useStore } from "roomkeeper/react";
import { Announcer } from "../room/chat/Announcer";
import { usePlaceElement } from "./editing";
import { installKeyboard } from "./input/keyboard";
import { installPointer } from "./input/pointer";
import { SpaceChat } from "./panels/ChatPanel";
import { EditorBar } from "./panels/EditorBar";
import { GamePanel } from "./panels/GamePanel";
import { GamePrompt } from "./panels/GamePrompt";
import { InviteToSpace } from "./panels/InvitePanel";
import { Minimap } from "./panels/Minimap";
import { PeoplePanel } from "./panels/PeoplePanel";
import { type PanelName, TopBar } from "./panels/TopBar";
import { WalkHint } from "./panels/WalkHint";
import { Whereabouts } from "./panels/Whereabouts";
import { ZoomBar } from "./panels/ZoomBar";
import { openStage, type Stage } from "./stage/stage";
import { useVenue } from "./state/context";
import { VideoLayer } from "./video/VideoLayer";

const narrowWidth = 720;
/** What a panel takes of a wide screen; the stage looks past it. */
const besideWidth = 360;

/** The whole screen of someone who is in the space. */
export function SpaceScreen() {
  const venue = useVenue();
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const host = useRef<HTMLDivElement>(null);
  const stage = useStage(host, setFailed);
  const edit = usePlaceElement();
  const tool = useStore(venue.tool);
  const isPlaying = useStore(venue.game) !== null;
  const close = useCallback(() => {
    setPanel(null);
    host.current?.focus({ preventScroll: true });
  }, []);
  const use = useRef<() => void>(() => {});

  useInsets(stage, panel !== null);
  useEffect(() => {
    const element = host.current;
    if (element === null || stage === null) return;
    const stops = [
      installPointer(element, venue, stage, edit),
      ...(venue.canAct
        ? [
            installKeyboard(venue, {
              onChat: () => setPanel("chat"),
              onUse: () => use.current(),
              onEdit: edit,
            }),
          ]
        : []),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [venue, stage, edit]);

  return (
    <main
      className={`space${tool === null ? "" : " space--editing"}${isPlaying ? " space--at-table" : ""}`}
      tabIndex={-1}
    >
      <div
        ref={host}
        inert={isPlaying}
        className="space__stage"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys for walking
        tabIndex={0}
        role="application"
        aria-describedby="whereabouts"
        aria-label="The space. Arrow keys or W A S D walk, Enter opens the chat, E plays at what is beside you."
      />
      <Whereabouts id="whereabouts" />
      {failed !== null && (
        <p className="space__failed" role="alert">
          The space can't be drawn in this browser ({failed}). Chat works all the same.
        </p>
      )}
      {stage !== null && venue.canAct && (
        <VideoLayer
          room={venue.space.room}
          token={venue.token}
          positions={stage}
          isRow={isPlaying}
        />
      )}
      <TopBar open={panel} toggle={(name) => setPanel((now) => (now === name ? null : name))} />
      <Lost />
      <Minimap stage={stage} />
      <ZoomBar />
      {venue.canAct && <GamePrompt use={use} />}
      {venue.canAct && tool === null && <WalkHint />}
      {tool !== null && <EditorBar />}
      {panel === "chat" && <SpaceChat onClose={close} />}
      {panel === "invite" && <InviteToSpace onClose={close} />}
      {panel === "people" && <PeoplePanel onClose={close} />}
      <GamePanel />
      <Announcer chat={venue.space.chat} self={venue.space.room.self()} nameOf={nameOf} />
    </main>
  );
}

const nameOf = ({ name }: ChatLine) => (name === "" ? "Someone" : name);

function useStage(
  host: React.RefObject<HTMLDivElement | null>,
  onFailed: (why: string) => void,
): Stage | null {
  const venue = useVenue();
  const [stage, setStage] = useState<Stage | null>(null);
  const [turn, setTurn] = useState(0); // Rises when the stage has to be opened anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn opens a stage
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    let isOver = false;
    let opened: Stage | null = null;
    openStage(element, venue, () => setTurn((before) => before + 1)).then(
      (next) => {
        if (isOver) {
          next.destroy();
          return;
        }
        opened = next;
        setStage(next);
      },
      (error: unknown) => onFailed(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isOver = true;
      setStage(null);
      opened?.destroy();
    };
  }, [venue, host, onFailed, turn]);
  return stage;
}

/** Tells the stage what a panel covers of it. */
function useInsets(stage: Stage | null, isCovered: boolean): void {
  useEffect(() => {
    const measure = (): void => {
      const isNarrow = innerWidth < narrowWidth;
      stage?.inset({
        top: 0,
        right: isCovered && !isNarrow ? besideWidth : 0,
        bottom: isCovered && isNarrow ? innerHeight * 0.55 : 0,
        left: 0,
      });
    };
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, [stage, isCovered]);
}

/** While the connection comes back, everything stays as it was last seen. */
function Lost() {
  const { space, missing } = useVenue();
  const isAway = useRoomStatus(space.room).state !== "joined";
  const isPartial = useStore(missing).size > 0;
  return (
    <output className={isAway || isPartial ? "lost lost--shown" : "lost"}>
      {(isAway || isPartial) && (
        <>
          <span className="spinner lost__spinner" aria-hidden />
          {isAway ? "Reconnecting…" : "Parts of this space are still missing…"}
        </>
      )}
    </output>
  );
}
