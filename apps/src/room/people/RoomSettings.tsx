import { Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Room } from "roomkeeper";
import { attempt } from "../../lib/attempt";
import { identity, keptName } from "../../lib/identity";
import { leaveTo } from "../../lib/router";
import { Check } from "../../ui/Check";
import { SavedField } from "../../ui/SavedField";
import { useRoomName } from "../useRoomName";
import { type Invited, useHouse } from "./useHouse";
import { WhoMayEnter } from "./WhoMayEnter";
import "./people.css";

/** As the server has it. */
const roomNameMax = 100;

type Props<View extends object> = {
  room: Room<View>;
  /** Whoever is in the room at this moment. */
  present: () => readonly Invited[];
  /** As in "Delete this space". */
  deleteAs: string;
  /** What this kind of room has besides. */
  children?: ReactNode;
};

/** For whoever runs the room: who may come in, who may not, and its end. */
export function RoomSettings<View extends object>(props: Props<View>) {
  const { room, present, deleteAs, children } = props;
  const { isClosed, bans, mayModerate } = useHouse(room);
  const name = useRoomName(room, "");
  if (!mayModerate) return null;
  const close = (closed: boolean): void => {
    void attempt(room.command("room.close", { closed }));
  };
  const standing = bans.filter(({ until }) => until > Date.now());
  return (
    <section className="room-settings" aria-label="Room settings">
      <h3 className="room-settings__title">You run this room</h3>
      <SavedField
        label="Its name"
        value={name}
        maxLength={roomNameMax}
        onSave={(text) => attempt(room.command("room.rename", { name: text }))}
      />
      <Check
        label="Closed to newcomers"
        hint="Whoever was here before can come back."
        isChecked={isClosed}
        onChange={close}
      />
      <WhoMayEnter room={room} present={present} />
      {children}
      {standing.length > 0 && (
        <ul className="room-settings__list" aria-label="Banned">
          {standing.map(({ id, name, until, reason, address }) => (
            <li key={id} className="room-settings__one">
              <span className="room-settings__text">
                <span className="room-settings__name ellipsis">{name}</span>
                <small>
                  Banned until{" "}
                  {new Date(until).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })}
                  {address && ", with guests from the same address"}
                  {reason !== undefined && `: ${reason}`}
                </small>
              </span>
              <button
                type="button"
                className="button button--small"
                aria-label={`Lift the ban of ${name}`}
                onClick={() => void attempt(room.command("ban.lift", { ban: id }))}
              >
                Lift
              </button>
            </li>
          ))}
        </ul>
      )}
      <DeleteRoom roomId={room.id} label={deleteAs} />
    </section>
  );
}

function DeleteRoom({ roomId, label }: { roomId: string; label: string }) {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" className="button" onClick={() => setAsking(true)}>
        <Trash2 size={17} aria-hidden />
        {label}
      </button>
    );
  }
  const remove = async (): Promise<void> => {
    if (await attempt(identity(keptName()).api.deleteRoom(roomId))) leaveTo("/");
  };
  return (
    <div className="room-settings__sure" role="alert">
      <p>It goes for everybody, with all that is in it.</p>
      <div className="field__row">
        <button type="button" className="button button--danger" onClick={() => void remove()}>
          Delete it
        </button>
        <button type="button" className="button" onClick={() => setAsking(false)}>
          Keep it
        </button>
      </div>
    </div>
  );
}
