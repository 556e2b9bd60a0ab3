import type { ApiOptions } from "../../http/request.js";
import { sender } from "../../http/send.js";
import type { JsonObject } from "../../state/json.js";
import type { Move } from "./dm.js";
import type { Edition, LogLine, Seat } from "./types.js";

export interface CampaignEntry {
  readonly id: string;
  readonly name: string;
  readonly edition: Edition;
  readonly seat: Seat;
  readonly active: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A stat block with short keys, as the bestiary writes it. */
export interface CreatureEntry extends JsonObject {
  readonly id: string;
  readonly n: string;
}

export interface CreatureQuery {
  readonly edition: Edition;
  readonly name?: string;
  readonly type?: string;
  readonly size?: string;
  /** As stat blocks print it: "1/4", "12". */
  readonly crMin?: string;
  readonly crMax?: string;
  /** Only those among one's favourites. */
  readonly favourites?: "only";
}

/** A character of one's own, in whatever campaign. */
export interface BroughtCharacter {
  readonly campaign: string | null;
  readonly home: string;
  readonly id: string;
  readonly name: string;
}

type Page<T> = {
  readonly moves: readonly (T & { readonly number: number })[];
  readonly more: boolean;
};

/** Campaigns and creatures by HTTP. Each rejects with an `HttpProblem`. */
export interface CampaignsApi {
  list(): Promise<readonly CampaignEntry[]>;
  create(name: string, edition: Edition): Promise<{ readonly id: string }>;
  delete(id: string): Promise<void>;
  join(id: string, secret: string): Promise<void>;
  makeLink(id: string, hours: number, uses: number): Promise<{ readonly path: string }>;
  /** All that the DM may carry away. */
  export(id: string): Promise<JsonObject>;
  /** Older moves of the DM's log. */
  moves(id: string, before: number): Promise<Page<Move>>;
  /** Older lines of everybody's log, or of one's own. */
  lines(id: string, log: "all" | "mine", before: number): Promise<Page<LogLine>>;
  characters(): Promise<readonly BroughtCharacter[]>;
  bring(id: string, from: string, character: string): Promise<void>;
  creatures(query: CreatureQuery): Promise<{
    readonly creatures: readonly CreatureEntry[];
    readonly credits: readonly string[];
  }>;
  ownCreatures(): Promise<readonly CreatureEntry[]>;
  favourites(): Promise<readonly { readonly edition: Edition; readonly id: string }[]>;
  /** Puts a creature among one's favourites, or takes it from there. */
  favour(edition: Edition, id: string, isFavourite: boolean): Promise<void>;
  keepCreature(creature: JsonObject): Promise<void>;
  removeCreature(id: string): Promise<void>;
  importCreatures(
    edition: Edition,
    data: JsonObject,
  ): Promise<{
    readonly creatures: readonly CreatureEntry[];
    readonly notRead: readonly string[];
  }>;
}

export function createCampaignsApi(options: ApiOptions): CampaignsApi {
  const send = sender(options);
  const part = encodeURIComponent;

  return {
    list: async () =>
      (await send<{ campaigns: readonly CampaignEntry[] }>("GET", "/campaigns")).campaigns,
    create: (name, edition) => send("POST", "/campaigns", { name, edition }),
    delete: async (id) => {
      await send("DELETE", `/campaigns/${part(id)}`);
    },
    join: async (id, secret) => {
      await send("POST", `/campaigns/${part(id)}/join`, { secret });
    },
    makeLink: (id, hours, uses) => send("POST", `/campaigns/${part(id)}/links`, { hours, uses }),
    export: (id) => send("GET", `/campaigns/${part(id)}/export`),
    moves: (id, before) => send("GET", `/campaigns/${part(id)}/moves?limit=100&before=${before}`),
    lines: (id, log, before) =>
      send("GET", `/campaigns/${part(id)}/moves?limit=100&log=${log}&before=${before}`),
    characters: async () =>
      (await send<{ characters: readonly BroughtCharacter[] }>("GET", "/characters")).characters,
    bring: async (id, from, character) => {
      await send("POST", `/campaigns/${part(id)}/characters`, { from, character });
    },
    creatures: (query) => send("GET", `/creatures?${new URLSearchParams({ ...query })}`),
    ownCreatures: async () =>
      (await send<{ creatures: readonly CreatureEntry[] }>("GET", "/creatures/own")).creatures,
    favourites: async () =>
      (
        await send<{ favourites: readonly { edition: Edition; id: string }[] }>(
          "GET",
          "/creatures/favourites",
        )
      ).favourites,
    favour: async (edition, id, isFavourite) => {
      const path = `/creatures/favourites/${edition}/${part(id)}`;
      await send(isFavourite ? "PUT" : "DELETE", path);
    },
    keepCreature: async (creature) => {
      await send("POST", "/creatures/own", creature);
    },
    removeCreature: async (id) => {
      await send("DELETE", `/creatures/own/${part(id)}`);
    },
    importCreatures: (edition, data) => send("POST", "/creatures/import", { edition, data }),
  };
}
