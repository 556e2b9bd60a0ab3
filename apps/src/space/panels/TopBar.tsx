import { DoorOpen, Hammer, MessageCircle, UserPlus, Users } from "lucide-react";
import { useStore } from "roomkeeper/react";
import { usePeopleIds, useSpace } from "roomkeeper/space/react";
import { navigate, spacesPath } from "../../lib/router";
import { useRoomName } from "../../room/useRoomName";
import { useVenue } from "../state/context";

export type PanelName = "chat" | "people" | "invite";

type Props = { open: PanelName | null; toggle: (panel: PanelName) => void };

export function TopBar({ open, toggle }: Props) {
  const venue = useVenue();
  const { room, chat } = venue.space;
  const unread = useStore(chat.unread);
  const details = useStore(venue.details);
  const tool = useStore(venue.tool);
  const name = useRoomName(room, details?.name ?? "Space");
  return (
    <header className="space-bar">
      <div className="space-bar__group">
        <button
          type="button"
          className="icon-button"
          aria-label="Leave the space"
          title="Leave the space"
          onClick={() => navigate(spacesPath)}
        >
          <DoorOpen size={21} aria-hidden />
        </button>
        <h1 className="space-bar__name ellipsis" title={name}>
          {name}
        </h1>
      </div>
      <div className="space-bar__group">
        {details?.canEdit === true && venue.canAct && (
          <button
            type="button"
            className="icon-button"
            aria-pressed={tool !== null}
            aria-label="Edit the space"
            title="Edit the space"
            onClick={() => venue.tool.set(tool === null ? "choose" : null)}
          >
            <Hammer size={20} aria-hidden />
          </button>
        )}
        {venue.canAct && (
          <button
            type="button"
            className="icon-button"
            aria-expanded={open === "invite"}
            aria-label="Invite"
            title="Invite"
            onClick={() => toggle("invite")}
          >
            <UserPlus size={20} aria-hidden />
          </button>
        )}
        <button
          type="button"
          className="icon-button space-bar__people"
          aria-expanded={open === "people"}
          title="Who is here"
          onClick={() => toggle("people")}
        >
          <Users size={20} aria-hidden />
          <span className="visually-hidden">Who is here: </span>
          <Count />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-expanded={open === "chat"}
          aria-label={unread > 0 ? `Chat, ${unread} unread` : "Chat"}
          title="Chat (Enter)"
          onClick={() => toggle("chat")}
        >
          <MessageCircle size={21} aria-hidden />
          {unread > 0 && open !== "chat" && (
            <span className="badge">{unread > 99 ? "99+" : unread}</span>
          )}
        </button>
      </div>
    </header>
  );
}

/** How many are here now. */
function Count() {
  const { people, room } = useSpace();
  usePeopleIds();
  useStore(room.at(["people"]));
  const online = people.ids.getSnapshot().filter((id) => people.get(id)?.online === true).length;
  return <span className="space-bar__count">{online}</span>;
}
