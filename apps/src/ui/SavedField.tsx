import { type FormEvent, useId, useState } from "react";

type Props = {
  label: string;
  value: string;
  maxLength: number;
  hint?: string;
  /** Answers whether it was taken. */
  onSave: (text: string) => Promise<boolean>;
};

/** A line of text that is changed in place: Save is offered once it differs and is not blank. */
export function SavedField({ label, value, maxLength, hint, onSave }: Props) {
  const id = useId();
  const [edited, setEdited] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const text = (edited ?? value).trim();
  const isNew = text !== "" && text !== value;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isNew || isBusy) return;
    setBusy(true);
    if (await onSave(text)) setEdited(null);
    setBusy(false);
  };
  return (
    <form className="field" onSubmit={(event) => void save(event)}>
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <div className="field__row">
        <input
          id={id}
          className="input"
          autoComplete="off"
          maxLength={maxLength}
          value={edited ?? value}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => setEdited(event.target.value)}
        />
        <button type="submit" className="button" disabled={!isNew || isBusy}>
          Save
        </button>
      </div>
      {hint !== undefined && (
        <p className="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </form>
  );
}
