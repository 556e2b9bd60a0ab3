import { type FormEvent, useState } from "react";
import type { Room, RoomStatus } from "roomkeeper";
import type { CardTableView } from "roomkeeper/cardtable";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";

type Props = {
  room: Room<CardTableView>;
  status: Extract<RoomStatus, { state: "refused" }>;
  /** A passphrase was given and not accepted. */
  wasWrong: boolean;
  onPassphrase: (passphrase: string) => void;
};

/** The server said no: why, and what one can do about it. */
export function Refused({ room, status, wasWrong, onPassphrase }: Props) {
  if (status.code === 4403) return <PassphraseGate wasWrong={wasWrong} onGive={onPassphrase} />;
  const { title, text, retry } = explain(status.code, status.reason);
  return (
    <main className="gate">
      <div className="gate__card" role="alert">
        <img src="/mark.svg" alt="" width={48} height={48} />
        <h1 className="gate__title">{title}</h1>
        <p className="gate__text">{text}</p>
        <div className="gate__actions">
          {retry !== null && (
            <button type="button" className="button button--primary" onClick={() => room.rejoin()}>
              {retry}
            </button>
          )}
          <a className={retry === null ? "button button--primary" : "button"} href="/">
            To the start page
          </a>
        </div>
      </div>
    </main>
  );
}

function explain(code: number, reason: string) {
  switch (code) {
    case 4404:
      return {
        title: "This table is gone",
        text: "It was cleared away, or the link is not quite right. Ask for it again, or make a new table.",
        retry: null,
      };
    case 4409:
      return {
        title: "You sit at this table elsewhere",
        text: "It was opened in another tab or on another device with the same name and key.",
        retry: "Play here instead",
      };
    case 4401:
      return {
        title: "You were away for long",
        text: "Your pass for this table has run out.",
        retry: "Come back",
      };
    default:
      return {
        title: "That didn't work",
        text: reason === "" ? `The server ended the connection (${code}).` : reason,
        retry: "Try again",
      };
  }
}

type GateProps = { wasWrong: boolean; onGive: (passphrase: string) => void };

/** The seat is protected: only who knows its passphrase may take it again. */
function PassphraseGate({ wasWrong, onGive }: GateProps) {
  const [passphrase, setPassphrase] = useState("");
  const field = useFocusAtFirst<HTMLInputElement>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== "") onGive(passphrase);
  };
  return (
    <main className="gate">
      <form className="gate__card" onSubmit={submit}>
        <img src="/mark.svg" alt="" width={48} height={48} />
        <h1 className="gate__title">Your seat is protected</h1>
        <p className="gate__text">
          You set a passphrase for your seat at this table. Please give it.
        </p>
        <input
          className="input gate__input"
          type="password"
          aria-label="Passphrase"
          placeholder="Passphrase"
          autoComplete="current-password"
          ref={field}
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        {wasWrong && passphrase === "" && (
          <p className="field__hint field__hint--bad" role="alert">
            That was not the passphrase.
          </p>
        )}
        <button
          type="submit"
          className="button button--primary gate__button"
          disabled={passphrase === ""}
        >
          Sit down
        </button>
      </form>
    </main>
  );
}
