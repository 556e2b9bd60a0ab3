import { type FormEvent, useState } from "react";
import type { Fighter } from "roomkeeper/campaign";
import { Choice } from "../../ui/Choice";
import { Dialog } from "../../ui/Dialog";
import { useFocusAtFirst } from "../../ui/useFocusAtFirst";
import { wholeFrom } from "../model/amount";
import { list } from "../model/words";
import { NumberField } from "../panels/Numbers";
import { useSitting } from "../state/context";

type Props = { targets: readonly Pick<Fighter, "id" | "name">[]; onClose: () => void };

/** Healing, or temporary hit points, for one or for many. */
export function HealDialog({ targets, onClose }: Props) {
  const { act } = useSitting();
  const [text, setText] = useState("");
  const [kind, setKind] = useState<"heal" | "temporary">("heal");
  const field = useFocusAtFirst<HTMLInputElement>();
  const amount = wholeFrom(text, 0, 9_999);
  const heal = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (amount === null || targets.length === 0) return;
    onClose();
    await act(kind, { ids: targets.map(({ id }) => id), amount });
  };
  return (
    <Dialog title={`Heal ${list(targets.map(({ name }) => name))}`} onClose={onClose}>
      <form className="form" onSubmit={(event) => void heal(event)}>
        <NumberField
          label="Hit points"
          value={text}
          onChange={setText}
          isBad={text !== "" && amount === null}
          fieldRef={field}
        />
        <Choice
          legend="As"
          value={kind}
          onChange={setKind}
          options={[
            { value: "heal", label: "Healing" },
            { value: "temporary", label: "Temporary" },
          ]}
        />
        <div className="form__actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button--primary" disabled={amount === null}>
            {kind === "heal" ? "Heal" : "Give them"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
