import { type FormEvent, useState } from "react";
import { useDmFight } from "roomkeeper/campaign/react";
import { Check } from "../../ui/Check";
import { Dialog } from "../../ui/Dialog";
import { atEnd, atNextTurn, declinedOf, type Following } from "../model/follows";
import { useSitting } from "../state/context";
import type { Sitting } from "../state/sitting";
import type { DeskUse, Step } from "./desk";
import { nextTurn } from "./keyboard";

/** Ends the encounter; asks before if something ends with it. */
export function endEncounter({ campaign, act }: Sitting, ask: DeskUse["ask"]): void {
  const fight = campaign.dmFight.getSnapshot();
  if (fight === null) return;
  if (atEnd(fight).length > 0) ask({ name: "notAll", step: "end" });
  else void act("encounter.finish", { encounter: fight.id });
}

/** What follows by rule for one creature. What is of one type is declined as one. */
type Row = { readonly key: string; readonly all: readonly Following[]; readonly words: string };

function rows(all: readonly Following[]): readonly Row[] {
  const byKey = new Map<string, Following[]>();
  for (const one of all) {
    const key = `${one.id} ${one.type}`;
    byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  return [...byKey].map(([key, each]) => ({
    key,
    all: each,
    words: `${each[0]?.name ?? ""}: ${each.map(({ words }) => words).join(", ")}`,
  }));
}

/** Lets the DM decline some of what follows by rule from the next turn, or from the encounter's end. */
export function NotAll({ step, onClose }: { step: Step; onClose: () => void }) {
  const sitting = useSitting();
  const fight = useDmFight();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  if (fight === null) return null;
  const all = rows(step === "turn" ? atNextTurn(fight) : atEnd(fight));
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const declined = declinedOf(all.filter(({ key }) => left.has(key)).flatMap((row) => row.all));
    onClose();
    if (step === "turn") void nextTurn(sitting, fight, declined);
    else void sitting.act("encounter.finish", { encounter: fight.id, declined });
  };
  return (
    <Dialog title={step === "turn" ? "Next turn" : "End the encounter"} onClose={onClose}>
      <form className="form" onSubmit={go}>
        <fieldset className="follows">
          <legend className="field__label">What follows by rule</legend>
          {all.map(({ key, words }) => (
            <Check
              key={key}
              label={words}
              isChecked={!left.has(key)}
              onChange={(isChecked) => {
                const next = new Set(left);
                if (isChecked) next.delete(key);
                else next.add(key);
                setLeft(next);
              }}
            />
          ))}
        </fieldset>
        <p className="field__hint">What you uncheck does not happen.</p>
        <div className="form__actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button--primary">
            {step === "turn" ? "Next turn" : "End it"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
