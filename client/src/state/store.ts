/** A value that can be read and watched; fits React's `useSyncExternalStore`. */
export interface Store<T> {
  /** The current value; the same identity until it changes. */
  readonly getSnapshot: () => T;
  /** Calls `listener` after each change; answers the way to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A store that its maker sets. */
export interface Cell<T> extends Store<T> {
  readonly set: (value: T) => void;
}

export function createCell<T>(initial: T): Cell<T> {
  let value = initial;
  const listeners = createListeners<[]>();
  return {
    getSnapshot: () => value,
    subscribe: listeners.add,
    set: (next) => {
      if (Object.is(value, next)) return;
      value = next;
      listeners.call();
    },
  };
}

/**
 * A store computed from others. Reads them only when asked, keeps its value while `same` holds between the old and
 * the new one, and calls its listeners only when it does not.
 */
export function derive<T>(
  sources: readonly Pick<Store<unknown>, "subscribe">[],
  compute: () => T,
  same: (a: T, b: T) => boolean = Object.is,
): Store<T> {
  let value: { readonly current: T } | null = null;
  const read = (): T => {
    const next = compute();
    if (!value || !same(value.current, next)) value = { current: next };
    return value.current;
  };
  return {
    getSnapshot: read,
    subscribe: (listener) => {
      let seen = read();
      const check = () => {
        const next = read();
        if (Object.is(seen, next)) return;
        seen = next;
        listener();
      };
      const stops = sources.map((source) => source.subscribe(check));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

export function sameElements<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((element, i) => Object.is(element, b[i]));
}

/** Callbacks in the order in which they came. */
export interface Listeners<Args extends readonly unknown[]> {
  readonly add: (listener: (...args: Args) => void) => () => void;
  readonly call: (...args: Args) => void;
  readonly size: () => number;
}

export function createListeners<Args extends readonly unknown[]>(): Listeners<Args> {
  const listeners = new Map<symbol, (...args: Args) => void>();
  return {
    add: (listener) => {
      const key = Symbol();
      listeners.set(key, listener);
      return () => listeners.delete(key);
    },
    call: (...args) => {
      for (const [key, listener] of [...listeners]) {
        if (listeners.has(key)) callSafely(() => listener(...args));
      }
    },
    size: () => listeners.size,
  };
}

/** An application's callback that throws must not stop the connection or other callbacks; its error is still reported. */
export function callSafely(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
