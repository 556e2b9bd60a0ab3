import { Eye, EyeOff, UserMinus } from "lucide-react";
import { useState } from "react";
import type { Encounter } from "roomkeeper/campaign";
import { dmFight } from "roomkeeper/campaign";
import { useCampaign, useCampaignView } from "roomkeeper/campaign/react";
import { EditFighter } from "../dm/EditFighter";
import { WhereShown } from "../dm/WhereShown";
import { challenge } from "../model/creature";
import { useSitting } from "../state/context";

/** Who is in a prepared encounter, and what players will be told of each. */
export function Lineup({ id, encounter }: { id: string; encounter: Encounter }) {
  const heroes = useCampaignView().characters ?? {};
  const campaign = useCampaign();
  const { act, isLooking } = useSitting();
  const [open, setOpen] = useState<string | null>(null);
  const { fighters } = dmFight(id, encounter, heroes);
  if (fighters.length === 0) return <p className="side__empty">Nobody is in it yet.</p>;
  return (
    <ul className="rows" aria-label="Who is in it">
      {fighters.map((fighter) => {
        const { id: who, name, vitals, armorClass, combatant } = fighter;
        const cr = combatant.creature?.cr;
        const isHidden = combatant.hidden !== undefined;
        return (
          <li key={who} className="found">
            <div className="found__row">
              <button
                type="button"
                className="found__open"
                aria-expanded={who === open}
                onClick={() => setOpen(who === open ? null : who)}
              >
                <span className="found__name">
                  {name}
                  {combatant.alias !== undefined && (
                    <span className="fighter__alias"> as “{combatant.alias}”</span>
                  )}
                </span>
                <small>
                  {vitals.hp.max} HP · AC {armorClass}
                  {typeof cr === "number" && ` · CR ${challenge(cr)}`}
                  {isHidden && (combatant.hidden === "nothing" ? " · hidden" : " · shown as ?")}
                </small>
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={isHidden ? `Reveal ${name}` : `Hide ${name}`}
                title={isHidden ? "Reveal" : "Hide"}
                disabled={isLooking}
                onClick={() => {
                  const targets = [{ id: who, version: campaign.placeVersionOf(who, id) }];
                  void (isHidden
                    ? act("combatant.reveal", { encounter: id, targets })
                    : act("combatant.hide", { encounter: id, targets, as: "nothing" }));
                }}
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
            </div>
            {who === open && !isLooking && (
              <div className="found__more">
                <WhereShown fighter={fighter} encounter={id} />
                {combatant.kind !== "character" && <EditFighter fighter={fighter} encounter={id} />}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
