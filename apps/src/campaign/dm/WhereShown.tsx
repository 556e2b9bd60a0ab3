import { Eye, EyeOff, HelpCircle, UserMinus } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Fighter } from "roomkeeper/campaign";
import { useCampaign } from "roomkeeper/campaign/react";
import { ChangedMeanwhile } from "../panels/ChangedMeanwhile";
import { useSitting } from "../state/context";
import { useSeen } from "../state/useSeen";

type Props = {
  fighter: Fighter;
  /** Of the active encounter where it is left out. */
  encounter?: string;
};

/** What players know of a combatant: whether it is hidden, its alias, surprise. Also takes it out of the fight. */
export function WhereShown({ fighter: { id, name, combatant }, encounter }: Props) {
  const campaign = useCampaign();
  const { act } = useSitting();
  const inside = encounter === undefined ? {} : { encounter };
  const now = combatant.alias ?? "";
  const [alias, setAlias] = useState(now);
  const seen = useSeen(now, campaign.placeVersionOf(id, encounter), alias.trim());
  const one = () => ({
    ...inside,
    targets: [{ id, version: campaign.placeVersionOf(id, encounter) }],
  });
  const rename = (event: FormEvent): void => {
    event.preventDefault();
    const given = alias.trim();
    const { version } = seen;
    const named = given === "" ? {} : { alias: given };
    void act("combatant.alias", { ...inside, id, version, ...named });
  };
  return (
    <div className="shown">
      {combatant.kind !== "character" && (
        <form className="inline-form" onSubmit={rename}>
          <input
            className="input"
            aria-label={`What players call ${name}`}
            placeholder="Another name for players"
            maxLength={60}
            autoComplete="off"
            value={alias}
            onChange={(event) => setAlias(event.target.value)}
          />
          <button type="submit" className="button" disabled={alias.trim() === now}>
            Name it
          </button>
        </form>
      )}
      {seen.other !== null && (
        <ChangedMeanwhile
          now={seen.other === "" ? "without another name" : `“${seen.other}”`}
          onTake={() => {
            setAlias(now);
            seen.catchUp();
          }}
          onKeep={seen.catchUp}
        />
      )}
      <div className="quick">
        {combatant.hidden === undefined ? (
          <>
            <button
              type="button"
              className="button button--small"
              onClick={() => void act("combatant.hide", { ...one(), as: "nothing" })}
            >
              <EyeOff size={16} aria-hidden />
              Hide
            </button>
            <button
              type="button"
              className="button button--small"
              onClick={() => void act("combatant.hide", { ...one(), as: "unknown" })}
            >
              <HelpCircle size={16} aria-hidden />
              Show as “?”
            </button>
          </>
        ) : (
          <button
            type="button"
            className="button button--small button--primary"
            onClick={() => void act("combatant.reveal", one())}
          >
            <Eye size={16} aria-hidden />
            Reveal
          </button>
        )}
        <button
          type="button"
          className="button button--small"
          aria-pressed={combatant.surprised}
          onClick={() => void act("surprise", { ...one(), surprised: !combatant.surprised })}
        >
          {combatant.surprised ? "Surprised" : "Surprise"}
        </button>
        <button
          type="button"
          className="button button--small"
          onClick={() => void act("combatant.remove", { ...inside, ids: [id] })}
        >
          <UserMinus size={16} aria-hidden />
          Remove
        </button>
      </div>
    </div>
  );
}
