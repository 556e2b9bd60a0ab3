import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ChatLine } from "roomkeeper/chat";
import { useStore } from "roomkeeper/react";
import { Announcer } from "../room/chat/Announcer";
import { EmptyTable } from "./EmptyTable";
import { Felt } from "./felt/Felt";
import { GhostCard } from "./felt/GhostCard";
import { Seats } from "./felt/Seats";
import { installGestures } from "./gestures/install";
import { installKeyboard } from "./gestures/keyboard";
import { SelectionBar } from "./menus/SelectionBar";
import { TableMenu } from "./menus/TableMenu";
import { AddBar } from "./panels/AddBar";
import { TableChat } from "./panels/ChatPanel";
import { InviteToTable } from "./panels/InvitePanel";
import { LogPanel } from "./panels/LogPanel";
import { MePanel } from "./panels/MePanel";
import { PastBar } from "./panels/PastBar";
import { PeoplePanel } from "./panels/PeoplePanel";
import { type PanelName, TopBar } from "./panels/TopBar";
import { ZoomBar } from "./panels/ZoomBar";
import { useDesk } from "./state/context";
import { preloadFaces } from "./things/CardFace";
import { Tray } from "./tray/Tray";

const narrowWidth = 720;
/** A phone on its side: the tools are one button. */
const lowHeight = 520;
/** What the chat takes of a wide screen; the table makes room for it. */
const besideWidth = 364;

/** The whole screen of someone who sits at the table. */
export function TableScreen() {
  const desk = useDesk();
  const root = useRef<HTMLElement>(null);
  const [panel, setPanel] = useState<PanelName | null>(null);
  const close = useCallback(() => setPanel(null), []);
  const toggle = (name: PanelName) => setPanel((now) => (now === name ? null : name));
  useLayout(root, panel === "chat" || panel === "log");
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const stops = desk.canAct ? [installGestures(element, desk), installKeyboard(desk)] : [];
    preloadFaces();
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk]);
  return (
    <main ref={root} className="table-screen" tabIndex={-1}>
      {desk.canAct && <ToHand />}
      <Felt />
      <Seats onAsk={() => setPanel("people")} />
      {desk.canAct && <EmptyTable />}
      <TopBar open={panel} toggle={toggle} />
      {desk.canAct && <AddBar />}
      <div className="corner">
        <PastBar isLogOpen={panel === "log"} onLog={() => toggle("log")} />
        <ZoomBar />
      </div>
      <SelectionBar />
      {(desk.canAct || desk.table.room.self() !== null) && <Tray />}
      {panel === "chat" && <TableChat onClose={close} />}
      {panel === "people" && <PeoplePanel onClose={close} />}
      {panel === "invite" && <InviteToTable onClose={close} />}
      {panel === "log" && <LogPanel onClose={close} />}
      {panel === "me" && <MePanel onClose={close} />}
      <TableMenu />
      <GhostCard />
      <DragCursor />
      <Announcer chat={desk.table.chat} self={desk.table.room.self()} nameOf={nameOf} />
    </main>
  );
}

/** The first thing that Tab comes to: past all that lies on the table, to one's own cards. */
function ToHand() {
  return (
    <button
      type="button"
      className="button to-hand"
      onClick={() => {
        const hand = document.querySelector<HTMLElement>(
          "[data-tray] [tabindex], [data-tray] button",
        );
        hand?.focus();
      }}
    >
      To your hand
    </button>
  );
}

const nameOf = ({ name }: ChatLine) => (name === "" ? "Someone" : name);

/** Tells the viewport what bars and tray leave free. */
function useLayout(root: RefObject<HTMLElement | null>, isBeside: boolean): void {
  const { viewport } = useDesk();
  useLayoutEffect(() => {
    const element = root.current;
    if (element === null) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      const narrow = width < narrowWidth;
      const top = element.querySelector(".top-bar")?.getBoundingClientRect().bottom ?? 0;
      const tray = element.querySelector("[data-tray]")?.getBoundingClientRect();
      const side = narrow || height < lowHeight ? 0 : 84;
      const insets = {
        top: top + (narrow ? 4 : 8),
        right: isBeside && !narrow ? besideWidth : side,
        bottom: height - (tray?.top ?? height) + (narrow ? 4 : 6),
        left: side,
      };
      viewport.resize({ width, height }, insets);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const tray = element.querySelector("[data-tray]");
    if (tray !== null) observer.observe(tray);
    return () => observer.disconnect();
  }, [root, viewport, isBeside]);
}

/** Lets the whole page show a closed hand while something is in it. */
function DragCursor() {
  const { table, ghost } = useDesk();
  const isDragging = useStore(table.drag) !== null;
  const hasGhost = useStore(ghost) !== null;
  useEffect(() => {
    const { classList } = document.documentElement;
    classList.toggle("is-dragging", isDragging || hasGhost);
    return () => classList.remove("is-dragging");
  }, [isDragging, hasGhost]);
  return null;
}
