import { useCampaignView } from "roomkeeper/campaign/react";
import { useSitting } from "../state/context";
import { useNames } from "../state/names";

/** Damage that players reported, for the DM to take or leave. */
export function Reported() {
  const proposals = Object.entries(useCampaignView().proposals ?? {});
  const nameOf = useNames();
  const { act, isLooking } = useSitting();
  if (proposals.length === 0) return null;
  return (
    <ul className="strip" aria-label="Reported damage">
      {proposals.map(([id, { author, targetName, parts, critical }]) => {
        const damage = parts
          .map(({ amount, type }) => (type === "untyped" ? `${amount}` : `${amount} ${type}`))
          .join(" + ");
        const words = `${nameOf(author)}: ${damage} for ${targetName}${critical ? ", critical" : ""}`;
        const take = (share: "whole" | "half") =>
          void act("proposal.accept", { proposal: id, share });
        return (
          <li key={id} className="ask ask--report">
            <span className="ask__words">{words}</span>
            <span className="ask__form">
              <button
                type="button"
                className="button button--small button--primary"
                disabled={isLooking}
                onClick={() => take("whole")}
              >
                Apply
              </button>
              <button
                type="button"
                className="button button--small"
                disabled={isLooking}
                onClick={() => take("half")}
              >
                Half
              </button>
              <button
                type="button"
                className="button button--small"
                title="Apply it, but nobody dies of it"
                disabled={isLooking}
                onClick={() => void act("proposal.accept", { proposal: id, declined: ["dies"] })}
              >
                Spare
              </button>
              <button
                type="button"
                className="button button--small"
                disabled={isLooking}
                onClick={() => void act("proposal.drop", { proposal: id })}
              >
                Drop
              </button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
