import { createContext, useContext, useMemo } from "react";
import { useStore } from "../../react/index.js";
import type { Camera, CardTable, Drag, LogEntry, Seat } from "./stores.js";
import type { BoardObject, Deck, PlayerState, TrayCard } from "./types.js";

const TableContext = createContext<CardTable | null>(null);

/** Gives a card table to the hooks below: `<CardTableProvider value={table}>`. */
export const CardTableProvider = TableContext.Provider;

export function useCardTable(): CardTable {
  const table = useContext(TableContext);
  if (!table) throw new Error("useCardTable needs a CardTableProvider above it");
  return table;
}

/** The ids of all objects; renders again only when objects come or go. */
export function useObjectIds(): readonly string[] {
  return useStore(useCardTable().objects.ids);
}

/** One object, undefined once it is gone; renders again only when this object changes. */
export function useObject(objectId: string): BoardObject | undefined {
  const { objects } = useCardTable();
  return useStore(useMemo(() => objects.object(objectId), [objects, objectId]));
}

export function useSeat(): Seat {
  return useStore(useCardTable().seats);
}

export function useCamera(): Camera {
  return useStore(useCardTable().seats.camera);
}

/** One's own hand, in order. */
export function useTray(): readonly TrayCard[] {
  return useStore(useCardTable().tray);
}

export function useDeckIds(): readonly string[] {
  return useStore(useCardTable().decks.ids);
}

export function useDeck(deckId: string): Deck | undefined {
  const { decks } = useCardTable();
  return useStore(useMemo(() => decks.deck(deckId), [decks, deckId]));
}

/** The drag under way; renders again at each move, so use it in one small component. */
export function useDrag(): Drag | null {
  return useStore(useCardTable().drag);
}

/** Whether this object or tray card is being dragged here. */
export function useIsDragged(id: string): boolean {
  const { drag } = useCardTable();
  return useStore(useMemo(() => drag.isDragged(id), [drag, id]));
}

export function usePlayerIds(): readonly string[] {
  return useStore(useCardTable().players.ids);
}

export function usePlayer(playerId: string): PlayerState | undefined {
  const { players } = useCardTable();
  return useStore(useMemo(() => players.player(playerId), [players, playerId]));
}

/** What was done at the table, oldest first. */
export function useLog(): readonly LogEntry[] {
  return useStore(useCardTable().log);
}
