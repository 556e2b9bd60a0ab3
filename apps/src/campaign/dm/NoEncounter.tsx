import { Play, Swords } from "lucide-react";
import { useCampaign } from "roomkeeper/campaign/react";
import { useStore } from "roomkeeper/react";
import { plural } from "../model/words";
import { WhoIsHere } from "../panels/WhoIsHere";
import { useSitting } from "../state/context";
import { useDesk } from "./desk";

/** Before a fight and after it: who is here, and what could begin. */
export function NoEncounter() {
  const campaign = useCampaign();
  const encounters = useStore(campaign.encounters);
  const { act, isLooking } = useSitting();
  const { change } = useDesk();
  return (
    <section className="no-encounter" aria-labelledby="no-encounter">
      <Swords size={34} aria-hidden />
      <h2 id="no-encounter" className="no-encounter__title">
        No active encounter
      </h2>
      <WhoIsHere />
      {encounters.length === 0 ? (
        <button
          type="button"
          className="button button--primary"
          onClick={() => change({ tab: "prepare" })}
        >
          Prepare the first encounter
        </button>
      ) : (
        <ul className="no-encounter__list">
          {encounters.map(({ id, value }) => (
            <li key={id}>
              <span className="no-encounter__name">
                {value.name}
                <small>
                  {plural(
                    Object.values(value.combatants).filter(({ gone }) => !gone).length,
                    "combatant",
                  )}
                </small>
              </span>
              <button
                type="button"
                className="button button--small"
                aria-label={`Begin ${value.name}`}
                disabled={isLooking}
                onClick={() => void act("encounter.activate", { encounter: id })}
              >
                <Play size={15} aria-hidden />
                Begin
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
