import { createContext, useContext } from "react";
import { useStore } from "../../react/index.js";
import type { CampaignStores } from "./stores.js";
import type { CampaignInfo, Seat } from "./types.js";
import type { CampaignView } from "./view.js";

const CampaignContext = createContext<CampaignStores | null>(null);

/** Gives a campaign to the hooks below: `<CampaignProvider value={campaign}>`. */
export const CampaignProvider = CampaignContext.Provider;

export function useCampaign(): CampaignStores {
  const campaign = useContext(CampaignContext);
  if (!campaign) throw new Error("useCampaign needs a CampaignProvider above it");
  return campaign;
}

/** All that one sees; renders again at every change. */
export function useCampaignView(): CampaignView {
  return useStore(useCampaign().source.view);
}

/** Undefined until the campaign is known. */
export function useCampaignInfo(): CampaignInfo | undefined {
  return useCampaignView().campaign;
}

export function useSeat(): Seat | null {
  return useStore(useCampaign().seat);
}

export function useDmFight() {
  return useStore(useCampaign().dmFight);
}

export function usePlayersFight() {
  return useStore(useCampaign().playersFight);
}

export function useCampaignLog() {
  return useStore(useCampaign().log);
}

export function usePeople() {
  return useStore(useCampaign().people);
}

export function useParty() {
  return useStore(useCampaign().party);
}

export function useOwnHeroes() {
  return useStore(useCampaign().own);
}
