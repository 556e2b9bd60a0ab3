import { useSyncExternalStore } from "react";
import { createKept } from "./storage";

/** A space that somebody was in on this device. */
export type RecentSpace = {
  readonly id: string;
  readonly name: string;
  readonly thumbnail?: string;
};

const entry = "roomkeeper.recentSpaces";
const keptMax = 12;

const value = createKept<readonly RecentSpace[]>(entry, recentFrom, JSON.stringify);

export function useRecentSpaces(): readonly RecentSpace[] {
  return useSyncExternalStore(value.subscribe, value.getSnapshot);
}

/** Puts a space first; the space's page calls it when one is in. */
export function rememberSpace(space: RecentSpace): void {
  value.change((all) => withFirst(all, space));
}

export function forgetSpace(id: string): void {
  value.change((all) => all.filter((one) => one.id !== id));
}

export function withFirst(all: readonly RecentSpace[], space: RecentSpace): readonly RecentSpace[] {
  // How it looks is known later than that one is there.
  const before = all.find(({ id }) => id === space.id)?.thumbnail;
  const first = before === undefined ? space : { thumbnail: before, ...space };
  return [first, ...all.filter(({ id }) => id !== space.id)].slice(0, keptMax);
}

/** What was kept, by this version or another, or by hand. */
export function recentFrom(text: string | null): readonly RecentSpace[] {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one: unknown) => spaceFrom(one)).slice(0, keptMax);
}

function spaceFrom(one: unknown): RecentSpace[] {
  if (typeof one !== "object" || one === null) return [];
  const { id, name, thumbnail } = one as Record<string, unknown>;
  if (typeof id !== "string" || typeof name !== "string") return [];
  return [{ id, name, ...(typeof thumbnail === "string" ? { thumbnail } : {}) }];
}
