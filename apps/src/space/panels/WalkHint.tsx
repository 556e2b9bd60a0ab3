import { useState } from "react";
import { useStore } from "roomkeeper/react";
import { useSpace } from "roomkeeper/space/react";
import { isTouch } from "../../lib/touch";

/** How one walks, until one has. */
export function WalkHint() {
  const { self } = useSpace();
  const place = useStore(self.place);
  const [first] = useState(() => self.place.getSnapshot());
  const [hasWalked, setWalked] = useState(false);
  const isElsewhere =
    first !== undefined && place !== undefined && (first.x !== place.x || first.y !== place.y);
  if (isElsewhere && !hasWalked) setWalked(true);
  if (hasWalked || place === undefined) return null;
  return (
    <p className="walk-hint">
      {isTouch()
        ? "Tap where you want to go."
        : "Walk with the arrow keys, or click where you want to go."}
    </p>
  );
}
