import { useEffect, useId, useRef } from "react";
import { isPictureUrl, Picture } from "../../ui/Picture";

type Props = {
  label: string;
  value: string;
  onChange: (url: string) => void;
  onSize?: (size: { readonly width: number; readonly height: number }) => void;
};

const hint =
  "An address that begins with https:// or http://, or a path of this server such as /art/…";
const urlMax = 2000;

/** The address of a picture, and the picture. */
export function PictureField({ label, value, onChange, onSize }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const url = value.trim();
  const isWrong = url !== "" && !isPictureUrl(url);
  useEffect(() => {
    input.current?.setCustomValidity(isWrong ? hint : "");
  }, [isWrong]);
  return (
    <div className="picture-field">
      <div className="field">
        <label className="field__label" htmlFor={id}>
          {label}
        </label>
        <input
          id={id}
          ref={input}
          className="input"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={urlMax}
          placeholder="https://…"
          aria-invalid={isWrong}
          aria-describedby={`${id}-hint`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <span
          id={`${id}-hint`}
          className={isWrong ? "field__hint field__hint--bad" : "field__hint"}
        >
          {hint}
        </span>
      </div>
      <div className="picture-field__frame">
        {url !== "" && !isWrong && (
          <Picture url={url} alt="Preview" {...(onSize === undefined ? {} : { onSize })} />
        )}
      </div>
    </div>
  );
}
