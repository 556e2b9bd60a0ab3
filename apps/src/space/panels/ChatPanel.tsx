import { useState } from "react";
import type { ChatLine } from "roomkeeper/chat";
import { useNear, usePerson, useSpace } from "roomkeeper/space/react";
import { ChatPanel } from "../../room/chat/ChatPanel";
import { Composer } from "../../room/chat/Composer";
import { useHouse } from "../../room/people/useHouse";
import { useVenue } from "../state/context";
import { Face } from "./Face";

export function SpaceChat({ onClose }: { onClose: () => void }) {
  const { chat, room } = useSpace();
  const { canAct } = useVenue();
  const { mayModerate } = useHouse(room);
  const near = useNear();
  const [isNear, setNear] = useState(false);
  return (
    <ChatPanel
      chat={chat}
      self={room.self()}
      empty="Nothing said yet. Everybody in the space reads along here."
      Who={Who}
      mayDeleteAll={mayModerate}
      onClose={onClose}
    >
      {canAct && (
        <Composer
          say={isNear ? chat.whisper : chat.say}
          placeholder={isNear && near.length === 0 ? "Nobody is near" : "Say something"}
        >
          <fieldset className="segments say__to">
            <legend className="visually-hidden">Who shall read it</legend>
            {[false, true].map((value) => (
              <label key={String(value)} className="segments__option">
                <input
                  type="radio"
                  name="to"
                  checked={isNear === value}
                  onChange={() => setNear(value)}
                />
                {value ? `Nearby (${near.length})` : "Everybody"}
              </label>
            ))}
          </fieldset>
        </Composer>
      )}
    </ChatPanel>
  );
}

function Who({ line, isOwn }: { line: ChatLine; isOwn: boolean }) {
  const person = usePerson(line.from);
  const name = person?.name ?? (line.name === "" ? "Someone" : line.name);
  return (
    <>
      <Face memberId={line.from} name={name} avatarId={person?.avatarId} size={26} />
      <span className="said__name ellipsis ellipsis">{isOwn ? "You" : name}</span>
    </>
  );
}
