import { createContext, useContext, useMemo } from "react";
import type { ChatLine } from "../../chat/types.js";
import { useStore } from "../../react/index.js";
import type { Space } from "./stores.js";
import type { Place, PlacedElement, SpacePerson } from "./types.js";

const SpaceContext = createContext<Space | null>(null);

/** Gives a space to the hooks below: `<SpaceProvider value={space}>`. */
export const SpaceProvider = SpaceContext.Provider;

export function useSpace(): Space {
  const space = useContext(SpaceContext);
  if (!space) throw new Error("useSpace needs a SpaceProvider above it");
  return space;
}

/** Ids of everybody in the space; renders again only when somebody comes or goes. */
export function usePeopleIds(): readonly string[] {
  return useStore(useSpace().people.ids);
}

export function usePerson(memberId: string): SpacePerson | undefined {
  const { people } = useSpace();
  return useStore(useMemo(() => people.person(memberId), [people, memberId]));
}

/** Where somebody is; undefined when too far away to be told of. */
export function useWalker(memberId: string): Place | undefined {
  const { walkers } = useSpace();
  return useStore(useMemo(() => walkers.walker(memberId), [walkers, memberId]));
}

export function useElementIds(): readonly string[] {
  return useStore(useSpace().elements.ids);
}

export function useElement(placedId: string): PlacedElement | undefined {
  const { elements } = useSpace();
  return useStore(useMemo(() => elements.element(placedId), [elements, placedId]));
}

/** What was said, oldest first. */
export function useChatLines(): readonly ChatLine[] {
  return useStore(useSpace().chat.lines);
}

/** Ids of those with whom one can talk. */
export function useNear(): readonly string[] {
  return useStore(useSpace().near);
}
