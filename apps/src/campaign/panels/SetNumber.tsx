import { type FormEvent, useEffect, useState } from "react";
import { wholeFrom } from "../model/amount";
import { useSitting } from "../state/context";

type Props = {
  label: string;
  /** Null while there is none. */
  value: number | null;
  min: number;
  max: number;
  onSet: (value: number) => Promise<boolean>;
};

/** A number that is set on Enter or when the field loses focus. */
export function SetNumber({ label, value, min, max, onSet }: Props) {
  const { isLooking } = useSitting();
  const now = value === null ? "" : String(value);
  const [text, setText] = useState(now);
  useEffect(() => setText(now), [now]);
  const given = wholeFrom(text, min, max);
  const set = async (): Promise<void> => {
    if (given === null || given === value) setText(now);
    else if (!(await onSet(given))) setText(now);
  };
  return (
    <form
      className="set-number"
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        // Leaving the field sets the number, and gives the keys back to the page.
        event.currentTarget.querySelector("input")?.blur();
      }}
    >
      <label className="field">
        <span className="field__label">{label}</span>
        <input
          className="input"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          placeholder="–"
          value={text}
          disabled={isLooking}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => void set()}
        />
      </label>
    </form>
  );
}
