/** As it stands in the fields, which may be nothing yet. */
export type SizeText = { readonly width: string; readonly height: string };

type Props = {
  size: SizeText;
  sideMax: number;
  onChange: (size: SizeText) => void;
};

/** How wide and high something is, in blocks. */
export function SizeFields({ size, sideMax, onChange }: Props) {
  return (
    <div className="size-fields">
      <Side
        label="Width in blocks"
        value={size.width}
        sideMax={sideMax}
        onChange={(width) => onChange({ ...size, width })}
      />
      <Side
        label="Height in blocks"
        value={size.height}
        sideMax={sideMax}
        onChange={(height) => onChange({ ...size, height })}
      />
    </div>
  );
}

type SideProps = {
  label: string;
  value: string;
  sideMax: number;
  onChange: (value: string) => void;
};

function Side({ label, value, sideMax, onChange }: SideProps) {
  return (
    <label className="field">
      <span className="field__label">{label}</span>
      <input
        className="input"
        type="number"
        inputMode="numeric"
        required
        min={1}
        max={sideMax}
        step={1}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
