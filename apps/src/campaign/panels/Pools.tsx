import { Minus, Plus } from "lucide-react";
import type { Pool } from "roomkeeper/campaign";
import { useCampaign } from "roomkeeper/campaign/react";
import { poolName } from "../model/words";
import { useSitting } from "../state/context";

const pipsMax = 10;

type Props = { id: string; pools: { readonly [name: string]: Pool } };

/** Slots, hit dice and uses: one tap spends one. */
export function Pools({ id, pools }: Props) {
  const campaign = useCampaign();
  const { act, isLooking } = useSitting();
  const all = Object.values(pools).sort((a, b) =>
    a.name.localeCompare(b.name, undefined, { numeric: true }),
  );
  if (all.length === 0) return null;
  return (
    <ul className="pools" aria-label="Slots and uses">
      {all.map((pool) => {
        const name = poolName(pool);
        return (
          <li key={pool.name} className="pool">
            <span className="pool__name">
              {name}
              <span className="pool__count">
                {pool.left} of {pool.max}
              </span>
            </span>
            {pool.max <= pipsMax && (
              <span className="pool__pips" aria-hidden>
                {Array.from({ length: pool.max }, (_, index) => (
                  <span
                    // biome-ignore lint/suspicious/noArrayIndexKey: pips are all alike.
                    key={index}
                    className={index < pool.left ? "pip pip--left" : "pip"}
                  />
                ))}
              </span>
            )}
            <button
              type="button"
              className="icon-button"
              aria-label={`Spend one: ${name}, ${pool.left} left`}
              disabled={isLooking || pool.left === 0}
              onClick={() => void act("pool.spend", { id, pool: pool.name })}
            >
              <Minus size={18} aria-hidden />
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={`Give one back: ${name}`}
              disabled={isLooking || pool.left >= pool.max}
              onClick={() =>
                void act("pool.set", {
                  id,
                  pool: pool.name,
                  left: pool.left + 1,
                  version: campaign.versionOf(id),
                })
              }
            >
              <Plus size={18} aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
