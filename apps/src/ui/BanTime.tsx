import { banTimes } from "../lib/banTimes";

type Props = {
  readonly minutes: number;
  readonly onChoose: (minutes: number) => void;
  /** Of the element, for a label beside it. */
  readonly id?: string;
  /** Where no label stands beside it. */
  readonly label?: string;
};

/** A choice of how long somebody is banned. */
export function BanTime({ minutes, onChoose, id, label }: Props) {
  return (
    <select
      id={id}
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
