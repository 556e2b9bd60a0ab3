import { ArrowDownWideNarrow, Eye, EyeOff } from "lucide-react";
import { type CSSProperties, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useTray } from "roomkeeper/cardtable/react";
import { useStore } from "roomkeeper/react";
import { isTouch } from "../../lib/touch";
import { sortTray } from "../actions/tray";
import { useDesk, useIsTrayHovered } from "../state/context";
import { fanOf } from "./fan";
import { TrayCardView } from "./TrayCardView";

/** One's own hand, along the bottom edge. Others see how many cards are in it, and no more. */
export function Tray() {
  const desk = useDesk();
  const cards = useTray();
  const isHovered = useIsTrayHovered();
  const gap = useStore(desk.trayGap);
  const row = useRef<HTMLUListElement>(null);
  const width = useWidth(row);
  const fan = fanOf(cards.length, width);
  const others = gap === null ? [] : cards.filter((card) => card.cardId !== gap.cardId);
  const parted = gap === null ? undefined : others[gap.index]?.cardId;
  return (
    <section className={isHovered ? "tray tray--hovered" : "tray"} data-tray aria-label="Your hand">
      <div className="tray__bar">
        <h2 className="tray__title">
          Your hand<span className="tray__count">{cards.length}</span>
        </h2>
        {desk.canAct && cards.length > 1 && (
          <button
            type="button"
            className="tray__tool tray__sort"
            onClick={() => void sortTray(desk)}
          >
            <ArrowDownWideNarrow size={16} aria-hidden />
            Sort
          </button>
        )}
        {desk.canAct && <PlaySide />}
      </div>
      <ul
        ref={row}
        className={fan.scrolls ? "tray__cards tray__cards--scrolling" : "tray__cards"}
        style={{ "--step": `${fan.step}px` } as CSSProperties}
      >
        {cards.map((card) => (
          <TrayCardView key={card.cardId} card={card} isParted={card.cardId === parted} />
        ))}
        {cards.length === 0 && (
          <li className="tray__empty">
            {!desk.canAct
              ? "No cards."
              : isHovered
                ? "Let go to take it"
                : `${isTouch() ? "Tap" : "Click"} a deck to draw, or drag cards here.`}
          </li>
        )}
      </ul>
    </section>
  );
}

function PlaySide() {
  const { playFaceUp } = useDesk();
  const faceUp = useStore(playFaceUp);
  const Icon = faceUp ? Eye : EyeOff;
  return (
    <button
      type="button"
      className="tray__tool"
      onClick={() => playFaceUp.set(!faceUp)}
      title="How cards from your hand land on the table. Hold Shift for the other way."
    >
      <Icon size={16} aria-hidden />
      {faceUp ? "Play face up" : "Play face down"}
    </button>
  );
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new ResizeObserver(() => setWidth(target.clientWidth));
    observer.observe(target);
    setWidth(target.clientWidth);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
