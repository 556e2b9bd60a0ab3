import { isObject, type Json, type Path } from "../state/json.js";
import { createListeners, type Store, sameElements } from "../state/store.js";
import type { Room } from "./types.js";

/**
 * The keys of the object at a path whose values count, as a store that changes only when such keys come or go. While
 * somebody subscribes it costs what changed, not what there is.
 */
export function keysOf<View extends object>(
  room: Room<View>,
  path: Path,
  counts: (value: Json) => boolean,
): Store<readonly string[]> {
  const listeners = createListeners<[]>();
  let keys: Set<string> | null = null;
  let isOtherwise = false;
  let last: readonly string[] = [];

  function found(): string[] {
    const all = room.get(path);
    if (!isObject(all)) return [];
    return Object.entries(all).flatMap(([key, value]) => (counts(value) ? [key] : []));
  }

  function getSnapshot(): readonly string[] {
    if (keys === null) {
      const now = found();
      if (!sameElements(last, now)) last = now;
      return last;
    }
    // Reading anything brings the keys up to date.
    room.get([...path, ""]);
    if (isOtherwise) last = [...keys];
    isOtherwise = false;
    return last;
  }

  function follow(): () => void {
    const followed = new Set(getSnapshot());
    keys = followed;
    isOtherwise = false;
    let told = last;
    const stopEach = room.each(path, (key, value) => {
      const isIn = value !== undefined && counts(value);
      if (isIn === followed.has(key)) return;
      if (isIn) followed.add(key);
      else followed.delete(key);
      isOtherwise = true;
    });
    const stopTelling = room.at(path).subscribe(() => {
      const now = getSnapshot();
      if (sameElements(told, now)) return;
      told = now;
      listeners.call();
    });
    return () => {
      stopEach();
      stopTelling();
      keys = null;
    };
  }

  let stopFollowing = (): void => {};
  return {
    getSnapshot,
    subscribe: (listener) => {
      if (listeners.size() === 0) stopFollowing = follow();
      const remove = listeners.add(listener);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        remove();
        if (listeners.size() === 0) stopFollowing();
      };
    },
  };
}
