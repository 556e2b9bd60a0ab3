import { type FormEvent, useState } from "react";
import type { DamageType } from "roomkeeper/campaign";
import { Check } from "../../ui/Check";
import { Dialog } from "../../ui/Dialog";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";
import { amountFrom } from "../model/amount";
import { capital, damageTypes } from "../model/words";
import { NumberField, Select } from "../panels/Numbers";
import { useSitting } from "../state/context";

export type HpChange = "damage" | "heal" | "temporary";

type Props = { id: string; change: HpChange; onClose: () => void; title?: string };

const titles: { readonly [change in HpChange]: string } = {
  damage: "Take damage",
  heal: "Regain hit points",
  temporary: "Temporary hit points",
};

/** One number, for one's own character, or damage reported for somebody else. */
export function HpDialog({ id, change, onClose, title = titles[change] }: Props) {
  const { act } = useSitting();
  const [text, setText] = useState("");
  const [type, setType] = useState<DamageType>("untyped");
  const [critical, setCritical] = useState(false);
  const field = useFocusAtFirst<HTMLInputElement>();
  const amount = amountFrom(text);
  const isReady = amount !== null && (change === "damage" || amount.kind === "number");
  const give = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (amount === null) return;
    onClose();
    if (change === "damage") {
      const isDice = amount.kind === "dice";
      await act("damage", {
        targets: [{ id, parts: isDice ? [] : [{ amount: amount.value, type }] }],
        dice: isDice ? [{ dice: amount.dice, type }] : [],
        critical,
      });
    } else if (amount.kind === "number") {
      await act(change, { ids: [id], amount: amount.value });
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" onSubmit={(event) => void give(event)}>
        <NumberField
          label={change === "damage" ? "How much, or dice" : "How much"}
          value={text}
          onChange={setText}
          isBad={text !== "" && !isReady}
          fieldRef={field}
        />
        {change === "damage" && (
          <>
            <Select
              label="Type"
              value={type}
              onChange={setType}
              options={damageTypes.map((value) => ({
                value,
                label: value === "untyped" ? "No type" : capital(value),
              }))}
            />
            <Check label="Critical hit" isChecked={critical} onChange={setCritical} />
          </>
        )}
        <button type="submit" className="button button--primary big" disabled={!isReady}>
          {title}
        </button>
      </form>
    </Dialog>
  );
}
