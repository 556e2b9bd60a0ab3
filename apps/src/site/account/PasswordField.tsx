import { Eye, EyeOff } from "lucide-react";
import { type RefObject, useId, useState } from "react";

type Props = {
  value: string;
  onChange: (value: string) => void;
  isNew: boolean;
  minLength?: number;
  hint?: string;
  field: RefObject<HTMLInputElement | null>;
};

/** A password that can be looked at while it is typed. */
export function PasswordField({ value, onChange, isNew, minLength, hint, field }: Props) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        Password
      </label>
      <span className="password">
        <input
          id={id}
          ref={field}
          className="input"
          type={isShown ? "text" : "password"}
          name="password"
          autoComplete={isNew ? "new-password" : "current-password"}
          autoCapitalize="none"
          spellCheck={false}
          required
          minLength={minLength}
          maxLength={256}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <button
          type="button"
          className="icon-button password__eye"
          aria-label="Show the password"
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
        </button>
      </span>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="field__hint">
          {hint}
        </span>
      )}
    </div>
  );
}
