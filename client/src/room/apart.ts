import { isObject } from "../state/json.js";
import { derive, type Store } from "../state/store.js";
import type { Room } from "./types.js";

/** Ids of users. */
export type Ids = ReadonlySet<string>;

/**
 * Those in the room of whom one wants to see nothing, or who want that of oneself: the room says who is blocked, and
 * the page whom it mutes besides.
 */
export function hiddenIn<View extends object>(room: Room<View>, muted?: Store<Ids>): Store<Ids> {
  const apart: Pick<Store<unknown>, "subscribe"> = {
    subscribe: (listener) => room.subscribe(["apart"], listener),
  };
  return derive(muted === undefined ? [apart] : [apart, muted], () => read(room, muted), areSame);
}

function read<View extends object>(room: Room<View>, muted: Store<Ids> | undefined): Ids {
  const apart = room.get(["apart"]);
  return new Set([
    ...(isObject(apart) ? Object.keys(apart) : []),
    ...(muted === undefined ? [] : muted.getSnapshot()),
  ]);
}

function areSame(one: Ids, other: Ids): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}
