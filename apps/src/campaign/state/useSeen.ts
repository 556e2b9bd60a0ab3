import { useState } from "react";

type Seen<T> = {
  /** What the form was filled with. */
  readonly value: T;
  /** The version that a change of it carries. */
  readonly version: number;
  /** What it is now, if somebody else changed it meanwhile; else null. */
  readonly other: T | null;
  /** Takes note of what it is now. */
  readonly catchUp: () => void;
};

/**
 * What a form was filled with when it was opened, and the version of that. While the values stay the same, the version
 * follows: a change of something else, such as hit points, is no conflict for a name.
 *
 * @param written what stands in the form
 */
export function useSeen<T>(now: T, version: number, written: T | null): Seen<T> {
  const [seen, setSeen] = useState({ value: now, version });
  const isKnown = isSame(now, seen.value) || isSame(now, written);
  const catchUp = (): void => setSeen({ value: now, version });
  if (isKnown && !(seen.version === version && isSame(now, seen.value))) catchUp();
  return { ...seen, other: isKnown ? null : now, catchUp };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
