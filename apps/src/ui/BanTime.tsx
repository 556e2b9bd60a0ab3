import { banTimes } from "../lib/banTimes";

type Props = {
  readonly minutes: number;
  readonly onChoose: (minutes: number) => void;
  /** Where no label stands around it. */
  readonly label?: string;
};

/** A choice of how long somebody is banned. */
export function BanTime({ minutes, onChoose, label }: Props) {
  return (
    <select
      className="input"
      aria-label={label}
      value={minutes}
      onChange={(event) => onChoose(Number(event.target.value))}
    >
      {banTimes.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}
