import type { RoomEvent } from "../wire/frames.js";

/** The version of the last event that came, and how many came of that version. */
export interface LastEvent {
  readonly version: number;
  readonly count: number;
}

export function after(last: LastEvent | null, { version }: RoomEvent): LastEvent | null {
  if (version === undefined || (last !== null && version < last.version)) return last;
  return { version, count: last?.version === version ? last.count + 1 : 1 };
}

/**
 * A room resumes from the last patch (P5): events that came after it come again. Those that were seen are left out, one
 * by one, since a connection may break between two events of one version.
 */
export function unseen(events: readonly RoomEvent[], last: LastEvent | null): readonly RoomEvent[] {
  if (last === null) return events;
  let same = 0;
  return events.filter(({ version }) => {
    if (version === undefined || version > last.version) return true;
    if (version < last.version) return false;
    same += 1;
    return same > last.count;
  });
}
