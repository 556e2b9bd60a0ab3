import { type FormEvent, useState } from "react";
import { navigate, pathFrom } from "../lib/router";
import { CardSection } from "./CardSection";

/** For whoever was sent a link; a bare code is that of a room of this kind. */
export function JoinByLink({ kind }: { kind: "table" | "space" }) {
  const [text, setText] = useState("");
  const [isWrong, setWrong] = useState(false);
  const join = (event: FormEvent): void => {
    event.preventDefault();
    const path = pathFrom(text, kind);
    if (path === undefined) setWrong(true);
    else navigate(path);
  };
  return (
    <CardSection id="join-by-link" title="Got an invitation?">
      <form className="join" onSubmit={join}>
        <label className="field">
          <span className="visually-hidden">{`Link or code of the ${kind}`}</span>
          <input
            className="input"
            placeholder="Paste the link or its code"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={isWrong}
            aria-describedby="join-hint"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setWrong(false);
            }}
          />
        </label>
        <button type="submit" className="button" disabled={text.trim() === ""}>
          Join
        </button>
        <p id="join-hint" className={isWrong ? "field__hint field__hint--bad" : "field__hint"}>
          {isWrong
            ? `This is neither a link to a ${kind} nor its code.`
            : "Opening the link in this browser does the same."}
        </p>
      </form>
    </CardSection>
  );
}
