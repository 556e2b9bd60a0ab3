import { type CSSProperties, useLayoutEffect, useRef } from "react";
import { useDeckIds, useSeat } from "roomkeeper/cardtable/react";
import { useStore } from "roomkeeper/react";
import { RIM, TABLE } from "../model/geometry";
import { useDesk } from "../state/context";
import { DeckPile } from "../things/DeckPile";
import { Pile } from "../things/Pile";
import { Thing } from "../things/Thing";

/** From here on a finger hits a counter's buttons. */
const fingerScale = 0.96;

/** The table with all that lies on it, turned and scaled as one. Panning and zooming render nothing. */
export function Felt() {
  const { table } = useDesk();
  const world = useRef<HTMLDivElement>(null);
  const { rotation, lie } = useSeat();
  useLayoutEffect(() => {
    const { camera } = table.seats;
    const place = (): void => {
      const { originX, originY, scale, rotation: turn } = camera.getSnapshot();
      const style = world.current?.style;
      if (style === undefined) return;
      style.transform = `translate(${originX}px, ${originY}px) scale(${scale}) rotate(${turn}deg)`;
      style.setProperty("--steady", String(1 / scale));
      world.current?.classList.toggle("world--far", scale < fingerScale);
    };
    place();
    return camera.subscribe(place);
  }, [table]);
  return (
    <div className="room" data-hit="felt">
      <div
        ref={world}
        className="world"
        style={{ "--view-turn": `${rotation}deg`, "--lie": `${lie}deg` } as CSSProperties}
      >
        <div
          className="table-rim"
          style={{ inset: -RIM, width: TABLE.width + 2 * RIM, height: TABLE.height + 2 * RIM }}
        />
        <div className="table-felt" style={{ width: TABLE.width, height: TABLE.height }} />
        <Decks />
        <Things />
      </div>
      <MarqueeFrame />
    </div>
  );
}

function Decks() {
  return useDeckIds().map((id) => <DeckPile key={id} deckId={id} />);
}

function Things() {
  const { layout } = useDesk();
  const { shown, piles } = useStore(layout);
  return (
    <>
      {shown.map((id) => (
        <Thing key={id} id={id} />
      ))}
      {[...piles.keys()].map((stack) => (
        <Pile key={stack} stack={stack} />
      ))}
    </>
  );
}

function MarqueeFrame() {
  const { marquee } = useDesk();
  const frame = useStore(marquee);
  if (frame === null) return null;
  const { from, to } = frame;
  const style = {
    left: Math.min(from.x, to.x),
    top: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
  return <div className="marquee" style={style} />;
}
