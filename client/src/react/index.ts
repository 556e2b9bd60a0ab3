import { useMemo, useSyncExternalStore } from "react";
import type { Room, RoomStatus } from "../room/types.js";
import type { Json, Path } from "../state/json.js";
import type { Store } from "../state/store.js";

/** The value of a store; renders again when it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
}

export function useRoomStatus<View extends object>(room: Room<View>): RoomStatus {
  return useStore(room.status);
}

/** The value at a path of the view; renders again only when that value changes. */
export function useRoomValue<View extends object>(room: Room<View>, path: Path): Json | undefined {
  const key = JSON.stringify(path);
  const store = useMemo(() => room.at(JSON.parse(key) as Path), [room, key]);
  return useStore(store);
}
