import { useEffect, useRef, useState } from "react";
import { joinRoom } from "roomkeeper";
import { type CardTableView, createCardTable } from "roomkeeper/cardtable";
import { CardTableProvider } from "roomkeeper/cardtable/react";
import { useRoomStatus, useStore } from "roomkeeper/react";
import { errorMessage } from "../lib/attempt";
import { identity, keepName, keptName } from "../lib/identity";
import { toast } from "../lib/toasts";
import { Connecting } from "../room/gate/Connecting";
import { NameGate } from "../room/gate/NameGate";
import { useTitle } from "../room/useTitle";
import { addDeck } from "./actions/decks";
import { colorFor, palette } from "./model/things";
import { Refused } from "./Refused";
import { DeskProvider } from "./state/context";
import { createDesk, type Desk } from "./state/desk";
import { TableScreen } from "./TableScreen";
import "./styles/index";

export default function TablePage({ roomId }: { roomId: string }) {
  const [name, setName] = useState(keptName);
  if (name === "") {
    const enter = (given: string): void => {
      keepName(given);
      setName(given);
    };
    return <NameGate title="You are invited to a card table" action="Sit down" onEnter={enter} />;
  }
  return <Joined key={`${roomId} ${name}`} roomId={roomId} name={name} />;
}

/** Holds the connection to the room for as long as the page shows it. */
function Joined({ roomId, name }: { roomId: string; name: string }) {
  const [desk, setDesk] = useState<Desk | null>(null);
  useEffect(() => {
    const { token } = identity(name);
    const room = joinRoom<CardTableView>({ roomId, token, name });
    const next = createDesk(createCardTable(room));
    const stop = room.onError((error) => toast(errorMessage(error), "refused"));
    setDesk(next);
    return () => {
      stop();
      next.stop();
      room.leave();
    };
  }, [roomId, name]);
  if (desk === null) return null;
  return (
    <CardTableProvider value={desk.table}>
      <DeskProvider value={desk}>
        <ByStatus desk={desk} />
      </DeskProvider>
    </CardTableProvider>
  );
}

function ByStatus({ desk }: { desk: Desk }) {
  const { room } = desk.table;
  const status = useRoomStatus(room);
  const wasJoined = useRef(false);
  const [gave, setGave] = useState(false);
  if (status.state === "joined") wasJoined.current = true;
  useEffect(() => {
    if (status.state === "joined") settle(desk);
  }, [status.state, desk]);
  const unread = useStore(desk.table.chat.unread);
  useTitle(wasJoined.current ? (room.info()?.name ?? "Card table") : null, unread);
  if (status.state === "refused") {
    const give = (passphrase: string): void => {
      setGave(true);
      room.rejoin({ passphrase });
    };
    return <Refused room={room} status={status} wasWrong={gave} onPassphrase={give} />;
  }
  if (!wasJoined.current) return <Connecting title="Taking a seat…" />;
  return <TableScreen />;
}

/** What one does on sitting down: takes a colour that nobody else has, and, if one made the table, sets out a deck. */
function settle({ table }: Desk): void {
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
