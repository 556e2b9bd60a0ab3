import { useCallback } from "react";
import type { Place } from "roomkeeper/space";
import { attempt } from "../lib/attempt";
import { toast } from "../lib/toasts";
import { cannotPlace, elementAt } from "./stage/marks";
import { useVenue } from "./state/context";
import type { Venue } from "./state/venue";

/** What the editor's tool does at a block. */
export function usePlaceElement(): (place: Place) => void {
  const venue = useVenue();
  return useCallback((place) => void editAt(venue, place), [venue]);
}

async function editAt(venue: Venue, place: Place): Promise<void> {
  const tool = venue.tool.getSnapshot();
  if (tool === null) return;
  if (tool === "choose") {
    toast("Choose below what to place.");
    return;
  }
  if (tool.name === "remove") {
    const found = elementAt(venue.space.room.get().elements ?? {}, place);
    if (found === null) toast("There is nothing here to remove.");
    else await attempt(venue.api.removeElement(found.id));
    return;
  }
  const problem = cannotPlace(venue, tool.elementId, place);
  if (problem !== null) {
    toast(problem, "refused");
    return;
  }
  await placeElement(venue, tool.elementId, place);
}

/** Shows the element faintly until the server has it. */
async function placeElement(venue: Venue, elementId: string, { x, y }: Place): Promise<void> {
  const { pending, space, api } = venue;
  const asked = { elementId, x, y };
  pending.set([...pending.getSnapshot(), asked]);
  await attempt(api.placeElement(space.room.id, elementId, x, y));
  pending.set(pending.getSnapshot().filter((one) => one !== asked));
}
