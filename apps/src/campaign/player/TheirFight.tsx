import { Swords } from "lucide-react";
import { useState } from "react";
import type { PlayersFight, SeenFighter } from "roomkeeper/campaign";
import { useCampaign, useCampaignInfo, useOwnHeroes } from "roomkeeper/campaign/react";
import { Chips } from "../panels/Chips";
import { Hp } from "../panels/Hp";
import { useSitting } from "../state/context";
import { HpDialog } from "./HpDialog";

/** The fight as players see it. */
export function TheirFight({ shown }: { shown: PlayersFight }) {
  const own = new Set(useOwnHeroes().map(({ id }) => id));
  const { isLooking } = useSitting();
  const info = useCampaignInfo();
  const { me } = useCampaign();
  const [target, setTarget] = useState<SeenFighter | null>(null);
  const canReport =
    !isLooking && me() !== "" && info !== undefined && info.options.playersDamage !== "refused";
  const { fight, fighters } = shown;
  return (
    <section className="side" aria-labelledby="their-fight">
      <h2 id="their-fight" className="side__title">
        {fight.round === 0 ? "The encounter" : `Round ${fight.round}`}
      </h2>
      <ol className="seen">
        {fighters.map((fighter) => (
          <li
            key={fighter.id}
            className={[
              "seen__one",
              `seen__one--${fighter.kind}`,
              fighter.isTurn ? "seen__one--turn" : "",
              fighter.life === "dead" ? "seen__one--dead" : "",
            ].join(" ")}
            aria-current={fighter.isTurn ? "step" : undefined}
          >
            <span className="seen__text">
              <span className="seen__name">
                {fighter.name}
                {own.has(fighter.id) && <small> (you)</small>}
              </span>
              <Chips
                conditions={fighter.conditions}
                life={fighter.life}
                concentrates={fighter.concentrates}
                reactionUsed={fighter.reactionUsed}
                readied={fighter.readied}
              />
            </span>
            <Hp hp={fighter.hp} band={fighter.life === "dead" ? undefined : fighter.band} />
            {canReport && (fighter.kind === "monster" || fighter.kind === "unknown") && (
              <button
                type="button"
                className="icon-button"
                aria-label={`Damage for ${fighter.name}`}
                title="Report damage"
                onClick={() => setTarget(fighter)}
              >
                <Swords size={18} aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ol>
      {target !== null && (
        <HpDialog
          id={target.id}
          change="damage"
          title={`Damage for ${target.name}`}
          onClose={() => setTarget(null)}
        />
      )}
    </section>
  );
}
