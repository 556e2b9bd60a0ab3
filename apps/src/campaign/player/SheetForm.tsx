import { type FormEvent, useState } from "react";
import type { CharacterClass, GivenSheet, Sheet } from "roomkeeper/campaign";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";
import { wholeFrom } from "../model/amount";
import { capital } from "../model/words";
import { NumberField, Select } from "../panels/Numbers";

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
};

/** The figures of a character that a fight needs; slots and hit dice follow from class and level. */
export function SheetForm({ name: before, sheet, action, onGiven }: Props) {
  const [first] = sheet?.classes ?? [];
  const [name, setName] = useState(before);
  const [of, setOf] = useState<CharacterClass>(first?.of ?? "fighter");
  const [level, setLevel] = useState(String(first?.level ?? 1));
  const [hpMax, setHpMax] = useState(String(sheet?.hpMax ?? 10));
  const [armor, setArmor] = useState(String(sheet?.armorClass ?? 12));
  const [bonus, setBonus] = useState(String(sheet?.bonus ?? 0));
  const [dexterity, setDexterity] = useState(String(sheet?.dexterity ?? 10));
  const [constitution, setConstitution] = useState(String(sheet?.constitution ?? 0));
  const [save, setSave] = useState(String(sheet?.constitutionSave ?? 0));
  const field = useFocusAtFirst<HTMLInputElement>();
  const read = {
    level: wholeFrom(level, 1, 20),
    hpMax: wholeFrom(hpMax, 1, 9_999),
    armorClass: wholeFrom(armor, 0, 99),
    bonus: wholeFrom(bonus, -20, 50),
    dexterity: wholeFrom(dexterity, 1, 30),
    constitution: wholeFrom(constitution, -5, 10),
    constitutionSave: wholeFrom(save, -20, 50),
  };
  const isReady = name.trim() !== "" && Object.values(read).every((value) => value !== null);
  const give = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { level: at, ...figures } = read;
    if (!isReady || at === null) return;
    const others = sheet?.classes.slice(1) ?? [];
    await onGiven(name.trim(), {
      ...(sheet ?? {}),
      ...(figures as { readonly [K in keyof typeof figures]: number }),
      classes: [{ of, level: at }, ...others],
    });
  };
  const number = (label: string, value: string, set: (text: string) => void, ok: unknown) => (
    <NumberField label={label} value={value} onChange={set} isBad={ok === null} />
  );
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
      <div className="pair">
        <Select
          label="Class"
          value={of}
          onChange={setOf}
          options={classes.map((value) => ({ value, label: capital(value) }))}
        />
        {number("Level", level, setLevel, read.level)}
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
      <button type="submit" className="button button--primary big" disabled={!isReady}>
        {action}
      </button>
    </form>
  );
}
