import { createCell } from "../../state/store.js";
import type { CampaignCommands } from "./commands.js";
import { computed } from "./computed.js";
import { dmFight, playersFight } from "./fight.js";
import { dmLog, playersLog } from "./log.js";
import type { CampaignSource, CampaignStores, Named } from "./stores.js";

export type * from "./commands.js";
export type * from "./dm.js";
export { dmFight, playersFight, turnsUntil } from "./fight.js";
export {
  type BroughtCharacter,
  type CampaignEntry,
  type CampaignsApi,
  type CreatureEntry,
  type CreatureQuery,
  createCampaignsApi,
} from "./http.js";
export { createKeep, type Kept, keptSource } from "./offline.js";
export type * from "./stores.js";
export type * from "./types.js";
export type * from "./view.js";

const NONE: { readonly [key: string]: never } = {};

function entries<T>(all: { readonly [id: string]: T }): readonly Named<T>[] {
  return Object.keys(all)
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))
    .map((id) => ({ id, value: all[id] as T }));
}

/** The stores of a campaign; `as` is the member with whose eyes one watches. */
export function createCampaign(
  source: CampaignSource,
  { as }: { readonly as?: string } = {},
): CampaignStores {
  const { view } = source;
  const waiting = createCell(0);
  const me = (): string => as ?? source.self() ?? "";

  return {
    source,
    me,
    seat: computed(
      view,
      (seen) => [seen.members, me()],
      (members, id) => members?.[id]?.seat ?? null,
    ),
    dmFight: computed(
      view,
      (seen) => [seen.active, seen.encounters?.[seen.active ?? ""], seen.characters],
      (active, encounter, heroes) =>
        active === undefined || encounter === undefined
          ? null
          : dmFight(active, encounter, heroes ?? NONE),
    ),
    playersFight: computed(
      view,
      (seen) => [seen.fight],
      (fight) => (fight === undefined ? null : playersFight(fight)),
    ),
    encounters: computed(
      view,
      (seen) => [seen.encounters],
      (all) => entries(all ?? NONE),
    ),
    heroes: computed(
      view,
      (seen) => [seen.characters],
      (all) => entries(all ?? NONE).filter(({ value }) => !value.retired),
    ),
    party: computed(
      view,
      (seen) => [seen.party],
      (all) => entries(all ?? NONE),
    ),
    own: computed(
      view,
      (seen) => [seen.own],
      (all) => entries(all ?? NONE),
    ),
    log: computed(
      view,
      (seen) => [seen.moves, seen.log, seen.mine, me()],
      (moves, all, mine, id) =>
        moves === undefined ? playersLog(all ?? NONE, mine ?? NONE, id) : dmLog(moves),
    ),
    people: computed(
      view,
      (seen) => [seen.members, seen.online],
      (members, online) =>
        entries(members ?? NONE).map(({ id, value }) => ({
          ...value,
          id,
          isOnline: online?.[id] === true,
        })),
    ),
    waiting,
    ask: async <N extends keyof CampaignCommands>(type: N, payload: CampaignCommands[N]) => {
      waiting.set(waiting.getSnapshot() + 1);
      try {
        return await source.command(type, payload);
      } finally {
        waiting.set(waiting.getSnapshot() - 1);
      }
    },
    versionOf: (id) => {
      const seen = view.getSnapshot();
      return seen.versions?.[id] ?? seen.own?.[id]?.version ?? 0;
    },
    placeVersionOf: (id, encounter) => {
      const { versions, characters, active, own } = view.getSnapshot();
      if (versions === undefined) return own?.[id]?.place?.version ?? 0;
      const isCharacter = characters?.[id] !== undefined;
      return versions[isCharacter ? `${encounter ?? active}/${id}` : id] ?? 0;
    },
  };
}
