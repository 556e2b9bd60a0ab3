import { Upload } from "lucide-react";
import { type ChangeEvent, useEffect, useId, useRef, useState } from "react";
import { createAdminApi } from "roomkeeper";
import { errorMessage } from "../../lib/attempt";
import { identity, keptName } from "../../lib/identity";
import { FormError } from "../../ui/FormError";
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
/** As the server has it. */
const bytesMax = 1024 * 1024;

/** A picture: its address on the web, or a file that is kept on this server. */
export function PictureField({ label, value, onChange, onSize }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const url = value.trim();
  const chooser = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const upload = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file === undefined) return;
    setError(null);
    if (file.size > bytesMax) {
      setError("The picture is too large: it has 1 MiB at most.");
      return;
    }
    setBusy(true);
    try {
      const { token } = identity(keptName());
      onChange((await createAdminApi({ token }).uploadPicture(file)).imageUrl);
    } catch (failure) {
      setError(errorMessage(failure));
    }
    setBusy(false);
  };
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
        <input
          ref={chooser}
          className="visually-hidden"
          type="file"
          accept="image/png,image/jpeg,image/gif,image/webp"
          aria-label={`${label} as a file`}
          tabIndex={-1}
          onChange={(event) => void upload(event)}
        />
        <button
          type="button"
          className="button button--small picture-field__upload"
          aria-describedby={`${id}-hint`}
          disabled={isBusy}
          onClick={() => chooser.current?.click()}
        >
          <Upload size={16} aria-hidden />
          {isBusy ? "Uploading…" : "Upload a picture…"}
        </button>
        <FormError sentence={error} />
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
