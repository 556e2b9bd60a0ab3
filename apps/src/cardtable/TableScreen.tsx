import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useStore } from "roomkeeper/react";
import { EmptyTable } from "./EmptyTable";
import { Felt } from "./felt/Felt";
import { GhostCard } from "./felt/GhostCard";
import { Seats } from "./felt/Seats";
import { installGestures } from "./gestures/install";
import { installKeyboard } from "./gestures/keyboard";
import { SelectionBar } from "./menus/SelectionBar";
import { TableMenu } from "./menus/TableMenu";
import { AddBar } from "./panels/AddBar";
import { ChatPanel } from "./panels/ChatPanel";
import { InvitePanel } from "./panels/InvitePanel";
import { MePanel } from "./panels/MePanel";
import { PeoplePanel } from "./panels/PeoplePanel";
import { type PanelName, TopBar } from "./panels/TopBar";
import { ZoomBar } from "./panels/ZoomBar";
import { useDesk } from "./state/context";
import { preloadFaces } from "./things/CardFace";
import { Tray } from "./tray/Tray";

const narrowWidth = 720;
/** What the chat takes of a wide screen; the table makes room for it. */
const besideWidth = 364;

/** The whole screen of someone who sits at the table. */
export function TableScreen() {
  const desk = useDesk();
  const root = useRef<HTMLDivElement>(null);
  const [panel, setPanel] = useState<PanelName | null>(null);
  const close = () => setPanel(null);
  useLayout(root, panel === "chat");
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const stops = [installGestures(element, desk), installKeyboard(element, desk)];
    preloadFaces();
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk]);
  return (
    <div ref={root} className="table-screen">
      <Felt />
      <Seats onAsk={() => setPanel("people")} />
      <EmptyTable />
      <TopBar open={panel} toggle={(name) => setPanel((now) => (now === name ? null : name))} />
      <AddBar />
      <ZoomBar />
      <SelectionBar />
      <Tray />
      {panel === "chat" && <ChatPanel onClose={close} />}
      {panel === "people" && <PeoplePanel onClose={close} />}
      {panel === "invite" && <InvitePanel onClose={close} />}
      {panel === "me" && <MePanel onClose={close} />}
      <TableMenu />
      <GhostCard />
      <DragCursor />
    </div>
  );
}

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
      const side = narrow ? 0 : 84;
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
    document.documentElement.classList.toggle("is-dragging", isDragging || hasGhost);
  }, [isDragging, hasGhost]);
  return null;
}
