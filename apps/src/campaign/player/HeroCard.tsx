import { HeartPulse, Moon, Pencil, Shield, ShieldPlus, Swords } from "lucide-react";
import { useState } from "react";
import type { OwnHero } from "roomkeeper/campaign";
import { useCampaign, usePlayersFight } from "roomkeeper/campaign/react";
import { ConditionDialog } from "../dm/ConditionDialog";
import { capital, endsWords } from "../model/words";
import { AskRow } from "../panels/AskRow";
import { ConcentrationField } from "../panels/ConcentrationField";
import { DelaySelect } from "../panels/DelaySelect";
import { Pools } from "../panels/Pools";
import { SetNumber } from "../panels/SetNumber";
import { useSitting } from "../state/context";
import { useNames } from "../state/names";
import { DeathSaves } from "./DeathSaves";
import { EditHero } from "./EditHero";
import { type HpChange, HpDialog } from "./HpDialog";
import { ShortRest } from "./ShortRest";

type Props = { id: string; hero: OwnHero };
type Asking = HpChange | "condition" | "edit" | "rest" | null;

/** The player's own character: what a player needs in a turn, in reach of a thumb. */
export function HeroCard({ id, hero }: Props) {
  const { act, isLooking } = useSitting();
  const [asking, setAsking] = useState<Asking>(null);
  const { hp, life } = hero;
  const share = hp.max === 0 ? 0 : Math.round((100 * hp.now) / hp.max);
  const close = (): void => setAsking(null);
  return (
    <section className="hero-card" aria-label={hero.name}>
      <header className="hero-card__head">
        <h2 className="hero-card__name">{hero.name}</h2>
        <span className="hero-card__armor" title="Armor class">
          <Shield size={17} aria-hidden />
          <span className="visually-hidden">Armor class </span>
          {hero.sheet.armorClass}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={`Edit ${hero.name}`}
          title="Edit"
          disabled={isLooking}
          onClick={() => setAsking("edit")}
        >
          <Pencil size={18} aria-hidden />
        </button>
      </header>
      <div className="hero-hp">
        <p className="hero-hp__number">
          <b>{hp.now}</b>
          <span>of {hp.max}</span>
          {hp.temporary > 0 && (
            <span className="hero-hp__temporary">+{hp.temporary} temporary</span>
          )}
          {life !== "up" && <span className="state state--bad">{capital(life)}</span>}
        </p>
        <span className="hp__bar hero-hp__bar" aria-hidden>
          <span className="hp__fill" style={{ width: `${share}%` }} />
        </span>
        <div className="thumbs">
          <button
            type="button"
            className="button thumbs__one"
            disabled={isLooking}
            onClick={() => setAsking("damage")}
          >
            <Swords size={20} aria-hidden />
            Damage
          </button>
          <button
            type="button"
            className="button thumbs__one"
            disabled={isLooking}
            onClick={() => setAsking("heal")}
          >
            <HeartPulse size={20} aria-hidden />
            Heal
          </button>
          <button
            type="button"
            className="button thumbs__one"
            disabled={isLooking}
            onClick={() => setAsking("temporary")}
          >
            <ShieldPlus size={20} aria-hidden />
            Temporary
          </button>
        </div>
      </div>
      {Object.keys(hero.asks).length > 0 && (
        <ul className="strip" aria-label="Rolls to be made">
          {Object.entries(hero.asks).map(([ask, what]) => (
            <AskRow key={ask} creature={id} name={null} ask={ask} what={what} />
          ))}
        </ul>
      )}
      {(life === "dying" || life === "stable") && <DeathSaves saves={hero.deathSaves} />}
      <InFight id={id} />
      <OwnConditions id={id} hero={hero} onBegin={() => setAsking("condition")} />
      <ConcentrationField id={id} effect={hero.concentration} />
      <Pools id={id} pools={hero.pools} />
      <div className="thumbs">
        <button
          type="button"
          className="button thumbs__one"
          disabled={isLooking}
          onClick={() => setAsking("rest")}
        >
          Short rest
        </button>
        <button
          type="button"
          className="button thumbs__one"
          disabled={isLooking}
          onClick={() => void act("rest.long", { ids: [id] })}
        >
          <Moon size={18} aria-hidden />
          Long rest
        </button>
      </div>
      {(asking === "damage" || asking === "heal" || asking === "temporary") && (
        <HpDialog id={id} change={asking} onClose={close} />
      )}
      {asking === "condition" && (
        <ConditionDialog targets={[{ id, name: hero.name }]} onClose={close} />
      )}
      {asking === "edit" && <EditHero id={id} hero={hero} onClose={close} />}
      {asking === "rest" && <ShortRest id={id} hero={hero} onClose={close} />}
    </section>
  );
}

/** What matters only in a fight. */
function InFight({ id }: { id: string }) {
  const campaign = useCampaign();
  const { act, isLooking } = useSitting();
  const shown = usePlayersFight();
  const fighters = shown?.fighters ?? [];
  const at = fighters.findIndex((fighter) => fighter.id === id);
  const mine = fighters[at];
  if (mine === undefined) return null;
  const later = mine.isTurn
    ? fighters.slice(at + 1).filter(({ hasInitiative }) => hasInitiative)
    : [];
  return (
    <div className="quick">
      {!mine.hasInitiative && (
        <SetNumber
          label="Your initiative"
          value={null}
          min={-100}
          max={1000}
          onSet={(count) =>
            act("initiative.set", { id, count, version: campaign.placeVersionOf(id) })
          }
        />
      )}
      <button
        type="button"
        className="button"
        aria-pressed={mine.reactionUsed}
        disabled={isLooking}
        onClick={() =>
          void act("reaction.use", {
            id,
            used: !mine.reactionUsed,
            version: campaign.placeVersionOf(id),
          })
        }
      >
        {mine.reactionUsed ? "Reaction is used" : "Use reaction"}
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={mine.readied}
        disabled={isLooking}
        onClick={() =>
          void act("turn.ready", {
            id,
            readied: !mine.readied,
            version: campaign.placeVersionOf(id),
          })
        }
      >
        {mine.readied ? "You have readied" : "Ready an action"}
      </button>
      <DelaySelect id={id} round={shown?.fight.round ?? 0} after={later} />
    </div>
  );
}

function OwnConditions({ id, hero, onBegin }: Props & { onBegin: () => void }) {
  const campaign = useCampaign();
  const { act, isLooking } = useSitting();
  const nameOf = useNames();
  const afflictions = Object.entries(hero.afflictions);
  return (
    <div className="conditions">
      {afflictions.length > 0 && (
        <ul className="afflictions" aria-label="Conditions">
          {afflictions.map(([key, affliction]) => (
            <li key={key} className="affliction">
              <span>
                <b>{capital(affliction.condition)}</b> {endsWords(affliction, nameOf)}
              </span>
              <button
                type="button"
                className="button button--small"
                aria-label={`End ${affliction.condition}`}
                disabled={isLooking}
                onClick={() => void act("condition.end", { id, affliction: key })}
              >
                End
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="quick">
        <button type="button" className="button" disabled={isLooking} onClick={onBegin}>
          Add a condition
        </button>
        <SetNumber
          label="Exhaustion"
          value={hero.exhaustion}
          min={0}
          max={6}
          onSet={(level) => act("exhaustion", { id, level, version: campaign.versionOf(id) })}
        />
      </div>
    </div>
  );
}
