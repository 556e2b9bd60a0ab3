import { Search } from "lucide-react";

type Props = { label: string; text: string; onType: (text: string) => void };

export function SearchField({ label, text, onType }: Props) {
  return (
    <label className="search">
      <span className="visually-hidden">{label}</span>
      <Search size={18} aria-hidden />
      <input
        className="input search__input"
        type="search"
        placeholder={label}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onType(event.target.value)}
      />
    </label>
  );
}
