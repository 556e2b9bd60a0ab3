import { Footprints, Lock, Users } from "lucide-react";
import { useStore } from "roomkeeper/react";
import type { Place, SpacePerson } from "roomkeeper/space";
import { useNear, usePeopleIds, useSpace } from "roomkeeper/space/react";
import { attempt } from "../../lib/attempt";
import { Panel } from "../../room/panel/Panel";
import { OwnName } from "../../room/people/OwnName";
import { PersonMenu } from "../../room/people/PersonMenu";
import { RoomSettings } from "../../room/people/RoomSettings";
import { Choice } from "../../ui/Choice";
import { useVenue } from "../state/context";
import { Face } from "./Face";

/** More than these are only counted: a square may hold thousands. */
const shownMax = 200;

type Entry = {
  readonly id: string;
  readonly person: SpacePerson;
  readonly rank: number;
  readonly state: string;
};

export function PeoplePanel({ onClose }: { onClose: () => void }) {
  const { room, people, walkers, self, ground } = useSpace();
  const { canAct } = useVenue();
  const ids = usePeopleIds();
  useStore(room.at(["people"]));
  const inSight = new Set(useStore(walkers.ids));
  const near = new Set(useNear());
  const own = room.self();
  const entries = ids.flatMap((id): Entry[] => {
    const person = people.get(id);
    if (person === undefined) return [];
    const [rank, state] = stateOf(id === own, person.online, near.has(id), inSight.has(id));
    return [{ id, person, rank, state }];
  });
  entries.sort((a, b) => a.rank - b.rank || a.person.name.localeCompare(b.person.name));
  const present = () => entries.map(({ id, person }) => ({ userId: id, name: person.name }));
  /** Beside somebody, on the side that is nearest to oneself, and not on the same block. */
  const besideOf = (place: Place): Place => {
    const from = self.place.getSnapshot() ?? place;
    const sides = [
      { x: place.x - 1, y: place.y },
      { x: place.x + 1, y: place.y },
      { x: place.x, y: place.y + 1 },
      { x: place.x, y: place.y - 1 },
    ].filter(({ x, y }) => ground.isFree(x, y));
    const far = ({ x, y }: Place) => Math.abs(x - from.x) + Math.abs(y - from.y);
    return sides.sort((a, b) => far(a) - far(b))[0] ?? place;
  };
  const walkTo = (id: string): void => {
    const place = walkers.get(id);
    if (place !== undefined) self.walkTo(besideOf(place));
    onClose();
  };
  return (
    <Panel title="Who is here" onClose={onClose}>
      <ul className="crowd">
        {entries.slice(0, shownMax).map(({ id, person, state }) => (
          <li key={id} className={person.online ? "one" : "one one--away"}>
            <Face
              memberId={id}
              name={person.name}
              avatarId={person.avatarId}
              online={person.online}
              size={40}
            />
            <span className="one__text">
              <span className="one__name ellipsis">{person.name}</span>
              <span className="one__state">{state}</span>
            </span>
            {id !== own && person.online && inSight.has(id) && (
              <button
                type="button"
                className="button button--small"
                aria-label={`Walk to ${person.name}`}
                onClick={() => walkTo(id)}
              >
                <Footprints size={16} aria-hidden />
                Walk there
              </button>
            )}
            {id !== own && canAct && <PersonMenu room={room} person={{ id, name: person.name }} />}
          </li>
        ))}
        {entries.length > shownMax && (
          <li className="crowd__more">and {entries.length - shownMax} more</li>
        )}
        {canAct && own !== null && (
          <li className="crowd__settings">
            <OwnName room={room} name={people.get(own)?.name ?? ""} />
            <RoomSettings room={room} present={present} deleteAs="Delete this space">
              <Editors />
            </RoomSettings>
          </li>
        )}
      </ul>
    </Panel>
  );
}

function Editors() {
  const { space, api } = useVenue();
  const info = useStore(space.info);
  if (info === undefined) return null;
  return (
    <Choice
      legend="Who may furnish it"
      value={info.editors}
      onChange={(editors) => void attempt(api.changeSpace(space.room.id, { editors }))}
      options={[
        { value: "owner", label: "Only you", icon: <Lock size={16} aria-hidden /> },
        { value: "everyone", label: "Everyone", icon: <Users size={16} aria-hidden /> },
      ]}
    />
  );
}

function stateOf(
  isSelf: boolean,
  online: boolean,
  isNear: boolean,
  isInSight: boolean,
): readonly [rank: number, state: string] {
  if (isSelf) return [0, "You"];
  if (!online) return [4, "Away"];
  if (isNear) return [1, "Beside you"];
  return isInSight ? [2, "In sight"] : [3, "Elsewhere"];
}
