import { usePlayer, usePlayerIds } from "roomkeeper/react";
import { Avatar } from "../../ui/Avatar";
import { colorOf } from "../felt/Seats";
import { useDesk } from "../state/context";
import { Panel } from "./Panel";

export function PeoplePanel({ onClose }: { onClose: () => void }) {
  const ids = usePlayerIds();
  return (
    <Panel title="Who is here" onClose={onClose}>
      <ul className="people">
        {ids.map((id) => (
          <Person key={id} id={id} />
        ))}
      </ul>
    </Panel>
  );
}

function Person({ id }: { id: string }) {
  const { table } = useDesk();
  const player = usePlayer(id);
  if (player === undefined) return null;
  const cards = player.trayCount === 1 ? "1 card" : `${player.trayCount} cards`;
  return (
    <li className={player.online ? "person" : "person person--offline"}>
      <Avatar name={player.name} color={colorOf(player)} online={player.online} size={36} />
      <span className="person__text">
        <span className="person__name">
          {player.name}
          {id === table.room.self() && <span className="person__you">you</span>}
        </span>
        <span className="person__state">
          {player.online ? "At the table" : "Away"} · {player.trayCount === 0 ? "no cards" : cards}
        </span>
      </span>
    </li>
  );
}
