import { Plus } from "lucide-react";
import { useCampaign, useCampaignView } from "roomkeeper/campaign/react";
import { useStore } from "roomkeeper/react";
import { useSitting } from "../state/context";

/** The characters that are not in the encounter yet. */
export function AddCharacters({ encounter }: { encounter: string }) {
  const heroes = useStore(useCampaign().heroes);
  const inside = useCampaignView().encounters?.[encounter]?.combatants ?? {};
  const { act } = useSitting();
  const missing = heroes.filter(({ id }) => inside[id]?.gone !== false);
  if (missing.length === 0) {
    return (
      <p className="side__empty">
        {heroes.length === 0 ? "There are no characters yet." : "The whole party is in it."}
      </p>
    );
  }
  const add = (ids: readonly string[]): void => {
    for (const character of ids) void act("combatant.add", { encounter, character });
  };
  return (
    <>
      <ul className="rows" aria-label="Characters">
        {missing.map(({ id, value }) => (
          <li key={id} className="rows__one">
            <span className="rows__name">{value.name}</span>
            <button
              type="button"
              className="button button--small"
              aria-label={`Add ${value.name}`}
              onClick={() => add([id])}
            >
              <Plus size={16} aria-hidden />
              Add
            </button>
          </li>
        ))}
      </ul>
      {missing.length > 1 && (
        <button
          type="button"
          className="button button--primary"
          onClick={() => add(missing.map(({ id }) => id))}
        >
          Add all {missing.length}
        </button>
      )}
    </>
  );
}
