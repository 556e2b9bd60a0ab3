import { type ReactNode, useId } from "react";

type Props<T extends string> = {
  legend: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { readonly value: T; readonly label: string; readonly icon?: ReactNode }[];
};

/** One of a few, side by side. */
export function Choice<T extends string>({ legend, value, onChange, options }: Props<T>) {
  const group = useId();
  return (
    <fieldset className="choice">
      <legend className="field__label">{legend}</legend>
      <div className="segments">
        {options.map((option) => (
          <label key={option.value} className="segments__option">
            <input
              type="radio"
              name={group}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.icon}
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
