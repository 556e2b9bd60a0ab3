import type { Recording } from "roomkeeper/replay";

/** How one is in a room: as a member, as an onlooker, or in what was recorded. */
export type Mode =
  | { readonly name: "live" }
  | { readonly name: "watch" }
  | { readonly name: "replay"; readonly recording: Recording };

/** Which it is for an address: `?watch` looks on without a seat. */
export function modeOf(search: string): Mode {
  return new URLSearchParams(search).has("watch") ? { name: "watch" } : { name: "live" };
}
