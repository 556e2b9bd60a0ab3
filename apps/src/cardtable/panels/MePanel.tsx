import { KeyRound, LogOut } from "lucide-react";
import { type FormEvent, useState } from "react";
import { usePlayer } from "roomkeeper/cardtable/react";
import { useStore } from "roomkeeper/react";
import { attempt } from "../../lib/attempt";
import { leaveTo } from "../../lib/router";
import { toast } from "../../lib/toasts";
import { RecordButton } from "../../room/page/RecordButton";
import { Panel } from "../../room/panel/Panel";
import { OwnName } from "../../room/people/OwnName";
import { Avatar } from "../../ui/Avatar";
import { Swatches } from "../../ui/Swatches";
import { colorOf } from "../felt/Seats";
import { palette } from "../model/things";
import { useDesk } from "../state/context";

export function MePanel({ onClose }: { onClose: () => void }) {
  const { table } = useDesk();
  const me = usePlayer(table.room.self() ?? "");
  if (me === undefined) return null;
  const color = colorOf(me);
  return (
    <Panel closesOutside title="You" onClose={onClose}>
      <div className="panel__body">
        <div className="me__who">
          <Avatar name={me.name} color={color} size={44} />
          <span className="me__name">{me.name}</span>
        </div>
        <OwnName room={table.room} name={me.name} />
        <fieldset className="me__colors">
          <legend className="field__label">Your colour</legend>
          <Swatches
            colors={palette}
            chosen={color}
            onChoose={(choice) => void attempt(table.players.updateMetadata({ color: choice }))}
          />
        </fieldset>
        <Passphrase />
        <RecordButton room={table.room} />
        <button type="button" className="button" onClick={() => leaveTo("/")}>
          <LogOut size={18} aria-hidden />
          Leave the table
        </button>
      </div>
    </Panel>
  );
}

/** With a passphrase set, only who knows it can take this seat again after leaving. */
function Passphrase() {
  const { table, isProtected } = useDesk();
  const has = useStore(isProtected);
  const [passphrase, setPassphrase] = useState("");
  const set = async (next: string | null): Promise<void> => {
    if (!(await attempt(table.players.setPassphrase(next)))) return;
    setPassphrase("");
    isProtected.set(next !== null);
    toast(next === null ? "Your seat has no passphrase any longer." : "Your seat is protected.");
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== "") void set(passphrase);
  };
  return (
    <form className="field" onSubmit={submit}>
      <label className="field__label" htmlFor="passphrase">
        Protect your seat
      </label>
      <div className="field__row">
        <input
          id="passphrase"
          className="input"
          type="password"
          autoComplete="new-password"
          placeholder="A passphrase"
          maxLength={128}
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        <button type="submit" className="button" disabled={passphrase === ""}>
          <KeyRound size={17} aria-hidden />
          Set
        </button>
      </div>
      <p className="field__hint">
        You will be asked for it when you come back, also in this browser.{" "}
        {has && (
          <button type="button" className="link-button" onClick={() => void set(null)}>
            Remove it
          </button>
        )}
      </p>
    </form>
  );
}
