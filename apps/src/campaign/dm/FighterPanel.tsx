import type { Consequence, Fighter, Vitals } from "roomkeeper/campaign";
import { useCampaign, useDmFight } from "roomkeeper/campaign/react";
import { statBlock } from "../model/creature";
import { capital, untilWords } from "../model/words";
import { AskRow } from "../panels/AskRow";
import { ConcentrationField } from "../panels/ConcentrationField";
import { DelaySelect } from "../panels/DelaySelect";
import { NoteField } from "../panels/NoteField";
import { Pools } from "../panels/Pools";
import { SetNumber } from "../panels/SetNumber";
import { useSitting } from "../state/context";
import { useNames } from "../state/names";
import { useDesk } from "./desk";
import { EditFighter } from "./EditFighter";
import { StatBlockView } from "./StatBlockView";
import { WhereShown } from "./WhereShown";

/** Everything about one combatant, and everything that can be done with it. */
export function FighterPanel() {
  const { desk } = useDesk();
  const fighter = useDmFight()?.fighters.find(({ id }) => id === desk.focus);
  if (fighter === undefined) {
    return (
      <section className="side" aria-label="Details">
        <p className="side__empty">Choose somebody in the order to see the details here.</p>
      </section>
    );
  }
  return <Known key={fighter.id} fighter={fighter} />;
}

function Known({ fighter }: { fighter: Fighter }) {
  const campaign = useCampaign();
  const { act } = useSitting();
  const { ask } = useDesk();
  const nameOf = useNames();
  const { id, name, vitals, combatant, place } = fighter;
  const afflictions = Object.entries(vitals.afflictions);
  return (
    <section className="side" aria-label={`Details of ${name}`}>
      <h2 className="side__title">{name}</h2>
      <Quick fighter={fighter} />
      {Object.entries(vitals.asks).length > 0 && (
        <ul className="strip" aria-label="Rolls to be made">
          {Object.entries(vitals.asks).map(([key, what]) => (
            <AskRow key={key} creature={id} name={null} ask={key} what={what} canDrop />
          ))}
        </ul>
      )}
      {(vitals.life === "dying" || vitals.life === "stable") && (
        <p className="side__line">
          Death saves: {vitals.deathSaves.successes} made, {vitals.deathSaves.failures} failed
        </p>
      )}
      <div className="numbers numbers--even">
        <SetNumber
          label="HP now"
          value={vitals.hp.now}
          min={0}
          max={vitals.hp.max}
          onSet={(now) =>
            act("decide", {
              targets: [{ id, follows: [changeTo(now, vitals)], version: campaign.versionOf(id) }],
            })
          }
        />
        <SetNumber
          label="Initiative"
          value={place?.initiative ?? null}
          min={-100}
          max={1000}
          onSet={(count) =>
            act("initiative.set", { id, count, version: campaign.placeVersionOf(id) })
          }
        />
        <SetNumber
          label="Most HP"
          value={vitals.hp.max}
          min={0}
          max={99_999}
          onSet={(max) => act("hp.max", { id, max, version: campaign.versionOf(id) })}
        />
        <SetNumber
          label="Exhaustion"
          value={vitals.exhaustion}
          min={0}
          max={6}
          onSet={(level) => act("exhaustion", { id, level, version: campaign.versionOf(id) })}
        />
      </div>
      {afflictions.length > 0 && (
        <ul className="afflictions" aria-label="Conditions">
          {afflictions.map(([key, { condition, source, until }]) => (
            <li key={key} className="affliction">
              <span>
                <b>{capital(condition)}</b> {untilWords(until, nameOf)}
                {nameOf(source) !== "" && `, from ${nameOf(source)}`}
              </span>
              <button
                type="button"
                className="button button--small"
                aria-label={`End ${condition}`}
                onClick={() => void act("condition.end", { id, affliction: key })}
              >
                End
              </button>
            </li>
          ))}
        </ul>
      )}
      <ConcentrationField id={id} effect={vitals.concentration} />
      <Pools id={id} pools={vitals.pools} />
      <WhereShown fighter={fighter} />
      {combatant.kind !== "character" && <EditFighter fighter={fighter} />}
      <NoteField about={id} label={`Note on ${name}, for the DM`} />
      {combatant.creature !== undefined && (
        <StatBlockView
          block={statBlock(combatant.creature)}
          onHarm={(harm) => ask({ name: "damage", harm })}
        />
      )}
    </section>
  );
}

/** The one change that leaves so many hit points, without what follows by rule. */
function changeTo(now: number, { hp }: Vitals): Consequence {
  return now < hp.now
    ? { type: "losesHp", amount: hp.now - now }
    : { type: "regainsHp", amount: now - hp.now };
}

/** What is done often. */
function Quick({ fighter: { id, vitals, combatant, place } }: { fighter: Fighter }) {
  const campaign = useCampaign();
  const { act } = useSitting();
  const { ask } = useDesk();
  return (
    <div className="quick">
      <button
        type="button"
        className="button button--small"
        onClick={() => ask({ name: "damage", of: [id] })}
      >
        Damage it
      </button>
      <button
        type="button"
        className="button button--small"
        onClick={() => ask({ name: "heal", of: [id] })}
      >
        Heal it
      </button>
      <button
        type="button"
        className="button button--small"
        onClick={() => ask({ name: "condition", of: [id] })}
      >
        Add a condition
      </button>
      <button
        type="button"
        className="button button--small"
        aria-pressed={combatant.reactionUsed}
        onClick={() =>
          void act("reaction.use", {
            id,
            used: !combatant.reactionUsed,
            version: campaign.placeVersionOf(id),
          })
        }
      >
        {combatant.reactionUsed ? "Reaction is used" : "Use reaction"}
      </button>
      <button
        type="button"
        className="button button--small"
        aria-pressed={combatant.readied}
        onClick={() =>
          void act("turn.ready", {
            id,
            readied: !combatant.readied,
            version: campaign.placeVersionOf(id),
          })
        }
      >
        {combatant.readied ? "Has readied" : "Ready"}
      </button>
      {place !== undefined && <InOrder id={id} />}
      {vitals.life === "dying" && (
        <button
          type="button"
          className="button button--small"
          onClick={() => void act("stabilise", { id })}
        >
          Stabilise
        </button>
      )}
      {vitals.life === "dead" && (
        <button
          type="button"
          className="button button--small"
          onClick={() => void act("revive", { id })}
        >
          Revive
        </button>
      )}
    </div>
  );
}

/** Where somebody stands in the order; a drag does the same. */
function InOrder({ id }: { id: string }) {
  const campaign = useCampaign();
  const { act } = useSitting();
  const fight = useDmFight();
  if (fight === null) return null;
  const move = (index: number): void =>
    void act("order.move", { id, index, version: campaign.versionOf(fight.id) });
  const { places, active } = fight.encounter.order;
  const at = places.findIndex((place) => place.id === id);
  const isTurn = at === active;
  const nameOf = new Map(fight.fighters.map((fighter) => [fighter.id, fighter.name]));
  const later = places.slice(at + 1).flatMap((place) => {
    const name = nameOf.get(place.id);
    return name === undefined ? [] : [{ id: place.id, name }];
  });
  return (
    <>
      <button
        type="button"
        className="button button--small"
        disabled={at === 0}
        onClick={() => move(at - 1)}
      >
        Earlier
      </button>
      <button
        type="button"
        className="button button--small"
        disabled={at === places.length - 1}
        onClick={() => move(at + 1)}
      >
        Later
      </button>
      <DelaySelect id={id} round={fight.round} after={isTurn ? later : []} />
    </>
  );
}
