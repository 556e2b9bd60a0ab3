import { type FormEvent, useState } from "react";
import type { Fighter } from "roomkeeper/campaign";
import { useCampaign } from "roomkeeper/campaign/react";
import { wholeFrom } from "../model/amount";
import { NumberField } from "../panels/Numbers";
import { useSitting } from "../state/context";

type Props = {
  fighter: Fighter;
  /** Of the active encounter where it is left out. */
  encounter?: string;
};

/** Other figures for somebody who is no character: the name that the DM knows, armor, initiative. */
export function EditFighter({ fighter: { id, combatant }, encounter }: Props) {
  const campaign = useCampaign();
  const { act, isLooking } = useSitting();
  const [name, setName] = useState(combatant.name);
  const [armor, setArmor] = useState(String(combatant.armorClass));
  const [bonus, setBonus] = useState(String(combatant.bonus));
  const [dexterity, setDexterity] = useState(String(combatant.dexterity));
  const read = {
    armorClass: wholeFrom(armor, 0, 99),
    bonus: wholeFrom(bonus, -50, 50),
    dexterity: wholeFrom(dexterity, 0, 99),
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const { armorClass, bonus: more, dexterity: score } = read;
    if (name.trim() === "" || armorClass === null || more === null || score === null) return;
    void act("combatant.edit", {
      ...(encounter === undefined ? {} : { encounter }),
      id,
      version: campaign.versionOf(id),
      name: name.trim(),
      armorClass,
      bonus: more,
      dexterity: score,
    });
  };
  const isReady = name.trim() !== "" && Object.values(read).every((one) => one !== null);
  return (
    <details className="more">
      <summary>Name and figures</summary>
      <form className="form" onSubmit={save}>
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
        <div className="numbers">
          <NumberField
            label="Armor class"
            value={armor}
            onChange={setArmor}
            isBad={read.armorClass === null}
          />
          <NumberField
            label="Initiative bonus"
            value={bonus}
            onChange={setBonus}
            isBad={read.bonus === null}
          />
          <NumberField
            label="Dexterity"
            value={dexterity}
            onChange={setDexterity}
            isBad={read.dexterity === null}
          />
        </div>
        <button type="submit" className="button" disabled={isLooking || !isReady}>
          Change it
        </button>
      </form>
    </details>
  );
}
