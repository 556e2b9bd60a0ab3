import { type CSSProperties, useEffect, useRef, useState } from "react";
import type { BoardObject } from "roomkeeper/cardtable";
import { isTouch } from "../../lib/touch";
import { numberIn, textIn } from "../model/things";

/** Where the spots are on a three by three grid, for each number. */
const spots: Readonly<Record<number, readonly number[]>> = {
  1: [5],
  2: [3, 7],
  3: [3, 5, 7],
  4: [1, 3, 7, 9],
  5: [1, 3, 5, 7, 9],
  6: [1, 3, 4, 6, 7, 9],
};

const rollMillis = 620;
const tickMillis = 75;

export function Die({ object }: { object: BoardObject }) {
  const value = numberIn(object, "value", 1);
  const sides = numberIn(object, "sides", 6);
  const rolls = `${numberIn(object, "rolls", 0)} ${numberIn(object, "rolledAt", 0)} ${value}`;
  const { shown, rolling } = useRoll(value, sides, rolls);
  const color = textIn(object, "color", "#fbfaf6");
  const style = { "--die": color } as CSSProperties;
  const marks = sides === 6 ? spots[shown] : undefined;
  return (
    <div
      className={rolling ? "die die--rolling" : "die"}
      style={style}
      title={isTouch() ? "Tap to roll" : "Click to roll"}
    >
      {marks ? (
        marks.map((spot) => <i key={spot} className="die__spot" style={{ gridArea: area(spot) }} />)
      ) : (
        <b className="die__number">{shown}</b>
      )}
    </div>
  );
}

function area(spot: number): string {
  return `${Math.ceil(spot / 3)} / ${((spot - 1) % 3) + 1}`;
}

/** Tumbles through other numbers for a moment whenever the die was rolled, and ends on what the server says. */
function useRoll(value: number, sides: number, rolls: string) {
  const [tumble, setTumble] = useState<number | null>(null);
  const before = useRef(rolls);
  useEffect(() => {
    if (before.current === rolls) return;
    before.current = rolls;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const next = () => setTumble(1 + Math.floor(Math.random() * sides));
    next();
    const ticking = setInterval(next, tickMillis);
    const stop = (): void => {
      clearInterval(ticking);
      setTumble(null);
    };
    const ending = setTimeout(stop, rollMillis);
    return () => {
      clearTimeout(ending);
      stop();
    };
  }, [rolls, sides]);
  return { shown: tumble ?? value, rolling: tumble !== null };
}
