import { useState } from "react";
import type { Room } from "roomkeeper";
import type { CardTableView } from "roomkeeper/cardtable";
import { GateForm } from "../room/gate/GateForm";
import { type Explanation, Refusal, type Refused as Status } from "../room/gate/Refusal";
import { useFocusAtFirst } from "../ui/useFocusAtFirst";

type Props = {
  room: Room<CardTableView>;
  status: Status;
  /** A passphrase was given and not accepted. */
  wasWrong: boolean;
  onPassphrase: (passphrase: string) => void;
};

export function Refused({ room, status, wasWrong, onPassphrase }: Props) {
  if (status.code === 4403) return <PassphraseGate wasWrong={wasWrong} onGive={onPassphrase} />;
  return <Refusal refused={status} explanations={explanations} onRetry={() => room.rejoin()} />;
}

const explanations: { readonly [code: number]: Explanation } = {
  4404: {
    title: "This table is gone",
    text: "It was cleared away, or the link is not quite right. Ask for it again, or make a new table.",
    retry: null,
  },
  4409: {
    title: "You sit at this table elsewhere",
    text: "It was opened in another tab or on another device with the same name and key.",
    retry: "Play here instead",
  },
  4401: {
    title: "You were away for long",
    text: "Your pass for this table has run out.",
    retry: "Come back",
  },
};

type GateProps = { wasWrong: boolean; onGive: (passphrase: string) => void };

/** The seat is protected: only who knows its passphrase may take it again. */
function PassphraseGate({ wasWrong, onGive }: GateProps) {
  const [passphrase, setPassphrase] = useState("");
  const field = useFocusAtFirst<HTMLInputElement>();
  return (
    <GateForm
      title="Your seat is protected"
      text="You set a passphrase for your seat at this table. Please give it."
      action="Sit down"
      isReady={passphrase !== ""}
      onSubmit={() => onGive(passphrase)}
    >
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
    </GateForm>
  );
}
