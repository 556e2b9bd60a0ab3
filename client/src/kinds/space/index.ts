import { createChat } from "../../chat/chat.js";
import { keysOf } from "../../room/keys.js";
import type { Room } from "../../room/types.js";
import { isObject, type Json } from "../../state/json.js";
import type { Store } from "../../state/store.js";
import { createGround } from "./ground.js";
import { createSelf } from "./self.js";
import type { Space, SpaceOptions } from "./stores.js";
import type { Place, PlacedElement, SpaceInfo, SpacePerson, SpaceView } from "./types.js";

export type { ChatEntry, ChatLine, ChatPage } from "../../chat/types.js";
export { spaceCallRoom } from "./call-room.js";
export { createSpaceApi, type SpaceApi } from "./http.js";
export type * from "./map.js";
export { beside, directionOf, findPath, samePlace } from "./path.js";
export type * from "./stores.js";
export type * from "./types.js";

/** The stores of a space over a room of kind `space`. */
export function createSpace(room: Room<SpaceView>, options: SpaceOptions = {}): Space {
  const ground = createGround(room);
  const self = createSelf(room, ground.store, options.stepMillis);
  const chat = createChat(room, options);
  const stopHearing = room.on("bubble-message", ({ from, payload }) => chat.hear(from, payload));
  return {
    room,
    info: valueAt<SpaceInfo>(room, "space"),
    walkers: collected<Place, "walker">(room, "walkers", "walker", isPlace),
    people: collected<SpacePerson, "person">(room, "people", "person", isObject),
    elements: collected<PlacedElement, "element">(room, "elements", "element", isPlace),
    chat: {
      ...chat.store,
      whisper: (message) => room.command("bubble-message", { message }),
    },
    near: keysOf(room, ["near"], () => true),
    ground: ground.store,
    self: self.store,
    close: () => {
      self.close();
      stopHearing();
      chat.close();
      ground.close();
    },
  };
}

function valueAt<T>(room: Room<SpaceView>, ...path: readonly string[]): Store<T | undefined> {
  const { getSnapshot, subscribe } = room.at(path);
  return { getSnapshot: () => getSnapshot() as unknown as T | undefined, subscribe };
}

type Collected<T, Name extends string> = {
  readonly ids: Store<readonly string[]>;
  get(id: string): T | undefined;
} & { readonly [name in Name]: (id: string) => Store<T | undefined> };

function collected<T, Name extends string>(
  room: Room<SpaceView>,
  part: keyof SpaceView,
  name: Name,
  counts: (value: Json) => boolean,
): Collected<T, Name> {
  return {
    ids: keysOf(room, [part], counts),
    get: (id: string) => room.get([part, id]) as unknown as T | undefined,
    [name]: (id: string) => valueAt<T>(room, part, id),
  } as Collected<T, Name>;
}

/** A prediction about someone who just went out of sight may leave a part of a place: only a whole one counts. */
function isPlace(value: Json): boolean {
  return isObject(value) && typeof value.x === "number" && typeof value.y === "number";
}
