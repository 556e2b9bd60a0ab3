import type { Patch } from "roomkeeper";
import type { Point } from "roomkeeper/cardtable";
import { attempt } from "../../lib/attempt";
import { newId, putIntoDeck, takeToTray } from "../actions/objects";
import { add, contains, distance, onTable, subtract } from "../model/geometry";
import { stackOf } from "../model/things";
import type { Desk } from "../state/desk";
import type { Session } from "./session";
import { trayBox } from "./session";
import { cardUnder, deckUnder } from "./targets";

/**
 * Moves objects by hand. The first is the one under the pointer. A pile is dragged by its lowest card: the others
 * follow it on every screen, and are set down with it in one command.
 */
export function dragObjects(desk: Desk, ids: readonly string[], pressed: Point): Session {
  const { table } = desk;
  const [leader] = ids;
  const tray = trayBox();
  const held = new Set(ids);
  const cards = ids.filter((id) => table.objects.get(id)?.type === "card");
  const onlyCards = cards.length === ids.length;
  const pile = wholePile(desk, ids);
  const start = table.seats.toTable(pressed);
  const before = new Map(ids.map((id) => [id, table.objects.get(id)]));
  if (leader !== undefined) table.drag.start(leader, start, pile ? [] : ids.slice(1));

  const showGhost = (at: Point, isOverTray: boolean): void => {
    const top = table.objects.get(cards.at(-1) ?? "");
    desk.ghost.set(
      isOverTray && top
        ? { at, face: top.face, back: top.back, faceUp: top.faceUp === true, count: cards.length }
        : null,
    );
  };
  const done = (): void => desk.ghost.set(null);

  return {
    move({ at }) {
      const point = table.seats.toTable(at);
      const isOverTray = cards.length > 0 && tray !== null && contains(tray, at);
      const middle = table.drag.getSnapshot()?.position ?? point;
      const deck = onlyCards && !isOverTray ? deckUnder(table, point) : null;
      const canStack = onlyCards && !isOverTray && deck === null;
      table.drag.move(point, {
        isTrayHovered: isOverTray,
        isDeckHovered: deck,
        hover: canStack ? cardUnder(desk, middle, held) : null,
      });
      showGhost(at, isOverTray);
    },
    end({ at }) {
      this.move({ at, shift: false });
      done();
      const drag = table.drag.getSnapshot();
      if (drag === null) return;
      if (drag.isTrayHovered) {
        table.drag.cancel();
        void takeToTray(table, cards);
      } else if (drag.isDeckHovered !== null) {
        table.drag.cancel();
        void putIntoDeck(table, cards, drag.isDeckHovered);
      } else {
        const by = subtract(table.seats.toTable(at), start);
        const patch = setDown(desk, before, by, drag.hover, pile);
        if (distance(by, { x: 0, y: 0 }) < 0.5) table.drag.cancel();
        else void attempt(table.drag.drop({ patch }));
      }
    },
    cancel() {
      done();
      table.drag.cancel();
    },
  };
}

/** Whether these are all cards of one pile. */
function wholePile(desk: Desk, ids: readonly string[]): boolean {
  const stack = stackOf(desk.table.objects.get(ids[0] ?? ""));
  if (stack === null || ids.length < 2) return false;
  const pile = desk.layout.getSnapshot().piles.get(stack);
  return pile?.length === ids.length && pile.every((id) => ids.includes(id));
}

type Before = ReadonlyMap<string, ReturnType<Desk["table"]["objects"]["get"]>>;

/** Where everything lands: on a card's pile, or free; whatever leaves a pile leaves it for good. */
function setDown(
  desk: Desk,
  before: Before,
  by: Point,
  hover: string | null,
  pile: boolean,
): Patch {
  const { table } = desk;
  const target = hover === null ? undefined : table.objects.get(hover);
  const patch: Record<string, Patch> = {};
  let z = table.objects.topZ();
  let stack = stackOf(target);
  if (hover !== null && target !== undefined && stack === null) {
    stack = newId("pile");
    patch[hover] = { stack };
  }
  const lowestFirst = [...before].sort(([, a], [, b]) => (a?.z ?? 0) - (b?.z ?? 0));
  for (const [id, object] of lowestFirst) {
    if (object === undefined) continue;
    const place = target === undefined ? onTable(add(object, by)) : { x: target.x, y: target.y };
    const change: Record<string, string | number | null> = { ...place, z: z++ };
    if (target !== undefined) {
      change.stack = stack;
      change.rotation = target.rotation;
    } else if (!pile && stackOf(object) !== null) {
      change.stack = null;
    }
    patch[id] = change;
  }
  return patch;
}
