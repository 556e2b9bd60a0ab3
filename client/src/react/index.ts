import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { joinRoom } from "../room/join.js";
import type { JoinOptions, Room, RoomStatus, ValueAt } from "../room/types.js";
import type { JsonObject, Path } from "../state/json.js";
import type { Store } from "../state/store.js";

/** The value of a store; renders again when it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
}

export function useRoomStatus<View extends object>(room: Room<View>): RoomStatus {
  return useStore(room.status);
}

/** The value at a path of the view; renders again only when that value changes. */
export function useRoomValue<View extends object, const P extends Path>(
  room: Room<View>,
  path: P,
): ValueAt<View, P> {
  const key = JSON.stringify(path);
  // The same path is another array at each render.
  const store = useMemo(() => room.at(JSON.parse(key) as P), [room, key]);
  return useStore(store);
}

/**
 * Joins a room for as long as the component is there, and another one when its id, server, name or token text change.
 * Null before the first effect, and where a page is rendered on a server; with `null` nothing is joined. What else is in
 * the options counts as it was when the room was joined.
 */
export function useRoom<View extends object = JsonObject>(
  options: JoinOptions | null,
): Room<View> | null {
  const [room, setRoom] = useState<Room<View> | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const key =
    options === null
      ? null
      : JSON.stringify([
          options.roomId,
          options.baseUrl,
          options.name,
          typeof options.token === "string" ? options.token : null,
        ]);
  useEffect(() => {
    if (key === null || latest.current === null) return;
    // A room that was left stays left: each effect joins one of its own, as StrictMode runs them twice.
    const joined = joinRoom<View>(latest.current);
    setRoom(joined);
    return () => {
      joined.leave();
      setRoom(null);
    };
  }, [key]);
  return room;
}
