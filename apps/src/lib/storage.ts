import { createValue, type Value } from "./value";

/** The browser's storage. Where it is forbidden or full, nothing is kept, and nothing fails. */
export const browserStorage = {
  getItem(entry: string): string | null {
    try {
      return localStorage.getItem(entry);
    } catch {
      return null;
    }
  },
  setItem(entry: string, text: string): void {
    try {
      localStorage.setItem(entry, text);
    } catch {
      // Forbidden, or full.
    }
  },
  removeItem(entry: string): void {
    try {
      localStorage.removeItem(entry);
    } catch {
      // Forbidden.
    }
  },
};

/**
 * A value that this browser keeps, in all its tabs. `read` makes sense of what was kept by this version, another, or by
 * hand; null where nothing was. A page may be forbidden to store anything: then the value lasts as long as the page.
 */
export type Kept<T> = Value<T> & {
  /** Makes the new value of what is kept at this moment, which another tab may have changed. */
  change(next: (now: T) => T): void;
};

export function createKept<T>(
  entry: string,
  read: (text: string | null) => T,
  write: (value: T) => string | null,
): Kept<T> {
  const value = createValue(read(browserStorage.getItem(entry)));

  function keep(next: T): void {
    const text = write(next);
    if (text === null) browserStorage.removeItem(entry);
    else browserStorage.setItem(entry, text);
    value.set(next);
  }

  if (typeof window !== "undefined") {
    window.addEventListener("storage", ({ key, newValue }) => {
      if (key === entry || key === null) value.set(read(key === null ? null : newValue));
    });
  }
  return {
    getSnapshot: value.getSnapshot,
    subscribe: value.subscribe,
    set: keep,
    change: (next) => {
      const text = browserStorage.getItem(entry);
      keep(next(text === null ? value.getSnapshot() : read(text)));
    },
  };
}
