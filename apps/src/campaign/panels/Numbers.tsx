import { useId } from "react";

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Whether the value is wrong. */
  isBad?: boolean;
  hint?: string;
  fieldRef?: React.Ref<HTMLInputElement>;
};

/** A field for a number, or for dice. */
export function NumberField(props: Props) {
  const { label, value, onChange, placeholder, isBad = false, hint, fieldRef } = props;
  const id = useId();
  return (
    <label className="field">
      <span className="field__label">{label}</span>
      <input
        className="input"
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={12}
        placeholder={placeholder}
        aria-invalid={isBad}
        aria-describedby={hint === undefined ? undefined : id}
        ref={fieldRef}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint !== undefined && (
        <span id={id} className={isBad ? "field__hint field__hint--bad" : "field__hint"}>
          {hint}
        </span>
      )}
    </label>
  );
}

type SelectProps<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { readonly value: T; readonly label: string }[];
};

/** One of many. */
export function Select<T extends string>({ label, value, onChange, options }: SelectProps<T>) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="input select"
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
