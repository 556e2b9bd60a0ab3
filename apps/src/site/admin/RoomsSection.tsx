import { DoorOpen, Trash2 } from "lucide-react";
import { useCallback, useState } from "react";
import type { AdminRoom, ServerModerationApi } from "roomkeeper";
import { identity, keptName } from "../../lib/identity";
import { roomPath } from "../../lib/router";
import { toast } from "../../lib/toasts";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { Link } from "../../ui/Link";
import { Failed, Notice } from "../../ui/Notice";
import { Older, Time } from "./entries";
import { SearchField } from "./SearchField";
import { useSearch } from "./useSearch";

type Props = { api: ServerModerationApi };

/** All rooms of this server, those too that no list shows. */
export function RoomsSection({ api }: Props) {
  const ask = useCallback((text: string) => api.rooms(text), [api]);
  const { text, type, asked, loaded, found, reload, change } = useSearch(ask);
  const older = async (): Promise<void> => {
    const page = await api.rooms(asked, found?.rooms.at(-1)?.id);
    change((now) => ({ rooms: [...now.rooms, ...page.rooms], more: page.more }));
  };
  return (
    <>
      <SearchField label="Search rooms by name or id" text={text} onType={type} />
      {loaded.state === "loading" && found === null && (
        <div className="spinner" role="status" aria-label="One moment" />
      )}
      {loaded.state === "failed" && <Failed error={loaded.error} onRetry={reload} />}
      {found?.rooms.length === 0 && (
        <Notice icon={<DoorOpen size={22} aria-hidden />}>
          <p>No room is called like this.</p>
        </Notice>
      )}
      {found !== null && found.rooms.length > 0 && (
        <ul className="entries" aria-label="Rooms">
          {found.rooms.map((room) => (
            <Room key={room.id} room={room} onDone={reload} />
          ))}
        </ul>
      )}
      {found?.more === true && <Older onClick={older} />}
    </>
  );
}

function Room({ room, onDone }: { room: AdminRoom; onDone: () => void }) {
  const { id, kind, online, byName, activeAt } = room;
  const [isAsking, setAsking] = useState(false);
  const name = room.name || `Without a name (${kind})`;
  const path = roomPath(kind, id);
  return (
    <li className="card-section entry entry--row">
      <div className="entry__about">
        <p className="entry__text">
          {path === undefined ? <b>{name}</b> : <Link to={path}>{name}</Link>}{" "}
          <span className="pill">{kind}</span>
        </p>
        <p className="entry__facts">
          by {byName} · {online === 1 ? "1 person" : `${online} people`} there · last used{" "}
          <Time at={activeAt} /> · {id}
        </p>
      </div>
      <button
        type="button"
        className="button button--small"
        aria-label={`Delete ${name}`}
        onClick={() => setAsking(true)}
      >
        <Trash2 size={16} aria-hidden />
        Delete…
      </button>
      {isAsking && (
        <ConfirmDialog
          title={`Delete “${name}”?`}
          action="Delete the room"
          cancel="Keep it"
          onConfirm={async () => {
            await identity(keptName()).api.deleteRoom(id);
            toast(`“${name}” is deleted.`);
            onDone();
          }}
          onClose={() => setAsking(false)}
        >
          Whoever is there now is sent away. All that is in it is gone for good.
        </ConfirmDialog>
      )}
    </li>
  );
}
