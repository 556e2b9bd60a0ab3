import { ChevronDown } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { useDeck } from "roomkeeper/cardtable/react";
import { isTouch } from "../../lib/touch";
import { CARD } from "../model/geometry";
import { isBack } from "../model/things";
import { useDesk, useIsHovered } from "../state/context";
import { CardFace } from "./CardFace";
import { keepFocus } from "./keepFocus";

/** A deck: it stays where it is; one draws from it, puts back into it, and shuffles it. */
export const DeckPile = memo(function DeckPile({ deckId }: { deckId: string }) {
  const { menu, canAct } = useDesk();
  const deck = useDeck(deckId);
  const isHovered = useIsHovered(deckId);
  if (deck === undefined) return null;
  const name = deck.name ?? "Deck";
  const cards = deck.count === 1 ? "1 card" : `${deck.count} cards`;
  const style = {
    width: CARD.width,
    height: CARD.height,
    margin: `${-CARD.height / 2}px ${-CARD.width / 2}px`,
    transform: `translate(${deck.x}px, ${deck.y}px) rotate(calc(${deck.rotation}deg + var(--lie)))`,
    "--own-turn": `calc(${deck.rotation}deg + var(--lie))`,
    "--layers": Math.min(7, Math.ceil(deck.count / 8)),
  } as CSSProperties;
  const back = isBack(deck.back) ? deck.back : "blue";
  return (
    <div className={isHovered ? "deck deck--hovered" : "deck"} style={style}>
      {/* biome-ignore lint/a11y/useSemanticElements: dragged as much as pressed */}
      <div
        ref={keepFocus}
        className={deck.count > 0 ? "deck__cards" : "deck__cards deck__cards--empty"}
        data-hit="deck"
        data-id={deckId}
        role="button"
        tabIndex={0}
        aria-label={`Deck ${name}, ${cards}. Space draws one into your hand, Enter opens the menu.`}
        title={
          deck.count > 0
            ? `${isTouch() ? "Tap" : "Click"}: draw into your hand. Drag: draw onto the table.`
            : "Empty"
        }
      >
        {deck.count > 0 && <CardFace face={null} back={back} faceUp={false} />}
        {isHovered && <span className="deck__hint">Put back</span>}
      </div>
      <div className="deck__tag">
        <button
          type="button"
          className="deck__label"
          disabled={!canAct}
          aria-haspopup="menu"
          aria-label={`${name}, ${cards}: menu`}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            menu.set({
              target: { kind: "deck", deckId },
              at: { x: box.left + box.width / 2, y: box.bottom + 6 },
            });
          }}
        >
          <span className="deck__count">{deck.count}</span>
          <ChevronDown size={15} aria-hidden />
        </button>
      </div>
    </div>
  );
});
