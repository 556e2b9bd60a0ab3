import { type FormEvent, useState } from "react";
import { Check } from "../../ui/Check";
import { wholeFrom } from "../model/amount";
import { FigureFields, useFigures } from "../panels/FigureFields";
import { NumberField } from "../panels/Numbers";
import { useSitting } from "../state/context";

const usual = { name: "", armorClass: 12, bonus: 0, dexterity: 10 };

/** Somebody without a stat block. */
export function AddCustom({ encounter }: { encounter: string }) {
  const { act } = useSitting();
  const form = useFigures(usual);
  const [hp, setHp] = useState("10");
  const [count, setCount] = useState("1");
  const [ally, setAlly] = useState(false);
  const [hidden, setHidden] = useState(false);
  const points = wholeFrom(hp, 1, 9_999);
  const many = wholeFrom(count, 1, 40);
  const { read } = form;
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (read === null || points === null || many === null) return;
    void act("combatant.add", {
      encounter,
      custom: { ...read, hp: points },
      count: many,
      ally,
      ...(hidden ? { hidden: "nothing" as const } : {}),
    });
    form.set({ name: "" });
  };
  return (
    <form className="form" onSubmit={add}>
      <FigureFields form={form}>
        <NumberField label="Hit points" value={hp} onChange={setHp} isBad={points === null} />
        <NumberField label="How many" value={count} onChange={setCount} isBad={many === null} />
      </FigureFields>
      <Check label="An ally of the party" isChecked={ally} onChange={setAlly} />
      <Check label="Hidden from players" isChecked={hidden} onChange={setHidden} />
      <div className="form__actions">
        <button
          type="submit"
          className="button button--primary"
          disabled={read === null || points === null || many === null}
        >
          Add
        </button>
      </div>
    </form>
  );
}
