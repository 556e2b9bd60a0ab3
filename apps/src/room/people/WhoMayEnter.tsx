import { UserPlus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Room } from "roomkeeper";
import { attempt } from "../../lib/attempt";
import { identity, keptName } from "../../lib/identity";
import { Check } from "../../ui/Check";
import { type Invited, useHouse } from "./useHouse";

type Props<View extends object> = {
  room: Room<View>;
  /** Whoever is in the room at this moment. */
  present: () => readonly Invited[];
};

/** Whether the room is for everybody with its link, or for people whom its owner chooses. */
export function WhoMayEnter<View extends object>({ room, present }: Props<View>) {
  const { only } = useHouse(room);
  const self = room.self();
  const choose = (users: readonly Invited[] | null): Promise<boolean> =>
    attempt(room.command("room.only", users === null ? {} : { users: [...users] }));
  return (
    <>
      <Check
        label="Only people I choose may come in"
        hint={
          only === null
            ? "Whoever is here now is chosen to begin with."
            : "Nobody else comes in, not even by the link."
        }
        isChecked={only !== null}
        onChange={(isOnly) => void choose(isOnly ? present() : null)}
      />
      {only !== null && (
        <>
          <ul className="room-settings__list" aria-label="Who may come in">
            {only.map(({ userId, name }) => (
              <li key={userId} className="room-settings__one">
                <span className="room-settings__name ellipsis">{name || userId}</span>
                {userId !== self && (
                  <button
                    type="button"
                    className="icon-button icon-button--small"
                    aria-label={`${name || userId} may no longer come in`}
                    onClick={() => void choose(only.filter((one) => one.userId !== userId))}
                  >
                    <X size={16} aria-hidden />
                  </button>
                )}
              </li>
            ))}
          </ul>
          <Add onAdd={(user) => choose([...only, user])} />
        </>
      )}
    </>
  );
}

function Add({ onAdd }: { onAdd: (user: Invited) => Promise<boolean> }) {
  const [username, setUsername] = useState("");
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = identity(keptName()).api.findUser(username.trim());
    if ((await attempt(found)) && (await onAdd(await found))) setUsername("");
  };
  return (
    <form className="field" onSubmit={(event) => void add(event)}>
      <label className="field__label" htmlFor="may-enter">
        Somebody with an account
      </label>
      <div className="field__row">
        <input
          id="may-enter"
          className="input"
          placeholder="Their username"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <button type="submit" className="button" disabled={username.trim() === ""}>
          <UserPlus size={17} aria-hidden />
          Add
        </button>
      </div>
    </form>
  );
}
