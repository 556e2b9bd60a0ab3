import { Minus, Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Pool } from "roomkeeper/campaign";
import { useCampaign } from "roomkeeper/campaign/react";
import { wholeFrom } from "../model/amount";
import { poolName } from "../model/words";
import { useSitting } from "../state/context";
import { NumberField, Select } from "./Numbers";

const pipsMax = 10;

type Props = { id: string; pools: { readonly [name: string]: Pool } };

/** Slots, hit dice and uses: one tap spends one. */
export function Pools({ id, pools }: Props) {
  const { isLooking } = useSitting();
  const all = Object.values(pools).sort((a, b) =>
    a.name.localeCompare(b.name, undefined, { numeric: true }),
  );
  return (
    <>
      {all.length > 0 && <PoolList id={id} pools={all} />}
      {!isLooking && <NewPool id={id} taken={Object.keys(pools)} />}
    </>
  );
}

/** For how long what is spent is gone. */
const refills = [
  { value: "longRest", label: "Long rest" },
  { value: "shortRest", label: "Short rest" },
  { value: "never", label: "By hand" },
] as const;

/** Something more that there is a number of: rage, ki, the charges of a wand. */
function NewPool({ id, taken }: { id: string; taken: readonly string[] }) {
  const campaign = useCampaign();
  const { act } = useSitting();
  const [name, setName] = useState("");
  const [count, setCount] = useState("1");
  const [refill, setRefill] = useState<(typeof refills)[number]["value"]>("longRest");
  const given = name.trim();
  const many = wholeFrom(count, 1, 1_000);
  const isReady = given !== "" && many !== null && !taken.includes(given);
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (many === null || !isReady) return;
    const isDone = await act("pool.set", {
      id,
      pool: given,
      left: many,
      max: many,
      refill: { type: refill },
      version: campaign.versionOf(id),
    });
    if (isDone) setName("");
  };
  return (
    <details className="more">
      <summary>Something else with a count</summary>
      <form className="form" onSubmit={(event) => void add(event)}>
        <label className="field">
          <span className="field__label">Name</span>
          <input
            className="input"
            placeholder="Rage"
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <div className="pair">
          <NumberField label="How many" value={count} onChange={setCount} isBad={many === null} />
          <Select label="Comes back by" value={refill} onChange={setRefill} options={refills} />
        </div>
        <button type="submit" className="button" disabled={!isReady}>
          Add it
        </button>
      </form>
    </details>
  );
}

function PoolList({ id, pools: all }: { id: string; pools: readonly Pool[] }) {
  const campaign = useCampaign();
  const { act, isLooking } = useSitting();
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
