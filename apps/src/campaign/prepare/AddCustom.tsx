import { type FormEvent, useState } from "react";
import { Check } from "../../ui/Check";
import { wholeFrom } from "../model/amount";
import { NumberField } from "../panels/Numbers";
import { useSitting } from "../state/context";

/** Somebody without a stat block. */
export function AddCustom({ encounter }: { encounter: string }) {
  const { act } = useSitting();
  const [name, setName] = useState("");
  const [hp, setHp] = useState("10");
  const [armor, setArmor] = useState("12");
  const [bonus, setBonus] = useState("0");
  const [count, setCount] = useState("1");
  const [ally, setAlly] = useState(false);
  const [hidden, setHidden] = useState(false);
  const numbers = {
    hp: wholeFrom(hp, 1, 9_999),
    armorClass: wholeFrom(armor, 0, 99),
    bonus: wholeFrom(bonus, -50, 50),
    count: wholeFrom(count, 1, 40),
  };
  const isReady = name.trim() !== "" && Object.values(numbers).every((one) => one !== null);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const { count: many, hp: points, armorClass, bonus: more } = numbers;
    if (name.trim() === "" || many === null || points === null) return;
    if (armorClass === null || more === null) return;
    void act("combatant.add", {
      encounter,
      custom: { name: name.trim(), hp: points, armorClass, bonus: more },
      count: many,
      ally,
      ...(hidden ? { hidden: "nothing" as const } : {}),
    });
    setName("");
  };
  return (
    <form className="form" onSubmit={add}>
      <label className="field">
        <span className="field__label">Name</span>
        <input
          className="input"
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <div className="quartet">
        <NumberField label="Hit points" value={hp} onChange={setHp} isBad={numbers.hp === null} />
        <NumberField
          label="Armor class"
          value={armor}
          onChange={setArmor}
          isBad={numbers.armorClass === null}
        />
        <NumberField
          label="Initiative"
          value={bonus}
          onChange={setBonus}
          isBad={numbers.bonus === null}
        />
        <NumberField
          label="How many"
          value={count}
          onChange={setCount}
          isBad={numbers.count === null}
        />
      </div>
      <Check label="An ally of the party" isChecked={ally} onChange={setAlly} />
      <Check label="Hidden from players" isChecked={hidden} onChange={setHidden} />
      <div className="form__actions">
        <button type="submit" className="button button--primary" disabled={!isReady}>
          Add
        </button>
      </div>
    </form>
  );
}
