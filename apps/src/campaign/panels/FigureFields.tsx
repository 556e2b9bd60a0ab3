import { useState } from "react";
import { wholeFrom } from "../model/amount";
import { NumberField } from "./Numbers";

/** What is said of somebody without a stat block. */
export type Figures = {
  readonly name: string;
  readonly armorClass: number;
  readonly bonus: number;
  readonly dexterity: number;
};

type Written = { readonly [K in keyof Figures]: string };

type Form = {
  readonly written: Written;
  readonly set: (change: Partial<Written>) => void;
  /** Writes these into the fields. */
  readonly fill: (figures: Figures) => void;
  /** Null while something is missing or wrong. */
  readonly read: Figures | null;
};

function words({ name, armorClass, bonus, dexterity }: Figures): Written {
  return {
    name,
    armorClass: String(armorClass),
    bonus: String(bonus),
    dexterity: String(dexterity),
  };
}

const bounds = { armorClass: [0, 99], bonus: [-50, 50], dexterity: [0, 99] } as const;

function number(written: Written, key: keyof typeof bounds): number | null {
  const [min, max] = bounds[key];
  return wholeFrom(written[key], min, max);
}

/** The fields' state; they begin with these figures. */
export function useFigures(first: Figures): Form {
  const [written, setWritten] = useState(() => words(first));
  const name = written.name.trim();
  const armorClass = number(written, "armorClass");
  const bonus = number(written, "bonus");
  const dexterity = number(written, "dexterity");
  const isWhole = name !== "" && armorClass !== null && bonus !== null && dexterity !== null;
  return {
    written,
    set: (change) => setWritten((before) => ({ ...before, ...change })),
    fill: (figures) => setWritten(words(figures)),
    read: isWhole ? { name, armorClass, bonus, dexterity } : null,
  };
}

/** Name, armor class and what initiative depends on. `children` stand among the numbers. */
export function FigureFields({ form, children }: { form: Form; children?: React.ReactNode }) {
  const { written, set } = form;
  return (
    <>
      <label className="field">
        <span className="field__label">Name</span>
        <input
          className="input"
          maxLength={60}
          autoComplete="off"
          value={written.name}
          onChange={({ target }) => set({ name: target.value })}
        />
      </label>
      <div className="numbers">
        {children}
        <NumberField
          label="Armor class"
          value={written.armorClass}
          onChange={(armorClass) => set({ armorClass })}
          isBad={number(written, "armorClass") === null}
        />
        <NumberField
          label="Initiative bonus"
          value={written.bonus}
          onChange={(bonus) => set({ bonus })}
          isBad={number(written, "bonus") === null}
        />
        <NumberField
          label="Dexterity"
          value={written.dexterity}
          onChange={(dexterity) => set({ dexterity })}
          isBad={number(written, "dexterity") === null}
        />
      </div>
    </>
  );
}
