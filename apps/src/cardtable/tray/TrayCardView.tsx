import type { KeyboardEvent } from "react";
import type { TrayCard } from "roomkeeper/cardtable";
import { attempt } from "../../lib/attempt";
import { isTouch } from "../../lib/touch";
import { playInFront } from "../actions/tray";
import { faceName } from "../model/faces";
import { useDesk, useIsHeld } from "../state/context";
import { CardFace } from "../things/CardFace";

/** The card beside one that goes: keys go on from there. */
function focusNext(element: Element): void {
  const item = element.closest("li");
  const next = item?.nextElementSibling ?? item?.previousElementSibling;
  const target = next?.querySelector<HTMLElement>("[data-hit]");
  (target ?? document.querySelector<HTMLElement>("main"))?.focus({ preventScroll: true });
}

type Props = { card: TrayCard; isParted: boolean };

export function TrayCardView({ card, isParted }: Props) {
  const desk = useDesk();
  const isDragged = useIsHeld(card.cardId);
  const name = faceName(card.face);
  const classes = ["tray-card"];
  if (isDragged) classes.push("tray-card--away");
  else if (isParted) classes.push("tray-card--parted");

  const step = (by: number): void => {
    const cards = desk.table.tray.getSnapshot();
    const index = cards.findIndex((held) => held.cardId === card.cardId) + by;
    if (index >= 0 && index < cards.length)
      void attempt(desk.table.tray.reorder(card.cardId, index));
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "Enter") {
      focusNext(event.currentTarget);
      void playInFront(desk, card.cardId);
    } else if (event.key === "ArrowLeft") step(-1);
    else if (event.key === "ArrowRight") step(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li className={classes.join(" ")}>
      {/* biome-ignore lint/a11y/useSemanticElements: dragged as much as pressed */}
      <div
        className="tray-card__body"
        data-hit="tray"
        data-id={card.cardId}
        role="button"
        tabIndex={0}
        aria-label={`${name}. Enter plays it, arrows move it in your hand.`}
        title={`${name} (drag onto the table, or ${isTouch() ? "tap twice" : "double-click"})`}
        onKeyDown={pressed}
      >
        <div className="card">
          <CardFace face={card.face} faceUp />
        </div>
      </div>
    </li>
  );
}
