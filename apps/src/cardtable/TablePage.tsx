import { useEffect } from "react";
import type { Room } from "roomkeeper";
import { type CardTableView, createCardTable } from "roomkeeper/cardtable";
import { CardTableProvider } from "roomkeeper/cardtable/react";
import { useStore } from "roomkeeper/react";
import { muted } from "../lib/apart";
import type { Mode } from "../room/page/mode";
import type { RoomWords } from "../room/page/RefusedGate";
import { type Entry, RoomPage } from "../room/page/RoomPage";
import { useRoomName } from "../room/useRoomName";
import { useTitle } from "../room/useTitle";
import { addDeck } from "./actions/decks";
import { colorFor, palette } from "./model/things";
import { DeskProvider } from "./state/context";
import { createDesk, type Desk } from "./state/desk";
import { TableScreen } from "./TableScreen";
import "./styles/index";

const words: RoomWords = {
  what: "a card table",
  action: "Sit down",
  connecting: "Taking a seat…",
  place: "seat",
  refusals: {
    4404: {
      title: "This table is gone",
      text: "It was cleared away, or the link is not quite right. Ask for it again, or make a new table.",
      retry: null,
    },
    4409: {
      title: "You sit at this table elsewhere",
      text: "It was opened in another tab or on another device with the same name and key.",
      retry: "Play here instead",
    },
    4401: {
      title: "You were away for long",
      text: "Your pass for this table has run out.",
      retry: "Come back",
    },
  },
};

type Props = { roomId: string; mode: Mode };

export default function TablePage({ roomId, mode }: Props) {
  return (
    <RoomPage<CardTableView, Desk>
      roomId={roomId}
      mode={mode}
      words={words}
      watched={watched}
      open={open}
      onJoined={settle}
    >
      {(desk, room) => <Shown desk={desk} room={room} />}
    </RoomPage>
  );
}

const watched = async () => ["all"];

function open({ room, mode }: Entry<CardTableView>): Desk {
  return createDesk(createCardTable(room, { muted }), mode === "live");
}

function Shown({ desk, room }: { desk: Desk; room: Room<CardTableView> }) {
  const unread = useStore(desk.table.chat.unread);
  useTitle(useRoomName(room, "Card table"), unread);
  useEffect(() => () => document.documentElement.classList.remove("is-dragging"), []);
  return (
    <CardTableProvider value={desk.table}>
      <DeskProvider value={desk}>
        <TableScreen />
      </DeskProvider>
    </CardTableProvider>
  );
}

/** What one does on sitting down: takes a colour that nobody else has, and, if one made the table, sets out a deck. */
function settle({ table, canAct, isProtected }: Desk, hasPassphrase: boolean): void {
  if (!canAct) return;
  if (hasPassphrase) isProtected.set(true);
  const self = table.room.self() ?? "";
  const players = table.room.get().players ?? {};
  const me = players[self];
  if (me !== undefined && me.metadata?.color === undefined) {
    const taken = new Set(
      Object.entries(players)
        .filter(([id]) => id !== self)
        .map(([, player]) => player.metadata?.color ?? colorFor(player.seat)),
    );
    const own = colorFor(me.seat);
    const color = taken.has(own) ? (palette.find((free) => !taken.has(free)) ?? own) : own;
    table.players.updateMetadata({ color }).catch(() => undefined);
  }
  const state: unknown = history.state;
  if (typeof state === "object" && state !== null && "created" in state) {
    history.replaceState(null, "");
    if (table.decks.ids.getSnapshot().length === 0) void addDeck(table, "standard");
  }
}
