import { X } from "lucide-react";
import { useState } from "react";
import type { Condition, DamageType, Sheet } from "roomkeeper/campaign";
import { capital, conditions, damageTypes } from "../model/words";
import { Select } from "../panels/Numbers";

export type Defences = Pick<
  Sheet,
  "resistances" | "immunities" | "vulnerabilities" | "conditionImmunities"
>;

export function defencesOf(sheet: Sheet | null): Defences {
  return {
    resistances: sheet?.resistances ?? [],
    immunities: sheet?.immunities ?? [],
    vulnerabilities: sheet?.vulnerabilities ?? [],
    conditionImmunities: sheet?.conditionImmunities ?? [],
  };
}

const kinds = [
  { value: "resistances", label: "Resistant to", words: "resistant" },
  { value: "immunities", label: "Immune to", words: "immune" },
  { value: "vulnerabilities", label: "Vulnerable to", words: "vulnerable" },
  { value: "conditionImmunities", label: "Never", words: "never" },
] as const;

type Kind = keyof Defences;
type Against = DamageType | Condition;

type Props = { defences: Defences; onChange: (defences: Defences) => void };

/** What harms a character less or more than others, one at a time. */
export function DefencesField({ defences, onChange }: Props) {
  const [kind, setKind] = useState<Kind>("resistances");
  const [against, setAgainst] = useState<Against>("fire");
  const choices: readonly Against[] =
    kind === "conditionImmunities" ? conditions : damageTypes.filter((type) => type !== "untyped");
  const chosen = choices.includes(against) ? against : (choices[0] ?? "fire");
  const set = (of: Kind, list: readonly Against[]): void =>
    onChange({ ...defences, [of]: list } as Defences);
  const all = kinds.flatMap(({ value, words }) =>
    defences[value].map((what: Against) => ({ of: value, what, words: `${words}: ${what}` })),
  );
  return (
    <details className="more" open={all.length > 0}>
      <summary>Resistances and immunities</summary>
      {all.length > 0 && (
        <ul className="rows" aria-label="Resistances and immunities">
          {all.map(({ of, what, words }) => (
            <li key={words} className="rows__one">
              <span>{capital(words)}</span>
              <button
                type="button"
                className="icon-button"
                aria-label={`Take away ${words}`}
                onClick={() =>
                  set(
                    of,
                    defences[of].filter((one: Against) => one !== what),
                  )
                }
              >
                <X size={17} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="pair">
        <Select label="How" value={kind} onChange={setKind} options={kinds} />
        <Select
          label="What"
          value={chosen}
          onChange={setAgainst}
          options={choices.map((value) => ({ value, label: capital(value) }))}
        />
      </div>
      <button
        type="button"
        className="button button--small"
        disabled={(defences[kind] as readonly Against[]).includes(chosen)}
        onClick={() => set(kind, [...defences[kind], chosen])}
      >
        Add it
      </button>
    </details>
  );
}
