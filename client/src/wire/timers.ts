/** A clock that never goes back, in milliseconds since 1970 as of its start, and timers; another one for tests. */
export interface Timers {
  now(): number;
  setTimeout(callback: () => void, millis: number): unknown;
  clearTimeout(handle: unknown): void;
}

export const systemTimers: Timers = {
  // Not Date.now(): somebody may set that clock back, and a server that froze would not be noticed.
  now: () => performance.timeOrigin + performance.now(),
  setTimeout: (callback, millis) => globalThis.setTimeout(callback, millis),
  clearTimeout: (handle) => globalThis.clearTimeout(handle as ReturnType<typeof setTimeout>),
};
