import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import { usePlayerIds } from "roomkeeper/cardtable/react";
import { useStore } from "roomkeeper/react";
import type { Desk } from "./desk";
import type { Flags } from "./flags";

const DeskContext = createContext<Desk | null>(null);

export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("useDesk needs a DeskProvider above it");
  return desk;
}

/** Whether this object is marked, and whether nothing else is. Renders again only when that changes. */
export function useMark(id: string): "no" | "among others" | "alone" {
  const { selection } = useDesk();
  return useSyncExternalStore(selection.subscribe, () => {
    const marked = selection.getSnapshot();
    if (!marked.has(id)) return "no";
    return marked.size === 1 ? "alone" : "among others";
  });
}

/** The ids of a pile, lowest first; undefined when there is none of this name. */
export function usePile(stack: string | null): readonly string[] | undefined {
  const { layout } = useDesk();
  return useSyncExternalStore(layout.subscribe, () =>
    stack === null ? undefined : layout.getSnapshot().piles.get(stack),
  );
}

/** Whether this object, or card of the hand, is being dragged on this screen. */
export function useIsHeld(id: string): boolean {
  return useFlag(useDesk().held, id);
}

/** Whether this card or deck is the one that what is dragged would be put onto. */
export function useIsHovered(id: string): boolean {
  return useFlag(useDesk().hovered, id);
}

function useFlag(flags: Flags, id: string): boolean {
  const watch = useCallback((changed: () => void) => flags.watch(id, changed), [flags, id]);
  return useSyncExternalStore(watch, () => flags.has(id));
}

export function useIsTrayHovered(): boolean {
  const { table, trayHovered } = useDesk();
  const byDrag = useSyncExternalStore(
    table.drag.subscribe,
    () => table.drag.getSnapshot()?.isTrayHovered === true,
  );
  return useStore(trayHovered) || byDrag;
}

/** Everybody else, in the order of their seats. */
export function useOthers(): readonly string[] {
  const { table } = useDesk();
  const self = table.room.self();
  const seatOf = (id: string) => table.players.player(id).getSnapshot()?.seat ?? 0;
  return usePlayerIds()
    .filter((id) => id !== self)
    .sort((a, b) => seatOf(a) - seatOf(b));
}

export function useScale(): number {
  const { viewport } = useDesk();
  const placement = useStore(viewport.placement);
  return useMemo(() => placement.scale, [placement]);
}
