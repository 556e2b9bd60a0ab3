import { useId } from "react";

type Props = {
  label: string;
  hint?: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
};

/** Something to tick. */
export function Check({ label, hint, isChecked, onChange }: Props) {
  const id = useId();
  return (
    <div className="check">
      <input
        id={id}
        type="checkbox"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <small id={`${id}-hint`} className="check__hint">
            {hint}
          </small>
        )}
      </div>
    </div>
  );
}
