import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useCampaignInfo } from "roomkeeper/campaign/react";
import { attempt } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { wholeFrom } from "../model/amount";
import { newAttack, newCreature, readCreature, type WrittenAttack } from "../model/ownCreature";
import { capital, damageTypes } from "../model/words";
import { NumberField, Select } from "../panels/Numbers";
import { DefencesField, defencesOf } from "../player/DefencesField";
import { useSitting } from "../state/context";
import { ratings, sizes, types } from "./Bestiary";

const abilityNames = ["STR", "DEX", "CON", "INT", "WIS", "CHA"];
const attacksMax = 8;

function options(values: readonly string[]) {
  return values.map((value) => ({ value, label: capital(value) }));
}

/** A stat block written by hand. It is one's own, in the bestiary of all one's campaigns. */
export function OwnCreature({ onKept }: { onKept: () => void }) {
  const edition = useCampaignInfo()?.edition ?? "2024";
  const { api } = useSitting();
  const [written, setWritten] = useState(newCreature);
  const [defences, setDefences] = useState(() => defencesOf(null));
  const set = (change: Partial<typeof written>): void => setWritten({ ...written, ...change });
  const creature = readCreature(written, defences, edition);
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (creature === null || !(await attempt(api.keepCreature(creature)))) return;
    toast(`${creature.n} is in your bestiary now.`);
    onKept();
  };
  const { abilities, attacks } = written;
  return (
    <form className="form" onSubmit={(event) => void keep(event)}>
      <label className="field">
        <span className="field__label">Name of the creature</span>
        <input
          className="input"
          maxLength={60}
          autoComplete="off"
          value={written.name}
          onChange={({ target }) => set({ name: target.value })}
        />
      </label>
      <div className="pair">
        <Select
          label="Size"
          value={written.size}
          onChange={(size) => set({ size })}
          options={options(sizes)}
        />
        <Select
          label="Type"
          value={written.type}
          onChange={(type) => set({ type })}
          options={options(types)}
        />
        <Select
          label="CR"
          value={written.rating}
          onChange={(rating) => set({ rating })}
          options={options(ratings)}
        />
        <NumberField
          label="Armor class"
          value={written.armorClass}
          onChange={(armorClass) => set({ armorClass })}
          isBad={wholeFrom(written.armorClass, 0, 99) === null}
        />
        <NumberField
          label="Hit dice"
          placeholder="4d8+4"
          value={written.hitDice}
          onChange={(hitDice) => set({ hitDice })}
        />
        <NumberField
          label="Speed in feet"
          value={written.speed}
          onChange={(speed) => set({ speed })}
          isBad={wholeFrom(written.speed, 0, 1_000) === null}
        />
      </div>
      <div className="six">
        {abilityNames.map((name, at) => (
          <NumberField
            key={name}
            label={name}
            value={abilities[at] ?? ""}
            onChange={(score) => set({ abilities: abilities.with(at, score) })}
            isBad={wholeFrom(abilities[at] ?? "", 1, 30) === null}
          />
        ))}
      </div>
      {attacks.map((attack, at) => (
        <Attack
          // biome-ignore lint/suspicious/noArrayIndexKey: attacks have no other name while they are written.
          key={at}
          at={at + 1}
          attack={attack}
          onChange={(changed) => set({ attacks: attacks.with(at, changed) })}
          onRemove={() => set({ attacks: attacks.toSpliced(at, 1) })}
        />
      ))}
      {attacks.length < attacksMax && (
        <button
          type="button"
          className="button button--small"
          onClick={() => set({ attacks: [...attacks, newAttack] })}
        >
          <Plus size={16} aria-hidden />
          Add an attack
        </button>
      )}
      <DefencesField defences={defences} onChange={setDefences} />
      <div className="form__actions">
        <button type="submit" className="button button--primary" disabled={creature === null}>
          Keep it
        </button>
      </div>
    </form>
  );
}

type AttackProps = {
  at: number;
  attack: WrittenAttack;
  onChange: (attack: WrittenAttack) => void;
  onRemove: () => void;
};

function Attack({ at, attack, onChange, onRemove }: AttackProps) {
  const set = (change: Partial<WrittenAttack>): void => onChange({ ...attack, ...change });
  return (
    <fieldset className="attack">
      <legend className="field__label">Attack {at}</legend>
      <div className="attack__head">
        <input
          className="input"
          aria-label={`Name of attack ${at}`}
          placeholder="Scimitar"
          maxLength={60}
          autoComplete="off"
          value={attack.name}
          onChange={({ target }) => set({ name: target.value })}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={`Take away attack ${at}`}
          title="Take away"
          onClick={onRemove}
        >
          <Trash2 size={17} aria-hidden />
        </button>
      </div>
      <div className="pair">
        <NumberField
          label="To hit"
          value={attack.toHit}
          onChange={(toHit) => set({ toHit })}
          isBad={wholeFrom(attack.toHit, -10, 30) === null}
        />
        <NumberField
          label="Reach in feet"
          value={attack.reach}
          onChange={(reach) => set({ reach })}
          isBad={wholeFrom(attack.reach, 5, 1_000) === null}
        />
        <NumberField
          label="Damage dice"
          placeholder="1d6+2"
          value={attack.dice}
          onChange={(dice) => set({ dice })}
        />
        <Select
          label="Damage type"
          value={attack.type}
          onChange={(type) => set({ type })}
          options={damageTypes
            .filter((value) => value !== "untyped")
            .map((value) => ({ value, label: capital(value) }))}
        />
      </div>
    </fieldset>
  );
}
