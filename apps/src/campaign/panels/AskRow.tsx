import { Dices, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Consequence } from "roomkeeper/campaign";
import { wholeFrom } from "../model/amount";
import { askDie, askWords } from "../model/words";
import { useSitting } from "../state/context";

type Props = {
  creature: string;
  /** Null where it is plain whose roll it is. */
  name: string | null;
  ask: string;
  what: Consequence;
  canDrop?: boolean;
};

/** A roll that is to be made: here by the server, or at the table. */
export function AskRow({ creature, name, ask, what, canDrop = false }: Props) {
  const { act, isLooking } = useSitting();
  const [typed, setTyped] = useState("");
  const isDie = what.type === "asksDeathSave" || what.type === "asksRecharge";
  const given = isDie ? wholeFrom(typed, 1, askDie(what)) : wholeFrom(typed, -50, 200);
  const words = name === null ? askWords(what) : `${name} · ${askWords(what)}`;
  const give = (event: FormEvent): void => {
    event.preventDefault();
    if (given === null) return;
    void act("ask.answer", {
      id: creature,
      ask,
      ...(isDie ? { natural: given } : { total: given }),
    });
  };
  return (
    <li className="ask">
      <span className="ask__words">{words}</span>
      <form className="ask__form" onSubmit={give}>
        <input
          className="input ask__field"
          aria-label={isDie ? `Die for: ${words}` : `Total for: ${words}`}
          placeholder={isDie ? "Die" : "Total"}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          value={typed}
          disabled={isLooking}
          onChange={(event) => setTyped(event.target.value)}
        />
        {typed === "" ? (
          <button
            type="button"
            className="button button--small"
            disabled={isLooking}
            onClick={() => void act("ask.answer", { id: creature, ask })}
          >
            <Dices size={16} aria-hidden />
            Roll
          </button>
        ) : (
          <button
            type="submit"
            className="button button--small button--primary"
            disabled={given === null}
          >
            Take it
          </button>
        )}
        {canDrop && (
          <button
            type="button"
            className="icon-button"
            aria-label={`Waive: ${words}`}
            title="Waive"
            disabled={isLooking}
            onClick={() => void act("ask.drop", { id: creature, ask })}
          >
            <X size={17} aria-hidden />
          </button>
        )}
      </form>
    </li>
  );
}
