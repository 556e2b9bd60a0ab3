import { Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { attempt } from "../../lib/attempt";
import { identity, keptName } from "../../lib/identity";
import { leaveTo } from "../../lib/router";
import { useDesk } from "../state/context";

/** For who made the table: takes it away for everybody, once asked. */
export function DeleteTable() {
  const { table } = useDesk();
  const roomId = table.room.id;
  const [isOwn, setOwn] = useState(false);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    let isOver = false;
    identity(keptName())
      .api.getRoom(roomId)
      .then((room) => {
        if (!isOver) setOwn(room.isOwn === true);
      })
      .catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [roomId]);
  if (!isOwn) return null;
  if (!isAsking) {
    return (
      <button type="button" className="button" onClick={() => setAsking(true)}>
        <Trash2 size={17} aria-hidden />
        Delete this table
      </button>
    );
  }
  const remove = async (): Promise<void> => {
    if (await attempt(identity(keptName()).api.deleteRoom(roomId))) leaveTo("/");
  };
  return (
    <div className="me__sure" role="alert">
      <p>It goes for everybody, with all that lies on it.</p>
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
