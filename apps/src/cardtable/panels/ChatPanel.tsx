import { usePlayer } from "roomkeeper/cardtable/react";
import type { ChatLine } from "roomkeeper/chat";
import { ChatPanel } from "../../room/chat/ChatPanel";
import { Composer } from "../../room/chat/Composer";
import { useHouse } from "../../room/people/useHouse";
import { Avatar } from "../../ui/Avatar";
import { colorOf } from "../felt/Seats";
import { useDesk } from "../state/context";

export function TableChat({ onClose }: { onClose: () => void }) {
  const { table, canAct } = useDesk();
  const { mayModerate } = useHouse(table.room);
  return (
    <ChatPanel
      chat={table.chat}
      self={table.room.self()}
      empty="Nothing said yet. Whoever is at the table reads along."
      Who={Who}
      mayDeleteAll={mayModerate}
      onClose={onClose}
    >
      {canAct && <Composer say={table.chat.say} />}
    </ChatPanel>
  );
}

function Who({ line, isOwn }: { line: ChatLine; isOwn: boolean }) {
  const player = usePlayer(line.from);
  const name = player?.name ?? (line.name === "" ? "Someone" : line.name);
  const color = player === undefined ? "#6b7a72" : colorOf(player);
  return (
    <>
      <Avatar name={name} color={color} size={26} />
      <span className="said__name ellipsis ellipsis">{isOwn ? "You" : name}</span>
    </>
  );
}
