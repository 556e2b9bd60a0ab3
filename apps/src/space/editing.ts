import { useCallback } from "react";
import type { Place } from "roomkeeper/space";
import { attempt } from "../lib/attempt";
import { toast } from "../lib/toasts";
import { cannotPlace, elementAt, kindOf } from "./stage/marks";
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
  if (tool.name === "move") {
    await moveAt(venue, tool.held, place);
    return;
  }
  if (tool.name === "place") {
    if (isRefused(cannotPlace(venue, kindOf(venue, tool.elementId), place))) return;
    await placeElement(venue, tool.elementId, place);
    return;
  }
  const found = elementAt(venue.space.room.get().elements ?? {}, place);
  if (found === null) toast(`There is nothing here to ${tool.name}.`);
  else if (tool.name === "remove") await attempt(venue.api.removeElement(found.id));
  else {
    const { x, y, mirrored = false } = found.element;
    await attempt(venue.api.arrangeElement(found.id, x, y, !mirrored));
  }
}

/** The first press takes an element up, the second puts it down. */
async function moveAt(venue: Venue, held: string | null, place: Place): Promise<void> {
  const elements = venue.space.room.get().elements ?? {};
  const element = held === null ? undefined : elements[held];
  if (held === null || element === undefined) {
    const found = elementAt(elements, place);
    if (found === null) toast("There is nothing here to move.");
    else venue.tool.set({ name: "move", held: found.id });
    return;
  }
  if (isRefused(cannotPlace(venue, element, place, element))) return;
  venue.tool.set({ name: "move", held: null });
  await attempt(venue.api.arrangeElement(held, place.x, place.y, element.mirrored === true));
}

function isRefused(problem: string | null): boolean {
  if (problem !== null) toast(problem, "refused");
  return problem !== null;
}

/** Shows the element faintly until the server has it. */
async function placeElement(venue: Venue, elementId: string, { x, y }: Place): Promise<void> {
  const { pending, space, api } = venue;
  const asked = { elementId, x, y };
  pending.set([...pending.getSnapshot(), asked]);
  await attempt(api.placeElement(space.room.id, elementId, x, y));
  pending.set(pending.getSnapshot().filter((one) => one !== asked));
}
