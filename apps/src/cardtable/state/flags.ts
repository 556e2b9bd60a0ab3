/** A set of ids in which each id can be watched alone: a change calls those whose ids came or went, and nobody else. */
export type Flags = {
  has(id: string): boolean;
  watch(id: string, listener: () => void): () => void;
  set(ids: readonly string[]): void;
};

export function createFlags(): Flags {
  let current: readonly string[] = [];
  const watchers = new Map<string, Set<() => void>>();
  return {
    has: (id) => current.includes(id),
    watch(id, listener) {
      const listeners = watchers.get(id) ?? new Set();
      watchers.set(id, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && watchers.get(id) === listeners) watchers.delete(id);
      };
    },
    set(ids) {
      const before = current;
      current = ids;
      const changed = [
        ...before.filter((id) => !ids.includes(id)),
        ...ids.filter((id) => !before.includes(id)),
      ];
      for (const id of changed) for (const listener of [...(watchers.get(id) ?? [])]) listener();
    },
  };
}
