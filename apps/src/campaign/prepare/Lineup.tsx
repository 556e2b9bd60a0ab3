import { Eye, EyeOff, UserMinus } from "lucide-react";
import type { Encounter } from "roomkeeper/campaign";
import { dmFight } from "roomkeeper/campaign";
import { useCampaignView } from "roomkeeper/campaign/react";
import { challenge } from "../model/creature";
import { useSitting } from "../state/context";

/** Who is in a prepared encounter. */
export function Lineup({ id, encounter }: { id: string; encounter: Encounter }) {
  const heroes = useCampaignView().characters ?? {};
  const { act, isLooking } = useSitting();
  const { fighters } = dmFight(id, encounter, heroes);
  if (fighters.length === 0) return <p className="side__empty">Nobody is in it yet.</p>;
  return (
    <ul className="rows" aria-label="Who is in it">
      {fighters.map(({ id: who, name, vitals, armorClass, combatant }) => {
        const cr = combatant.creature?.cr;
        const isHidden = combatant.hidden !== undefined;
        return (
          <li key={who} className="rows__one">
            <span className="rows__text">
              <span className="rows__name">{name}</span>
              <small>
                {vitals.hp.max} HP · AC {armorClass}
                {typeof cr === "number" && ` · CR ${challenge(cr)}`}
                {isHidden && " · hidden"}
              </small>
            </span>
            <span className="rows__buttons">
              <button
                type="button"
                className="icon-button"
                aria-label={isHidden ? `Reveal ${name}` : `Hide ${name}`}
                title={isHidden ? "Reveal" : "Hide"}
                disabled={isLooking}
                onClick={() =>
                  void (isHidden
                    ? act("combatant.reveal", { encounter: id, ids: [who] })
                    : act("combatant.hide", { encounter: id, ids: [who], as: "nothing" }))
                }
              >
                {isHidden ? <Eye size={17} aria-hidden /> : <EyeOff size={17} aria-hidden />}
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove ${name}`}
                title="Remove"
                disabled={isLooking}
                onClick={() => void act("combatant.remove", { encounter: id, ids: [who] })}
              >
                <UserMinus size={17} aria-hidden />
              </button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
