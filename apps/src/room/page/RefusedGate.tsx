import { useState } from "react";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";
import { GateForm } from "../gate/GateForm";
import { type Explanation, Refusal } from "../gate/Refusal";
import { useInvitation } from "../gate/useInvitation";

/** What a page calls its room, and what one does there. */
export type RoomWords = {
  /** As in "You are invited to a card table". */
  readonly what: string;
  /** What one does to come in. */
  readonly action: string;
  readonly connecting: string;
  /** What one guards with a passphrase, as "seat". */
  readonly place: string;
  /** By the code that the socket was closed with. */
  readonly refusals: { readonly [code: number]: Explanation };
};

type Props = {
  roomId: string;
  words: RoomWords;
  code: number;
  reason: string;
  /** A passphrase was given and not accepted. */
  wasWrong?: boolean;
  isWatching?: boolean;
  onRetry: () => void;
  onPassphrase?: (passphrase: string) => void;
};

const passphraseNeeded = "passphrase";

/** The server said no: why, in the page's words, and what one can do about it. */
export function RefusedGate(props: Props) {
  const { roomId, words, code, reason, isWatching = false, onRetry, onPassphrase } = props;
  if (code === 4403 && onPassphrase && !isWatching && reason.includes(passphraseNeeded)) {
    return (
      <PassphraseGate
        roomId={roomId}
        words={words}
        wasWrong={props.wasWrong === true}
        onGive={onPassphrase}
      />
    );
  }
  const explanations = {
    4403: isWatching
      ? {
          title: "Nobody may look on here",
          text: reason === "" ? "Ask for an invitation instead." : reason,
          retry: "Try again",
        }
      : {
          title: "This is not open to you",
          text: reason === "" ? "Ask whoever made it for an invitation." : reason,
          retry: "Try again",
        },
    ...words.refusals,
  };
  return <Refusal refused={{ state: "refused", code, reason }} {...{ explanations, onRetry }} />;
}

type GateProps = {
  roomId: string;
  words: RoomWords;
  wasWrong: boolean;
  onGive: (passphrase: string) => void;
};

/** The place is protected: only who knows its passphrase may take it again. */
function PassphraseGate({ roomId, words, wasWrong, onGive }: GateProps) {
  const invitation = useInvitation(roomId);
  const name = invitation.state === "known" ? (invitation.room.name ?? "") : "";
  const [passphrase, setPassphrase] = useState("");
  const field = useFocusAtFirst<HTMLInputElement>();
  return (
    <GateForm
      title={`Your ${words.place} is protected`}
      text={`${name === "" ? "" : `This is “${name}”. `}You set a passphrase for your ${words.place}. Please give it.`}
      action={words.action}
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
