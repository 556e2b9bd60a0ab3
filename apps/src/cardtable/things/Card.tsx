import { useEffect, useRef } from "react";
import type { BoardObject } from "roomkeeper/cardtable";
import { CardFace } from "./CardFace";

export function Card({ object }: { object: BoardObject }) {
  const faceUp = object.faceUp === true;
  const element = useRef<HTMLDivElement>(null);
  const before = useRef(faceUp);
  useEffect(() => {
    if (before.current === faceUp) return;
    before.current = faceUp;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    element.current?.animate(
      [{ transform: "scaleX(0) translateY(-8px)" }, { transform: "scaleX(1)" }],
      { duration: 170, easing: "cubic-bezier(0.2, 0.8, 0.2, 1)" },
    );
  }, [faceUp]);
  return (
    <div ref={element} className="card">
      <CardFace face={object.face} back={object.back} faceUp={faceUp} />
    </div>
  );
}
