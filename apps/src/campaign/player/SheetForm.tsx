import { type FormEvent, type ReactNode, useState } from "react";
import type { CharacterClass, GivenSheet, Sheet } from "roomkeeper/campaign";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";
import { wholeFrom } from "../model/amount";
import { capital } from "../model/words";
import { NumberField, Select } from "../panels/Numbers";
import { type Defences, DefencesField, defencesOf } from "./DefencesField";

const classes: readonly CharacterClass[] = [
  "barbarian",
  "bard",
  "cleric",
  "druid",
  "fighter",
  "monk",
  "paladin",
  "ranger",
  "rogue",
  "sorcerer",
  "warlock",
  "wizard",
];

type Props = {
  name: string;
  sheet: Sheet | null;
  action: string;
  onGiven: (name: string, sheet: GivenSheet) => Promise<void>;
  /** What else is asked for. */
  children?: ReactNode;
};

type ClassRow = { readonly of: CharacterClass; readonly level: string };

const levelsMax = 20;

/** The figures of a character that a fight needs; slots and hit dice follow from classes and levels. */
export function SheetForm({ name: before, sheet, action, onGiven, children }: Props) {
  const [name, setName] = useState(before);
  const [rows, setRows] = useState<readonly ClassRow[]>(() =>
    (sheet?.classes.length ?? 0) === 0
      ? [{ of: "fighter", level: "1" }]
      : (sheet?.classes ?? []).map(({ of, level }) => ({ of, level: String(level) })),
  );
  const [hpMax, setHpMax] = useState(String(sheet?.hpMax ?? 10));
  const [armor, setArmor] = useState(String(sheet?.armorClass ?? 12));
  const [bonus, setBonus] = useState(String(sheet?.bonus ?? 0));
  const [dexterity, setDexterity] = useState(String(sheet?.dexterity ?? 10));
  const [constitution, setConstitution] = useState(String(sheet?.constitution ?? 0));
  const [save, setSave] = useState(String(sheet?.constitutionSave ?? 0));
  const [defences, setDefences] = useState<Defences>(() => defencesOf(sheet));
  const field = useFocusAtFirst<HTMLInputElement>();
  const read = {
    hpMax: wholeFrom(hpMax, 1, 9_999),
    armorClass: wholeFrom(armor, 0, 99),
    bonus: wholeFrom(bonus, -20, 50),
    dexterity: wholeFrom(dexterity, 1, 30),
    constitution: wholeFrom(constitution, -5, 10),
    constitutionSave: wholeFrom(save, -20, 50),
  };
  const levels = rows.map(({ level }) => wholeFrom(level, 1, levelsMax));
  const isReady =
    name.trim() !== "" && [...Object.values(read), ...levels].every((value) => value !== null);
  const give = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    await onGiven(name.trim(), {
      ...(read as { readonly [K in keyof typeof read]: number }),
      ...defences,
      classes: rows.map(({ of }, index) => ({ of, level: levels[index] ?? 1 })),
    });
  };
  const number = (label: string, value: string, set: (text: string) => void, ok: unknown) => (
    <NumberField label={label} value={value} onChange={set} isBad={ok === null} />
  );
  const change = (index: number, next: Partial<ClassRow>): void =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...next } : row)));
  const free = classes.filter((one) => rows.every(({ of }) => of !== one));
  return (
    <form className="form" onSubmit={(event) => void give(event)}>
      <label className="field">
        <span className="field__label">Name of the character</span>
        <input
          className="input"
          maxLength={60}
          autoComplete="off"
          ref={field}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      {rows.map(({ of, level }, index) => (
        <div className="pair" key={of}>
          <Select
            label={index === 0 ? "Class" : `Class ${index + 1}`}
            value={of}
            onChange={(next) => change(index, { of: next })}
            options={classes
              .filter((one) => one === of || free.includes(one))
              .map((value) => ({ value, label: capital(value) }))}
          />
          {number(
            index === 0 ? "Level" : `Level in class ${index + 1}`,
            level,
            (next) => change(index, { level: next }),
            levels[index],
          )}
        </div>
      ))}
      <div className="quick">
        {free[0] !== undefined && (
          <button
            type="button"
            className="button button--small"
            onClick={() => setRows([...rows, { of: free[0] ?? "fighter", level: "1" }])}
          >
            Another class
          </button>
        )}
        {rows.length > 1 && (
          <button
            type="button"
            className="button button--small"
            onClick={() => setRows(rows.slice(0, -1))}
          >
            Without {capital(rows.at(-1)?.of ?? "")}
          </button>
        )}
      </div>
      <div className="pair">
        {number("Hit points", hpMax, setHpMax, read.hpMax)}
        {number("Armor class", armor, setArmor, read.armorClass)}
      </div>
      <div className="pair">
        {number("Initiative bonus", bonus, setBonus, read.bonus)}
        {number("Dexterity score", dexterity, setDexterity, read.dexterity)}
      </div>
      <div className="pair">
        {number("Constitution modifier", constitution, setConstitution, read.constitution)}
        {number("Constitution save", save, setSave, read.constitutionSave)}
      </div>
      <DefencesField defences={defences} onChange={setDefences} />
      {children}
      <button type="submit" className="button button--primary big" disabled={!isReady}>
        {action}
      </button>
    </form>
  );
}
