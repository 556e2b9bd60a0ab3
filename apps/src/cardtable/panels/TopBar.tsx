import { MessageCircle, UserPlus, Users } from "lucide-react";
import { usePlayer } from "roomkeeper/cardtable/react";
import { useRoomStatus, useStore } from "roomkeeper/react";
import { isInside, navigate } from "../../lib/router";
import { hrefOf } from "../../lib/site";
import { useRoomName } from "../../room/useRoomName";
import { Avatar } from "../../ui/Avatar";
import { colorOf } from "../felt/Seats";
import { useDesk, useOthers } from "../state/context";

export type PanelName = "chat" | "people" | "invite" | "me" | "log";

type Props = { open: PanelName | null; toggle: (panel: PanelName) => void };

export function TopBar({ open, toggle }: Props) {
  const { table } = useDesk();
  const unread = useStore(table.chat.unread);
  const name = useRoomName(table.room, "Card table");
  return (
    <header className="top-bar">
      <div className="top-bar__group">
        {!isInside() && (
          <a
            className="top-bar__home"
            href={hrefOf("/")}
            aria-label="To the start page"
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              navigate("/");
            }}
          >
            <img src={hrefOf("/mark.svg")} alt="" width={28} height={28} />
          </a>
        )}
        <h1 className="top-bar__name ellipsis" title={name}>
          {name}
        </h1>
        <ConnectionChip />
      </div>
      <div className="top-bar__group">
        <button
          type="button"
          className="people-button"
          aria-expanded={open === "people"}
          onClick={() => toggle("people")}
        >
          <span className="visually-hidden">Who is here</span>
          <span aria-hidden>
            <Faces />
          </span>
        </button>
        <button
          type="button"
          className="icon-button"
          aria-expanded={open === "chat"}
          aria-label={unread > 0 ? `Chat, ${unread} unread` : "Chat"}
          title="Chat"
          onClick={() => toggle("chat")}
        >
          <MessageCircle size={21} aria-hidden />
          {unread > 0 && <span className="badge">{unread > 9 ? "9+" : unread}</span>}
        </button>
        <button
          type="button"
          className="button button--primary button--small top-bar__invite"
          aria-label="Invite"
          aria-expanded={open === "invite"}
          onClick={() => toggle("invite")}
        >
          <UserPlus size={17} aria-hidden />
          <span>Invite</span>
        </button>
        <Me isOpen={open === "me"} onClick={() => toggle("me")} />
      </div>
    </header>
  );
}

const facesMax = 4;

function Faces() {
  const ids = useOthers();
  return (
    <>
      <span className="people-button__faces">
        {ids.slice(0, facesMax).map((id) => (
          <Face key={id} id={id} />
        ))}
      </span>
      {ids.length > facesMax && (
        <span className="people-button__more">+{ids.length - facesMax}</span>
      )}
      {ids.length === 0 && <Users size={21} aria-hidden />}
    </>
  );
}

function Face({ id }: { id: string }) {
  const player = usePlayer(id);
  if (player === undefined) return null;
  return <Avatar name={player.name} color={colorOf(player)} online={player.online} size={28} />;
}

function Me({ isOpen, onClick }: { isOpen: boolean; onClick: () => void }) {
  const { table } = useDesk();
  const me = usePlayer(table.room.self() ?? "");
  if (me === undefined) return null;
  return (
    <button
      type="button"
      className="top-bar__me"
      aria-expanded={isOpen}
      aria-label={`You are ${me.name}`}
      title={`You are ${me.name}`}
      onClick={onClick}
    >
      <Avatar name={me.name} color={colorOf(me)} size={32} />
    </button>
  );
}

/** How the connection stands. While it comes back, the table stays as it was last seen. */
function ConnectionChip() {
  const { table } = useDesk();
  const status = useRoomStatus(table.room);
  const isJoined = status.state === "joined";
  return (
    <output
      className={isJoined ? "chip chip--good" : "chip chip--waiting"}
      title={isJoined ? "Connected" : "The connection is lost; it comes back by itself"}
    >
      <i className="chip__dot" />
      <span className="chip__text">{isJoined ? "Connected" : "Reconnecting…"}</span>
    </output>
  );
}
