import { type FormEvent, useState } from "react";
import type { Ability, Condition, Fighter, Lasting } from "roomkeeper/campaign";
import { useCampaignView, useDmFight, useOwnHeroes } from "roomkeeper/campaign/react";
import { Dialog } from "../../ui/Dialog";
import { wholeFrom } from "../model/amount";
import { abilities, capital, conditions, list } from "../model/words";
import { NumberField, Select } from "../panels/Numbers";
import { useSitting } from "../state/context";

type Props = { targets: readonly Pick<Fighter, "id" | "name">[]; onClose: () => void };

type LastingKind = Lasting["type"];

const lastings: readonly { readonly value: LastingKind; readonly label: string }[] = [
  { value: "untilRemoved", label: "Until taken away" },
  { value: "untilStart", label: "To the start of the next turn of…" },
  { value: "untilEnd", label: "To the end of the next turn of…" },
  { value: "thisTurn", label: "To the end of this turn" },
  { value: "forRounds", label: "So many rounds" },
  { value: "whileEffectLasts", label: "As long as somebody concentrates" },
  { value: "untilRested", label: "To a long rest" },
];

/** A condition for one or for many: from whom, for how long, and what save ends it. */
export function ConditionDialog({ targets, onClose }: Props) {
  const { act } = useSitting();
  const others = useOthers();
  const [condition, setCondition] = useState<Condition>("prone");
  const [kind, setKind] = useState<LastingKind>("untilRemoved");
  const [whose, setWhose] = useState(others.turn);
  const effects = useEffects();
  const [effect, setEffect] = useState(effects[0]?.value ?? "");
  const [source, setSource] = useState("");
  const [rounds, setRounds] = useState("10");
  const [save, setSave] = useState<Ability | "none">("none");
  const [dc, setDc] = useState("13");
  const roundCount = wholeFrom(rounds, 1, 14_400);
  const difficulty = wholeFrom(dc, 0, 99);
  const held = effects.find(({ value }) => value === effect);
  const lasts = lastingOf(kind, whose, roundCount, held?.effect);
  // Who concentrates is the source, so that another's spell of the same name does not count.
  const from = kind === "whileEffectLasts" ? (held?.by ?? "") : source;
  const isReady = targets.length > 0 && lasts !== null && (save === "none" || difficulty !== null);
  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    onClose();
    await act("condition.begin", {
      ids: targets.map(({ id }) => id),
      condition,
      lasts,
      ...(from === "" ? {} : { source: from }),
      ...(save === "none" || difficulty === null
        ? {}
        : { save: { ability: save, dc: difficulty } }),
    });
  };
  return (
    <Dialog title={`A condition for ${list(targets.map(({ name }) => name))}`} onClose={onClose}>
      <form className="form" onSubmit={(event) => void begin(event)}>
        <fieldset className="choice">
          <legend className="field__label">Condition</legend>
          <div className="tags">
            {conditions.map((one) => (
              <label key={one} className="tags__one">
                <input
                  type="radio"
                  name="condition"
                  checked={one === condition}
                  onChange={() => setCondition(one)}
                />
                {capital(one)}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="pair">
          <Select
            label="How long"
            value={kind}
            onChange={setKind}
            options={lastings.filter(
              ({ value }) => value !== "whileEffectLasts" || effects.length > 0,
            )}
          />
          {kind === "whileEffectLasts" && (
            <Select label="On what" value={effect} onChange={setEffect} options={effects} />
          )}
          {(kind === "untilStart" || kind === "untilEnd") && (
            <Select label="Whose turn" value={whose} onChange={setWhose} options={others.options} />
          )}
          {kind === "forRounds" && (
            <NumberField
              label="Rounds"
              value={rounds}
              onChange={setRounds}
              isBad={roundCount === null}
            />
          )}
        </div>
        <div className="pair">
          <Select
            label="A save ends it"
            value={save}
            onChange={setSave}
            options={[
              { value: "none" as const, label: "No save" },
              ...abilities.map((value) => ({ value, label: capital(value) })),
            ]}
          />
          {save !== "none" && (
            <NumberField label="DC" value={dc} onChange={setDc} isBad={difficulty === null} />
          )}
        </div>
        {kind !== "whileEffectLasts" && (
          <Select
            label="From whom"
            value={source}
            onChange={setSource}
            options={[{ value: "", label: "Nobody in particular" }, ...others.options]}
          />
        )}
        <div className="form__actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button--primary" disabled={!isReady}>
            Begin it
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function lastingOf(
  kind: LastingKind,
  whose: string,
  rounds: number | null,
  effect: string | undefined,
): Lasting | null {
  switch (kind) {
    case "untilStart":
    case "untilEnd":
      return whose === "" ? null : { type: kind, whose };
    case "forRounds":
      return rounds === null ? null : { type: kind, rounds };
    case "whileEffectLasts":
      return effect === undefined ? null : { type: kind, effect };
    case "untilRemoved":
    case "thisTurn":
    case "untilRested":
      return { type: kind };
  }
}

/** What those concentrate on whom the user knows of: a DM all, a player the own characters. */
function useEffects() {
  const view = useCampaignView();
  const own = useOwnHeroes();
  const fight = useDmFight();
  const known = new Map<string, { name: string; effect: string | undefined }>();
  for (const { id, value } of own) known.set(id, { name: value.name, effect: value.concentration });
  for (const [id, { name, vitals }] of Object.entries(view.characters ?? {})) {
    known.set(id, { name, effect: vitals.concentration });
  }
  for (const { id, name, vitals } of fight?.fighters ?? []) {
    known.set(id, { name, effect: vitals.concentration });
  }
  return [...known].flatMap(([by, { name, effect }]) =>
    effect === undefined ? [] : [{ value: by, by, effect, label: `${effect}, by ${name}` }],
  );
}

/** Everybody in the fight, by the ids that the user's commands take. */
function useOthers() {
  const view = useCampaignView();
  const encounter = view.encounters?.[view.active ?? ""];
  if (encounter !== undefined) {
    const { places, active } = encounter.order;
    return {
      turn: places[active]?.id ?? places[0]?.id ?? "",
      options: places
        .filter(({ id }) => encounter.combatants[id]?.gone === false)
        .map(({ id }) => ({
          value: id,
          label: view.characters?.[id]?.name ?? encounter.combatants[id]?.name ?? id,
        })),
    };
  }
  const { order = [], combatants = {}, turn = "" } = view.fight ?? {};
  return {
    turn: turn === "" ? (order[0] ?? "") : turn,
    options: order.map((id) => ({ value: id, label: combatants[id]?.name ?? id })),
  };
}
