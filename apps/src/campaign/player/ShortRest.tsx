import { Minus, Plus } from "lucide-react";
import { useState } from "react";
import type { OwnHero } from "roomkeeper/campaign";
import { Dialog } from "../../ui/Dialog";
import { plural } from "../model/words";
import { useSitting } from "../state/context";

type Props = { id: string; hero: Pick<OwnHero, "hp" | "pools">; onClose: () => void };

/** How many hit dice the player spends. The server throws them. */
export function ShortRest({ id, hero, onClose }: Props) {
  const { act } = useSitting();
  const dice = Object.values(hero.pools).filter(({ refill }) => refill.type === "hitDice");
  const [spent, setSpent] = useState<{ readonly [pool: string]: number }>({});
  const total = Object.values(spent).reduce((sum, count) => sum + count, 0);
  const rest = async (): Promise<void> => {
    onClose();
    const thrown = dice.flatMap(({ name }) =>
      Array.from({ length: spent[name] ?? 0 }, () => ({ pool: name })),
    );
    await act("rest.short", { id, dice: thrown });
  };
  return (
    <Dialog title="Short rest" onClose={onClose}>
      <p className="dialog__text">
        Hit points: {hero.hp.now} of {hero.hp.max}. Each hit die that you spend is rolled for you.
      </p>
      <ul className="rows" aria-label="Hit dice">
        {dice.map(({ name, left }) => {
          const count = spent[name] ?? 0;
          return (
            <li key={name} className="rows__one">
              <span>
                {name}: spend <b>{count}</b> of {left}
              </span>
              <span className="rows__buttons">
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`One ${name} fewer`}
                  disabled={count === 0}
                  onClick={() => setSpent({ ...spent, [name]: count - 1 })}
                >
                  <Minus size={18} aria-hidden />
                </button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`One ${name} more`}
                  disabled={count >= left}
                  onClick={() => setSpent({ ...spent, [name]: count + 1 })}
                >
                  <Plus size={18} aria-hidden />
                </button>
              </span>
            </li>
          );
        })}
      </ul>
      <button type="button" className="button button--primary big" onClick={() => void rest()}>
        {total === 0 ? "Rest without dice" : `Rest with ${plural(total, "hit die", "hit dice")}`}
      </button>
    </Dialog>
  );
}
