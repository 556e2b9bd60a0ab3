import { Minus, Plus } from "lucide-react";
import type { BoardObject } from "roomkeeper/cardtable";
import { attempt } from "../../lib/attempt";
import { numberIn, textIn } from "../model/things";
import { useDesk } from "../state/context";

export function Counter({ id, object }: { id: string; object: BoardObject }) {
  const { table, canAct } = useDesk();
  const value = numberIn(object, "value", 0);
  const label = textIn(object, "label", "Counter");
  const change = (by: number) => void attempt(table.objects.count(id, by));
  return (
    <div className="counter">
      <button
        type="button"
        className="counter__button"
        disabled={!canAct}
        onClick={() => change(-1)}
        aria-label={`${label}: one less`}
      >
        <Minus size={28} aria-hidden />
      </button>
      <span className="counter__middle">
        <span className="counter__label ellipsis ellipsis">{label}</span>
        <span className="counter__value">{value}</span>
      </span>
      <button
        type="button"
        className="counter__button"
        disabled={!canAct}
        onClick={() => change(1)}
        aria-label={`${label}: one more`}
      >
        <Plus size={28} aria-hidden />
      </button>
    </div>
  );
}
