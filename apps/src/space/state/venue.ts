import {
  createOpenApi,
  createSpacesApi,
  HttpProblem,
  joinRoom,
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
import { errorMessage } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { createValue, type Value } from "../../lib/value";
import { type Catalogue, createCatalogue } from "../model/catalogue";

export type Tool =
  | { readonly name: "place"; readonly elementId: string }
  | { readonly name: "remove" };

/** One visit to a space: the stores, what HTTP tells of it, and what only this screen knows. */
export type Venue = {
  readonly space: Space;
  readonly token: TokenProvider;
  readonly api: SpacesApi;
  readonly catalogue: Catalogue;
  readonly details: Value<SpaceDetails | null>;
  /** Undefined until it is known whether there is one. */
  readonly map: Value<SpaceMap | null | undefined>;
  /** What the editor does at a click; null while it is closed, "choose" while nothing is chosen. */
  readonly tool: Value<Tool | "choose" | null>;
  /** The block under the pointer. */
  readonly hovered: Value<Place | null>;
  /** What was asked for and not answered yet: shown faintly. */
  readonly pending: Value<readonly (Place & { readonly elementId: string })[]>;
  readonly zoom: Value<number>;
  /** The table that is open over the stage. */
  readonly table: Value<string | null>;
  stop(): void;
};

export const zooms = [1, 1.5, 2, 3] as const;

/** As large as suits the screen: some fifteen blocks across. */
function firstZoom(): number {
  return innerWidth < 720 ? 1.5 : 2;
}

export function openVenue(spaceId: string, token: TokenProvider, name: string): Venue {
  const room = joinRoom<SpaceView>({ roomId: spaceId, token, name });
  const spaceApi = createSpaceApi({ token });
  const api = createSpacesApi({ token });
  const space = createSpace(room, { history: spaceApi.chatBefore });
  const complain = (error: unknown): void => toast(errorMessage(error), "refused");
  const catalogue = createCatalogue(createOpenApi(), complain);
  const details = createValue<SpaceDetails | null>(null);
  const map = createValue<SpaceMap | null | undefined>(undefined);
  let mapAsked: string | undefined;

  function loadDetails(): void {
    api.space(spaceId).then(details.set, (error: unknown) => {
      // A room that no course client ever heard of has no entry there; one can walk in it all the same.
      if (!(error instanceof HttpProblem) || error.status >= 500 || error.status === 0)
        complain(error);
    });
  }

  /** The map is that of the room; without one the floor is plain. */
  function loadMap(): void {
    const info = space.info.getSnapshot();
    if (info === undefined || (mapAsked !== undefined && mapAsked === (info.mapId ?? ""))) return;
    mapAsked = info.mapId ?? "";
    if (info.mapId === undefined) {
      map.set(null);
      return;
    }
    spaceApi.map(info.mapId).then(
      (found) => {
        space.ground.setWalls(found.walls ?? []);
        map.set(found);
      },
      (error: unknown) => {
        mapAsked = undefined;
        map.set(null);
        complain(error);
      },
    );
  }

  const stops = [
    space.info.subscribe(loadMap),
    space.info.subscribe(loadDetails),
    room.onError(complain),
  ];
  loadMap();
  return {
    space,
    token,
    api,
    catalogue,
    details,
    map,
    tool: createValue<Tool | "choose" | null>(null),
    hovered: createValue<Place | null>(null),
    pending: createValue<readonly (Place & { elementId: string })[]>([]),
    zoom: createValue(firstZoom()),
    table: createValue<string | null>(null),
    stop: () => {
      for (const stop of stops) stop();
      space.close();
      room.leave();
    },
  };
}
