import type { FormEvent } from "react";
import type { Fighter } from "roomkeeper/campaign";
import { useCampaign } from "roomkeeper/campaign/react";
import { ChangedMeanwhile } from "../panels/ChangedMeanwhile";
import { FigureFields, type Figures, useFigures } from "../panels/FigureFields";
import { useSitting } from "../state/context";
import { useSeen } from "../state/useSeen";

type Props = {
  fighter: Fighter;
  /** Of the active encounter where it is left out. */
  encounter?: string;
};

/** Other figures for somebody who is no character: the name that the DM knows, armor, initiative. */
export function EditFighter({ fighter: { id, combatant }, encounter }: Props) {
  const campaign = useCampaign();
  const { act, isLooking } = useSitting();
  const { name, armorClass, bonus, dexterity } = combatant;
  const now: Figures = { name, armorClass, bonus, dexterity };
  const form = useFigures(now);
  const seen = useSeen(now, campaign.placeVersionOf(id, encounter), form.read);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (form.read === null) return;
    const inside = encounter === undefined ? {} : { encounter };
    void act("combatant.edit", { ...inside, id, version: seen.version, ...form.read });
  };
  return (
    <details className="more">
      <summary>Name and figures</summary>
      <form className="form" onSubmit={save}>
        <FigureFields form={form} />
        {seen.other !== null && (
          <ChangedMeanwhile
            now={inWords(seen.other)}
            onTake={() => {
              form.fill(now);
              seen.catchUp();
            }}
            onKeep={seen.catchUp}
          />
        )}
        <button type="submit" className="button" disabled={isLooking || form.read === null}>
          Change it
        </button>
      </form>
    </details>
  );
}

function inWords({ name, armorClass, bonus, dexterity }: Figures): string {
  return `“${name}”, armor class ${armorClass}, initiative bonus ${bonus}, dexterity ${dexterity}`;
}
