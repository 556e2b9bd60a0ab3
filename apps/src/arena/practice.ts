import type { Level } from "roomkeeper/arena";
import { identity } from "../lib/identity";

export const maps = ["courtyard", "warehouse", "canyon"] as const;
export type MapName = (typeof maps)[number];

export type Wanted = {
  readonly map: MapName | "any";
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
  const { id } = await identity(name).api.createRoom({
    kind: "arena",
    name: "Arena",
    options: { ...wanted, map, kept: false, listed: false },
  });
  return id;
}
