import { arenaRows, type Level } from "roomkeeper/arena";
import { createSpaceApi } from "roomkeeper/space";
import { identity } from "../lib/identity";

export const maps = ["courtyard", "warehouse", "canyon"] as const;
export type MapName = (typeof maps)[number];

export type Wanted = {
  /** `{ mapId }` is a map of the catalogue. */
  readonly map: MapName | "any" | { readonly mapId: string };
  readonly bots: number;
  readonly level: Level;
  readonly seconds: number;
};

/** What one plays while one waits for people: nobody has to wait for its end. */
export const whileWaiting: Wanted = { map: "any", bots: 4, level: "medium", seconds: 900 };

/** A room of one's own, with bots if wanted, whose link others may follow. Nothing in it counts. */
export async function makeArena(name: string, wanted: Wanted): Promise<string> {
  const chosen = maps[Math.floor(Math.random() * maps.length)] ?? "courtyard";
  const map = wanted.map === "any" ? chosen : wanted.map;
  const options = {
    ...wanted,
    ...(typeof map === "string" ? { map } : await ownMap(name, map.mapId)),
    kept: false,
    listed: false,
  };
  const { id } = await identity(name).api.createRoom({ kind: "arena", name: "Arena", options });
  return id;
}

async function ownMap(
  name: string,
  mapId: string,
): Promise<{ readonly map: "own"; readonly rows: string }> {
  const rows = arenaRows(await createSpaceApi({ token: identity(name).token }).map(mapId));
  if (rows === null) throw new Error("Nobody could play on this map: it has no room for two.");
  return { map: "own", rows };
}
