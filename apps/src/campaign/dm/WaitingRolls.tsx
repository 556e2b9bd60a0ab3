import type { Consequence, DmFight, Named } from "roomkeeper/campaign";
import { useCampaign } from "roomkeeper/campaign/react";
import { useStore } from "roomkeeper/react";
import { AskRow } from "../panels/AskRow";

/** Saves and other rolls that nobody has made yet, of all in the fight. */
export function WaitingRolls({ fight }: { fight: DmFight }) {
  const heroes = useStore(useCampaign().heroes);
  const inFight = new Set(fight.fighters.map(({ id }) => id));
  const waiting = [
    ...fight.fighters.map(({ id, name, vitals }) => ({ id, name, asks: vitals.asks })),
    ...heroes
      .filter(({ id }) => !inFight.has(id))
      .map(({ id, value }) => ({ id, name: value.name, asks: value.vitals.asks })),
  ].flatMap(({ id, name, asks }) =>
    Object.entries(asks).map(([key, value]): Named<Consequence> & { who: string; of: string } => ({
      id: key,
      value,
      who: id,
      of: name,
    })),
  );
  if (waiting.length === 0) return null;
  return (
    <ul className="strip" aria-label="Rolls to be made">
      {waiting.map(({ id, value, who, of }) => (
        <AskRow key={`${who} ${id}`} creature={who} name={of} ask={id} what={value} canDrop />
      ))}
    </ul>
  );
}
