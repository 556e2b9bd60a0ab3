import { createContext, useContext } from "react";
import type { Venue } from "./venue";

const VenueContext = createContext<Venue | null>(null);

export const VenueProvider = VenueContext.Provider;

export function useVenue(): Venue {
  const venue = useContext(VenueContext);
  if (venue === null) throw new Error("useVenue needs a VenueProvider above it");
  return venue;
}
