import { type FormEvent, useState } from "react";
import type { Ability, DamageType, Fighter, Share } from "roomkeeper/campaign";
import { Check } from "../../ui/Check";
import { Choice } from "../../ui/Choice";
import { Dialog } from "../../ui/Dialog";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";
import { amountFrom, wholeFrom } from "../model/amount";
import type { Harm } from "../model/creature";
import { abilities, capital, damageTypes, list } from "../model/words";
import { NumberField, Select } from "../panels/Numbers";
import { useSitting } from "../state/context";

type Props = { targets: readonly Fighter[]; harm: Harm | undefined; onClose: () => void };

/** What follows by rule and may be left out. */
const declinable = [
  { type: "dies", label: "Nobody dies of it" },
  { type: "asksConcentrationSave", label: "No save for concentration" },
  { type: "conditionBegins", label: "Nobody falls unconscious or prone" },
] as const;

/** Damage for one or for many, with a save for each. */
export function DamageDialog({ targets, harm, onClose }: Props) {
  const { act } = useSitting();
  const [text, setText] = useState(harm?.dice[0]?.dice ?? "");
  const [type, setType] = useState<DamageType>(harm?.dice[0]?.type ?? "untyped");
  const [critical, setCritical] = useState(false);
  const [knocksOut, setKnocksOut] = useState(false);
  const [save, setSave] = useState<Ability | "none">(
    () => abilities.find((one) => one === harm?.save?.ability) ?? "none",
  );
  const [dc, setDc] = useState(String(harm?.save?.dc ?? 13));
  const [saved, setSaved] = useState<Share>(harm?.save?.halves === false ? "none" : "half");
  const [shares, setShares] = useState<ReadonlyMap<string, Share>>(new Map());
  const [declined, setDeclined] = useState<ReadonlySet<string>>(new Set());
  const field = useFocusAtFirst<HTMLInputElement>();
  const amount = amountFrom(text);
  const difficulty = wholeFrom(dc, 0, 99);
  // The dice of an attack beyond the first come as they are printed.
  const more = harm?.dice.slice(1) ?? [];
  const isReady = amount !== null && targets.length > 0 && (save === "none" || difficulty !== null);

  const deal = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const dice = [...(amount.kind === "dice" ? [{ dice: amount.dice, type }] : []), ...more];
    const parts = amount.kind === "number" ? [{ amount: amount.value, type }] : [];
    onClose();
    await act("damage", {
      targets: targets.map(({ id }) => {
        const share = shares.get(id);
        return {
          id,
          parts,
          ...(share === undefined ? {} : { share }),
          ...(declined.size === 0 ? {} : { declined: [...declined] }),
        };
      }),
      dice,
      ...(save === "none" || difficulty === null
        ? {}
        : { save: { ability: save, dc: difficulty, saved } }),
      critical,
      knocksOut,
    });
  };
  return (
    <Dialog title={`Damage for ${list(targets.map(({ name }) => name))}`} onClose={onClose}>
      <form className="form" onSubmit={(event) => void deal(event)}>
        <div className="pair">
          <NumberField
            label="Amount or dice"
            placeholder="14 or 2d6+3"
            value={text}
            onChange={setText}
            isBad={text !== "" && amount === null}
            fieldRef={field}
          />
          <Select
            label="Type"
            value={type}
            onChange={setType}
            options={damageTypes.map((value) => ({
              value,
              label: value === "untyped" ? "No type" : capital(value),
            }))}
          />
        </div>
        {more.length > 0 && (
          <p className="field__hint">
            And {list(more.map((part) => `${part.dice} ${part.type}`))}, as printed.
          </p>
        )}
        <div className="pair">
          <Select
            label="Save"
            value={save}
            onChange={setSave}
            options={[
              { value: "none" as const, label: "None" },
              ...abilities.map((value) => ({ value, label: capital(value) })),
            ]}
          />
          {save !== "none" && (
            <NumberField label="DC" value={dc} onChange={setDc} isBad={difficulty === null} />
          )}
        </div>
        {save !== "none" && (
          <Choice
            legend="Who saves takes"
            value={saved}
            onChange={setSaved}
            options={[
              { value: "half", label: "Half" },
              { value: "none", label: "Nothing" },
            ]}
          />
        )}
        {(targets.length > 1 || save !== "none") && (
          <Shares
            targets={targets}
            shares={shares}
            onChange={setShares}
            hasSave={save !== "none"}
          />
        )}
        <Check label="Critical hit" isChecked={critical} onChange={setCritical} />
        <details className="more">
          <summary>What follows by rule</summary>
          <Check
            label="Knocks out"
            hint="Who would drop to 0 hit points is unconscious and does not die."
            isChecked={knocksOut}
            onChange={setKnocksOut}
          />
          {declinable.map((each) => (
            <Check
              key={each.type}
              label={each.label}
              isChecked={declined.has(each.type)}
              onChange={(isChecked) => {
                const next = new Set(declined);
                if (isChecked) next.add(each.type);
                else next.delete(each.type);
                setDeclined(next);
              }}
            />
          ))}
        </details>
        <div className="form__actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button--primary" disabled={!isReady}>
            Deal the damage
          </button>
        </div>
      </form>
    </Dialog>
  );
}

type SharesProps = {
  targets: readonly Fighter[];
  shares: ReadonlyMap<string, Share>;
  onChange: (shares: ReadonlyMap<string, Share>) => void;
  hasSave: boolean;
};

/** How much of it each target takes, where that is decided at the table. */
function Shares({ targets, shares, onChange, hasSave }: SharesProps) {
  return (
    <ul className="shares">
      {targets.map(({ id, name }) => (
        <li key={id} className="shares__one">
          <span className="shares__name">{name}</span>
          <select
            className="input select shares__select"
            aria-label={`What ${name} takes`}
            value={shares.get(id) ?? "rule"}
            onChange={({ target: { value } }) => {
              const next = new Map(shares);
              if (value === "whole" || value === "half" || value === "none") next.set(id, value);
              else next.delete(id);
              onChange(next);
            }}
          >
            <option value="rule">{hasSave ? "Rolls its save" : "All"}</option>
            {hasSave && <option value="whole">Failed: all</option>}
            <option value="half">{hasSave ? "Saved: half" : "Half"}</option>
            <option value="none">{hasSave ? "Saved: nothing" : "Nothing"}</option>
          </select>
        </li>
      ))}
    </ul>
  );
}
