/** A value that can be read and watched; fits React's `useSyncExternalStore`. */
export interface Store<T> {
  /** The current value; the same identity until it changes. */
  readonly getSnapshot: () => T;
  /** Calls `listener` after each change; answers the way to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}
