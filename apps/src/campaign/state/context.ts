import { createContext, useContext } from "react";
import type { Sitting } from "./sitting";

const SittingContext = createContext<Sitting | null>(null);

export const SittingProvider = SittingContext.Provider;

export function useSitting(): Sitting {
  const sitting = useContext(SittingContext);
  if (sitting === null) throw new Error("useSitting needs a SittingProvider above it");
  return sitting;
}
