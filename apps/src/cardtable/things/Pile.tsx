import { Grip } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { useObject } from "roomkeeper/cardtable/react";
import { CARD } from "../model/geometry";
import { useIsHeld, usePile } from "../state/context";
import { CardFace } from "./CardFace";
import { useHolder } from "./useHolder";

const aboveAll = 1_000_000_000;

/** What of a pile shows beneath its uppermost card, and the grip by which the whole is moved. */
export const Pile = memo(function Pile({ stack }: { stack: string }) {
  const ids = usePile(stack) ?? [];
  const lowest = useObject(ids[0] ?? "");
  const second = useObject(ids.at(-2) ?? "");
  const top = useObject(ids.at(-1) ?? "");
  const isDragged = useIsHeld(ids[0] ?? "");
  const holder = useHolder(lowest);
  if (lowest === undefined || second === undefined || top === undefined) return null;
  const lift = isDragged || holder !== null ? aboveAll : 0;
  const transform = `translate(${lowest.x}px, ${lowest.y}px) rotate(calc(${second.rotation}deg + var(--lie)))`;
  const moving = isDragged ? " thing--held" : holder !== null ? " thing--moved" : "";
  const layers = Math.min(6, Math.ceil(ids.length / 4));
  const box = {
    width: CARD.width,
    height: CARD.height,
    margin: `${-CARD.height / 2}px ${-CARD.width / 2}px`,
    transform,
    "--own-turn": `calc(${second.rotation}deg + var(--lie))`,
  };
  return (
    <>
      <div
        className={`thing pile${moving}`}
        data-hit="grip"
        data-id={stack}
        style={{ ...box, zIndex: second.z + lift, "--layers": layers } as CSSProperties}
      >
        <div className="card">
          <CardFace face={second.face} back={second.back} faceUp={second.faceUp === true} />
        </div>
      </div>
      <div
        className={`thing pile-grip${moving}`}
        style={{ ...box, zIndex: Math.max(top.z, second.z) + lift } as CSSProperties}
      >
        <span className="pile-grip__handle" data-hit="grip" data-id={stack} title="Move the pile">
          <Grip size={15} aria-hidden />
          {ids.length}
        </span>
      </div>
    </>
  );
});
