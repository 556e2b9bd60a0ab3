import type { Level } from "roomkeeper/arena";
import { identity } from "../lib/identity";

export type Wanted = { readonly bots: number; readonly level: Level; readonly seconds: number };

const maps = ["courtyard", "warehouse", "canyon"] as const;

/**
 * The room to play in. One place for whoever finds matches among people: here it is a room of one's own with bots, whose link
 * others may follow.
 */
export async function findMatch(name: string, wanted: Wanted): Promise<string> {
  const map = maps[Math.floor(Math.random() * maps.length)] ?? "courtyard";
  const { id } = await identity(name).api.createRoom({
    kind: "arena",
    name: "Arena",
    options: { ...wanted, map, kept: false, listed: false },
  });
  return id;
}
