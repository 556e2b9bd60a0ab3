import { usePlayer } from "roomkeeper/cardtable/react";
import { Panel } from "../../room/panel/Panel";
import { PersonMenu } from "../../room/people/PersonMenu";
import { RoomSettings } from "../../room/people/RoomSettings";
import { Avatar } from "../../ui/Avatar";
import { colorOf, openHand } from "../felt/Seats";
import { faceName } from "../model/faces";
import { useDesk, useOthers } from "../state/context";
import { CardFace } from "../things/CardFace";

export function PeoplePanel({ onClose }: { onClose: () => void }) {
  const { table, canAct } = useDesk();
  const self = table.room.self();
  const others = useOthers();
  const meFirst = self === null ? others : [self, ...others];
  const present = () =>
    meFirst.map((userId) => ({
      userId,
      name: table.players.player(userId).getSnapshot()?.name ?? "",
    }));
  return (
    <Panel closesOutside title="Who is here" onClose={onClose}>
      <div className="panel__scroll">
        <ul className="people">
          {meFirst.map((id) => (
            <Person key={id} id={id} />
          ))}
        </ul>
        {canAct && (
          <RoomSettings room={table.room} present={present} deleteAs="Delete this table" />
        )}
      </div>
    </Panel>
  );
}

function Person({ id }: { id: string }) {
  const { table, canAct } = useDesk();
  const player = usePlayer(id);
  if (player === undefined) return null;
  const isSelf = id === table.room.self();
  const cards = player.trayCount === 1 ? "1 card" : `${player.trayCount} cards`;
  return (
    <li className={player.online ? "person" : "person person--offline"}>
      <Avatar name={player.name} color={colorOf(player)} online={player.online} size={36} />
      <span className="person__text">
        <span className="person__name">
          <span className="ellipsis">{player.name}</span>
          {isSelf && <span className="person__you">you</span>}
        </span>
        <span className="person__state">
          {player.online ? "At the table" : "Away"} · {player.trayCount === 0 ? "no cards" : cards}
        </span>
        {!isSelf && player.tray !== undefined && player.trayCount > 0 && (
          <span className="person__hand">
            {openHand(player.tray).map(([cardId, card]) => (
              <span key={cardId} className="person__card" title={faceName(card.face)}>
                <CardFace face={card.face} faceUp />
              </span>
            ))}
          </span>
        )}
      </span>
      {!isSelf && canAct && <PersonMenu room={table.room} person={{ id, name: player.name }} />}
    </li>
  );
}
