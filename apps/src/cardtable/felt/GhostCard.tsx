import { useStore } from "roomkeeper/react";
import { CARD } from "../model/geometry";
import { useDesk, useScale } from "../state/context";
import { CardFace } from "../things/CardFace";

/** The card in one's hand while it is on its way between deck, tray and table. */
export function GhostCard() {
  const desk = useDesk();
  const ghost = useStore(desk.ghost);
  const scale = useScale();
  if (ghost === null) return null;
  const width = Math.max(56, CARD.width * scale);
  const height = (width * CARD.height) / CARD.width;
  return (
    <div
      className="ghost"
      style={{
        width,
        height,
        transform: `translate(${ghost.at.x - width / 2}px, ${ghost.at.y - height / 2}px)`,
      }}
    >
      <div className="card">
        <CardFace face={ghost.face} back={ghost.back} faceUp={ghost.faceUp} />
      </div>
      {ghost.count > 1 && <span className="ghost__count">{ghost.count}</span>}
    </div>
  );
}
