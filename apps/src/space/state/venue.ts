import {
  createOpenApi,
  createSpacesApi,
  type Room,
  type SpaceDetails,
  type SpacesApi,
  type TokenProvider,
} from "roomkeeper";
import {
  createSpace,
  createSpaceApi,
  type Place,
  type Space,
  type SpaceMap,
  type SpaceView,
} from "roomkeeper/space";
import { muted } from "../../lib/apart";
import { keepAsking } from "../../lib/keepAsking";
import { createValue, type Value } from "../../lib/value";
import { type Catalogue, createCatalogue } from "../model/catalogue";

export type Tool =
  | { readonly name: "place"; readonly elementId: string }
  | { readonly name: "turn" }
  | { readonly name: "remove" }
  /** `held` is what was taken up and is not put down yet. */
  | { readonly name: "move"; readonly held: string | null };

/** A room that was opened at an element. */
export type OpenGame = { readonly kind: "cardtable" | "arena"; readonly roomId: string };

type Entry = {
  readonly room: Room<SpaceView>;
  readonly token: TokenProvider;
  readonly mode: "live" | "watch" | "replay";
};

/** One visit to a space: the stores, what HTTP tells of it, and what only this screen knows. */
export type Venue = {
  /** Whether one is in it; not so where one only watches, or sees what was recorded. */
  readonly canAct: boolean;
  readonly space: Space;
  readonly token: TokenProvider;
  readonly api: SpacesApi;
  readonly catalogue: Catalogue;
  readonly details: Value<SpaceDetails | null>;
  /** Undefined until it is known whether there is one. */
  readonly map: Value<SpaceMap | null | undefined>;
  /** The parts that did not come yet, and are asked for again. */
  readonly missing: Value<ReadonlySet<string>>;
  /** What the editor does at a click; null while it is closed, "choose" while nothing is chosen. */
  readonly tool: Value<Tool | "choose" | null>;
  /** The block under the pointer. */
  readonly hovered: Value<Place | null>;
  /** What was asked for and not answered yet: shown faintly. */
  readonly pending: Value<readonly (Place & { readonly elementId: string })[]>;
  readonly zoom: Value<number>;
  /** What one plays over the stage. */
  readonly game: Value<OpenGame | null>;
  stop(): void;
};

export const zooms = [1, 1.5, 2, 3] as const;

/** As large as suits the screen: some fifteen blocks across. */
function firstZoom(): number {
  return innerWidth < 720 ? 1.5 : 2;
}

export function openVenue({ room, token, mode }: Entry): Venue {
  const spaceId = room.id;
  const spaceApi = createSpaceApi({ token });
  const api = createSpacesApi({ token });
  const space = createSpace(room, { history: spaceApi.chatBefore, muted });
  const details = createValue<SpaceDetails | null>(null);
  const map = createValue<SpaceMap | null | undefined>(undefined);
  const missing = createValue<ReadonlySet<string>>(new Set());
  const asking = new Map<string, () => void>();

  /** Asks for a part of the space until it is there; meanwhile it is among those that are missing. */
  function ask<T>(part: string, load: () => Promise<T>, known: (value: T) => void): void {
    asking.get(part)?.();
    const tell = (isMissing: boolean): void => {
      const parts = new Set(missing.getSnapshot());
      if (isMissing) parts.add(part);
      else parts.delete(part);
      missing.set(parts);
    };
    const stop = keepAsking({
      load,
      onKnown: (value) => {
        tell(false);
        known(value);
      },
      onTrouble: () => tell(true),
      // A room that no course client ever heard of has no details; one can walk in it all the same.
      onRefused: () => tell(false),
    });
    asking.set(part, stop);
  }

  const catalogue = createCatalogue((known) =>
    ask(
      "catalogue",
      async () => {
        const open = createOpenApi();
        const [elements, avatars] = await Promise.all([open.elements(), open.avatars()]);
        return { elements, avatars };
      },
      known,
    ),
  );

  let mapShown: string | undefined;

  /** The map is that of the room; without one the floor is plain. */
  function loadMap(): void {
    const info = space.info.getSnapshot();
    if (info === undefined || mapShown === (info.mapId ?? "")) return;
    const mapId = info.mapId ?? "";
    mapShown = mapId;
    if (mapId === "") {
      asking.get("map")?.();
      map.set(null);
      return;
    }
    ask(
      "map",
      () => spaceApi.map(mapId),
      (found) => {
        space.ground.setWalls(found.walls ?? []);
        map.set(found);
      },
    );
  }

  function loadDetails(): void {
    if (space.info.getSnapshot() !== undefined)
      ask("details", () => api.space(spaceId), details.set);
  }

  const stops = [
    space.info.subscribe(loadMap),
    space.info.subscribe(loadDetails),
    // Whoever owns it now may furnish it.
    room.at(["house"] as readonly string[]).subscribe(loadDetails),
  ];
  loadMap();
  loadDetails();
  return {
    canAct: mode === "live",
    space,
    token,
    api,
    catalogue,
    details,
    map,
    missing,
    tool: createValue<Tool | "choose" | null>(null),
    hovered: createValue<Place | null>(null),
    pending: createValue<readonly (Place & { elementId: string })[]>([]),
    zoom: createValue(firstZoom()),
    game: createValue<OpenGame | null>(null),
    stop: () => {
      for (const stop of [...stops, ...asking.values()]) stop();
      space.close();
    },
  };
}
