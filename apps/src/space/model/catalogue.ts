import type { AvatarEntry, ElementEntry } from "roomkeeper";
import { createValue, type Value } from "../../lib/value";

/** The pictures of elements and avatars, as the server lists them. */
export type Catalogue = {
  readonly elements: Value<ReadonlyMap<string, ElementEntry>>;
  readonly avatars: Value<ReadonlyMap<string, AvatarEntry>>;
  /** Asks again: somebody uses what is not known yet. At most once in a while. */
  refresh(): void;
};

const againMillis = 5_000;

export type Pictured = {
  readonly elements: readonly ElementEntry[];
  readonly avatars: readonly AvatarEntry[];
};

/** `ask` gets it, and asks until it comes. */
export function createCatalogue(ask: (known: (found: Pictured) => void) => void): Catalogue {
  const elements = createValue<ReadonlyMap<string, ElementEntry>>(new Map());
  const avatars = createValue<ReadonlyMap<string, AvatarEntry>>(new Map());
  let askedAt = Number.NEGATIVE_INFINITY;

  function refresh(): void {
    if (performance.now() - askedAt < againMillis) return;
    askedAt = performance.now();
    ask((found) => {
      elements.set(new Map(found.elements.map((kind) => [kind.id, kind])));
      avatars.set(new Map(found.avatars.map((picture) => [picture.id, picture])));
    });
  }

  refresh();
  return { elements, avatars, refresh };
}

const ownAvatar = /^(\/art\/avatars\/[\w-]+)\.png$/;

/** The pictures of somebody walking that belong to a portrait, where there are some. */
export function walkSheetOf(imageUrl: string): string | null {
  const base = ownAvatar.exec(imageUrl)?.[1];
  return base === undefined ? null : `${base}-walk.png`;
}

/** Somebody's picture; who chose none is given one of those that are there, always the same. */
export function avatarOf(
  avatars: ReadonlyMap<string, AvatarEntry>,
  memberId: string,
  avatarId: string | undefined,
): AvatarEntry | undefined {
  const chosen = avatarId === undefined ? undefined : avatars.get(avatarId);
  if (chosen !== undefined) return chosen;
  const all = [...avatars.values()];
  let sum = 7;
  for (const letter of memberId) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return all[sum % Math.max(1, all.length)];
}
