import { Focus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useSitting } from "../state/context";

/** What somebody concentrates on: names it, or ends it. */
export function ConcentrationField({ id, effect }: { id: string; effect: string | undefined }) {
  const { act, isLooking } = useSitting();
  const [text, setText] = useState("");
  const given = text.trim();
  if (effect !== undefined) {
    return (
      <p className="affliction">
        <span>
          <Focus size={15} aria-hidden /> Concentrates on <b>{effect}</b>
        </span>
        <button
          type="button"
          className="button button--small"
          disabled={isLooking}
          onClick={() => void act("concentration.end", { id })}
        >
          Let go
        </button>
      </p>
    );
  }
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    if (given === "") return;
    setText("");
    void act("concentration.begin", { id, effect: given });
  };
  return (
    <form className="inline-form" onSubmit={begin}>
      <input
        className="input"
        aria-label="Concentrate on"
        placeholder="Concentrate on…"
        maxLength={60}
        autoComplete="off"
        value={text}
        disabled={isLooking}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button" disabled={given === "" || isLooking}>
        Begin
      </button>
    </form>
  );
}
