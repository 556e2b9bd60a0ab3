import { Eye, Hand, Inbox, LayoutGrid, Minus, Plus, Shuffle, Trash2, Users } from "lucide-react";
import { useState } from "react";
import { useDeck, usePlayer } from "roomkeeper/cardtable/react";
import { attempt } from "../../lib/attempt";
import { toast } from "../../lib/toasts";
import { Menu, MenuItem, MenuRule } from "../../ui/Menu";
import { deal, drawToTable, drawToTray } from "../actions/decks";
import { add, CARD, clamp, turn } from "../model/geometry";
import { useDesk } from "../state/context";

type Props = { deckId: string; at: { x: number; y: number }; onClose: () => void };

const size = 18;

export function DeckMenu({ deckId, at, onClose }: Props) {
  const { table } = useDesk();
  const deck = useDeck(deckId);
  const [wanted, setWanted] = useState(5);
  const owner = usePlayer(deck?.ownerId ?? "");
  if (deck === undefined) return null;
  const count = clamp(wanted, 1, Math.max(1, deck.count));
  const isOwn = deck.ownerId === table.room.self();
  const run = (action: () => void) => () => {
    onClose();
    action();
  };
  const beside = add(deck, turn({ x: CARD.width + 16, y: 0 }, -table.seats.getSnapshot().rotation));
  const cards = count === 1 ? "1 card" : `${count} cards`;
  const head = (
    <>
      <p className="menu__heading">
        {deck.name ?? "Deck"}
        {owner && ` · set out by ${isOwn ? "you" : owner.name}`}
      </p>
      <div className="stepper">
        <button
          type="button"
          className="icon-button"
          aria-label="One card fewer"
          disabled={count <= 1}
          onClick={() => setWanted(count - 1)}
        >
          <Minus size={size} aria-hidden />
        </button>
        <span className="stepper__value" aria-live="polite">
          {cards}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label="One card more"
          disabled={count >= deck.count}
          onClick={() => setWanted(count + 1)}
        >
          <Plus size={size} aria-hidden />
        </button>
      </div>
    </>
  );
  return (
    <Menu label={`Deck ${deck.name ?? ""}`} at={at} onClose={onClose} head={head}>
      <MenuItem
        icon={<Hand size={size} aria-hidden />}
        onClick={run(() => void drawToTray(table, deckId, count))}
      >
        Draw {cards} into your hand
      </MenuItem>
      <MenuItem
        icon={<Users size={size} aria-hidden />}
        onClick={run(() => void deal(table, deckId, count, "trays"))}
      >
        Deal {cards} into each hand
      </MenuItem>
      <MenuItem
        icon={<LayoutGrid size={size} aria-hidden />}
        onClick={run(() => void deal(table, deckId, count, "table"))}
      >
        Deal {cards} before each on the table
      </MenuItem>
      <MenuItem
        icon={<Eye size={size} aria-hidden />}
        onClick={run(() => void drawToTable(table, deckId, beside, true))}
      >
        Turn up the top card
      </MenuItem>
      <MenuRule />
      <MenuItem
        icon={<Shuffle size={size} aria-hidden />}
        onClick={run(
          () =>
            void attempt(table.decks.shuffle(deckId)).then((done) => done && toast("Shuffled.")),
        )}
      >
        Shuffle
      </MenuItem>
      <MenuItem
        icon={<Inbox size={size} aria-hidden />}
        onClick={run(() => void attempt(table.decks.collect(deckId)))}
      >
        Collect cards from the table
      </MenuItem>
      {isOwn && (
        <MenuItem
          danger
          icon={<Trash2 size={size} aria-hidden />}
          onClick={run(() => void attempt(table.decks.clear(deckId)))}
        >
          Take the deck away
        </MenuItem>
      )}
    </Menu>
  );
}
