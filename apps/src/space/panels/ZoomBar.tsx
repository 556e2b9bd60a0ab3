import { Minus, Plus } from "lucide-react";
import { useStore } from "roomkeeper/react";
import { zoomBy } from "../input/keyboard";
import { useVenue } from "../state/context";
import { zooms } from "../state/venue";

export function ZoomBar() {
  const venue = useVenue();
  const zoom = useStore(venue.zoom);
  return (
    <fieldset className="zooms" aria-label="Size of the picture">
      <button
        type="button"
        className="icon-button"
        aria-label="Larger"
        disabled={zoom >= (zooms.at(-1) ?? zoom)}
        onClick={() => zoomBy(venue, 1)}
      >
        <Plus size={18} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Smaller"
        disabled={zoom <= zooms[0]}
        onClick={() => zoomBy(venue, -1)}
      >
        <Minus size={18} aria-hidden />
      </button>
    </fieldset>
  );
}
