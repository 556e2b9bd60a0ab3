import { useCampaignView } from "roomkeeper/campaign/react";

/** Names by id: of combatants and characters as one knows them, and of members. */
export function useNames(): (id: string) => string {
  const view = useCampaignView();
  const encounter = view.encounters?.[view.active ?? ""];
  return (id) =>
    encounter?.combatants[id]?.name ??
    view.characters?.[id]?.name ??
    view.fight?.combatants[id]?.name ??
    view.party?.[id]?.name ??
    view.members?.[id]?.name ??
    "";
}
