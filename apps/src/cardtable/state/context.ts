import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import { useStore } from "roomkeeper/react";
import type { Desk } from "./desk";

const DeskContext = createContext<Desk | null>(null);

export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("useDesk needs a DeskProvider above it");
  return desk;
}

/** Renders again only when this object becomes marked or is no longer. */
export function useIsSelected(id: string): boolean {
  const { selection } = useDesk();
  return useSyncExternalStore(selection.subscribe, () => selection.getSnapshot().has(id));
}

/** The ids of a pile, lowest first; undefined when there is none of this name. */
export function usePile(stack: string | null): readonly string[] | undefined {
  const { layout } = useDesk();
  return useSyncExternalStore(layout.subscribe, () =>
    stack === null ? undefined : layout.getSnapshot().piles.get(stack),
  );
}

/** Whether this card would be the one to drop onto. */
export function useIsHovered(id: string): boolean {
  const { table } = useDesk();
  return useSyncExternalStore(table.drag.subscribe, () => table.drag.getSnapshot()?.hover === id);
}

export function useIsDeckHovered(deckId: string): boolean {
  const { table } = useDesk();
  return useSyncExternalStore(
    table.drag.subscribe,
    () => table.drag.getSnapshot()?.isDeckHovered === deckId,
  );
}

export function useIsTrayHovered(): boolean {
  const { table, trayHovered } = useDesk();
  const byDrag = useSyncExternalStore(
    table.drag.subscribe,
    () => table.drag.getSnapshot()?.isTrayHovered === true,
  );
  return useStore(trayHovered) || byDrag;
}

export function useScale(): number {
  const { viewport } = useDesk();
  const placement = useStore(viewport.placement);
  return useMemo(() => placement.scale, [placement]);
}
