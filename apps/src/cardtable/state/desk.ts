import type { Store } from "roomkeeper";
import type { CardTable, Point } from "roomkeeper/cardtable";
import { createValue, type Value } from "../../lib/value";
import { emptyLayout, type Layout, layoutOf } from "../model/stacks";
import { createFlags, type Flags } from "./flags";
import { createSelection, type Selection } from "./selection";
import { createViewport, type Viewport } from "./viewport";

/** A card that follows the pointer without lying on the table: from a deck or the tray, or over the tray. */
type Ghost = {
  readonly at: Point;
  readonly face: unknown;
  readonly back: unknown;
  readonly faceUp: boolean;
  readonly count: number;
};

/** An open menu: for what, and where on the screen. */
export type MenuAt = {
  readonly target:
    | { readonly kind: "objects"; readonly ids: readonly string[] }
    | { readonly kind: "deck"; readonly deckId: string }
    | { readonly kind: "felt"; readonly point: Point };
  readonly at: Point;
};

/** A rectangle being drawn to mark what is in it, in screen pixels. */
type Marquee = { readonly from: Point; readonly to: Point };

/** Where a card of the hand would go: before which of the others, counted from 0. */
type TrayGap = { readonly cardId: string; readonly index: number };

/** Everything about the table that only this screen knows. */
export type Desk = {
  readonly table: CardTable;
  readonly viewport: Viewport;
  readonly selection: Selection;
  /** Whether this screen may change anything; not so where one only watches, or sees what was recorded. */
  readonly canAct: boolean;
  readonly layout: Store<Layout>;
  /** What is in this player's hand while dragging. */
  readonly held: Flags;
  /** What the dragged card or cards would be put onto: another card, or a deck. */
  readonly hovered: Flags;
  readonly ghost: Value<Ghost | null>;
  readonly menu: Value<MenuAt | null>;
  readonly marquee: Value<Marquee | null>;
  /** A card drawn from a deck is held over the tray. */
  readonly trayHovered: Value<boolean>;
  /** Where in the tray the card that is held over it would go. */
  readonly trayGap: Value<TrayGap | null>;
  /** Whether cards from the tray are played face up. */
  readonly playFaceUp: Value<boolean>;
  /** Whether one's seat has a passphrase, as far as this screen knows: it gave it, or set it. */
  readonly isProtected: Value<boolean>;
  /** The note whose text is being written. */
  readonly editing: Value<string | null>;
  stop(): void;
};

export function createDesk(table: CardTable, canAct = true): Desk {
  const viewport = createViewport(table.seats);
  const selection = createSelection();
  const layout = createValue<Layout>(emptyLayout);
  const arrange = (): void => {
    const board = table.room.get().board ?? {};
    layout.set(layoutOf(board, layout.getSnapshot()));
    const marked = selection.getSnapshot();
    const left = [...marked].filter((id) => Object.hasOwn(board, id));
    if (left.length < marked.size) selection.only(left);
  };
  arrange();
  const stopArranging = table.room.view.subscribe(arrange);
  const held = createFlags();
  const hovered = createFlags();
  const stopFollowing = table.drag.subscribe(() => {
    const drag = table.drag.getSnapshot();
    held.set(drag === null ? [] : [drag.id, ...drag.objectIds]);
    hovered.set([drag?.hover, drag?.isDeckHovered].filter((id) => typeof id === "string"));
  });
  return {
    table,
    viewport,
    selection,
    canAct,
    layout,
    held,
    hovered,
    ghost: createValue<Ghost | null>(null),
    menu: createValue<MenuAt | null>(null),
    marquee: createValue<Marquee | null>(null),
    trayHovered: createValue(false),
    trayGap: createValue<TrayGap | null>(null),
    playFaceUp: createValue(true),
    isProtected: createValue(false),
    editing: createValue<string | null>(null),
    stop() {
      stopArranging();
      stopFollowing();
      viewport.stop();
      table.close();
    },
  };
}
