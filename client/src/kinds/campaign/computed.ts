import { createListeners, type Store } from "../../state/store.js";

/**
 * What is computed from parts of a value, as a store. It is computed again only when a part is another one: parts that did
 * not change keep their identity.
 */
export function computed<V, Parts extends readonly unknown[], T>(
  source: Store<V>,
  partsOf: (value: V) => readonly [...Parts],
  compute: (...parts: readonly [...Parts]) => T,
): Store<T> {
  let last: { readonly parts: readonly [...Parts]; readonly result: T } | null = null;
  const listeners = createListeners<[]>();
  let stop: (() => void) | null = null;
  let told: T | undefined;

  function getSnapshot(): T {
    const parts = partsOf(source.getSnapshot());
    if (last === null || parts.some((part, index) => !Object.is(part, last?.parts[index]))) {
      last = { parts, result: compute(...parts) };
    }
    return last.result;
  }

  function check(): void {
    const now = getSnapshot();
    if (Object.is(told, now)) return;
    told = now;
    listeners.call();
  }

  return {
    getSnapshot,
    subscribe: (listener) => {
      if (listeners.size() === 0) {
        told = getSnapshot();
        stop = source.subscribe(check);
      }
      const remove = listeners.add(listener);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        remove();
        if (listeners.size() === 0) stop?.();
      };
    },
  };
}
