import { createValue, type Value } from "../../lib/value";

export type Selection = Value<ReadonlySet<string>> & {
  only(ids: Iterable<string>): void;
  toggle(ids: readonly string[]): void;
  clear(): void;
};

const none: ReadonlySet<string> = new Set();

/** What this player has marked on the table; nobody else sees it. */
export function createSelection(): Selection {
  const value = createValue(none);
  return {
    ...value,
    only: (ids) => {
      const next = new Set(ids);
      value.set(next.size === 0 ? none : next);
    },
    toggle: (ids) => {
      const next = new Set(value.getSnapshot());
      const allIn = ids.every((id) => next.has(id));
      for (const id of ids) {
        if (allIn) next.delete(id);
        else next.add(id);
      }
      value.set(next.size === 0 ? none : next);
    },
    clear: () => value.set(none),
  };
}
