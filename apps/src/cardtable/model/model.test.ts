import type { BoardObject } from "roomkeeper/cardtable";
import { describe, expect, test } from "vitest";
import { compareFaces, faceName, jokerFaces, shortFaces, standardFaces } from "./faces";
import { add, MIDDLE, normalAngle, onTable, scaled, TABLE, turn } from "./geometry";
import { firstLook, held, originOf, type Placement, wholeTable, zoomed } from "./placement";
import { lookOf, pointAtSide, sideOf, uprightFor } from "./sides";
import { emptyLayout, layoutOf } from "./stacks";

const screen = { width: 1280, height: 800 };
const insets = { top: 68, right: 84, bottom: 142, left: 84 };

/** As the client's SeatStore does it. */
function toScreen(placement: Placement, rotation: number, point: { x: number; y: number }) {
  return add(originOf(placement, rotation), scaled(turn(point, rotation), placement.scale));
}

describe("where the table lies on the screen", () => {
  test.each([0, 90, 180, 270])(
    "seen from %i degrees its middle is in the free part",
    (rotation) => {
      const placement = wholeTable(screen, insets, rotation);
      const middle = toScreen(placement, rotation, MIDDLE);
      expect(middle.x).toBeCloseTo(640);
      expect(middle.y).toBeCloseTo(68 + (800 - 68 - 142) / 2);
    },
  );

  test.each([0, 90, 180, 270])("seen from %i degrees all four corners are in view", (rotation) => {
    const placement = wholeTable(screen, insets, rotation);
    for (const x of [0, TABLE.width]) {
      for (const y of [0, TABLE.height]) {
        const corner = toScreen(placement, rotation, { x, y });
        expect(corner.x).toBeGreaterThanOrEqual(insets.left);
        expect(corner.x).toBeLessThanOrEqual(screen.width - insets.right);
        expect(corner.y).toBeGreaterThanOrEqual(insets.top);
        expect(corner.y).toBeLessThanOrEqual(screen.height - insets.bottom);
      }
    }
  });

  test("on a phone one begins near enough to read the cards", () => {
    const phone = { width: 390, height: 844 };
    const free = { top: 60, right: 0, bottom: 150, left: 0 };
    expect(wholeTable(phone, free, 0).scale).toBeLessThan(0.3);
    expect(firstLook(phone, free, 0).scale).toBeGreaterThanOrEqual(0.5);
  });

  test("what is under the pointer stays there when one zooms", () => {
    const before = wholeTable(screen, insets, 90);
    const focus = { x: 500, y: 300 };
    const after = zoomed(before, focus, 1.7, 0.1);
    const onFelt = (placement: Placement) => {
      const origin = originOf(placement, 90);
      const seen = { x: focus.x - origin.x, y: focus.y - origin.y };
      return turn(scaled(seen, 1 / placement.scale), -90);
    };
    expect(onFelt(after).x).toBeCloseTo(onFelt(before).x);
    expect(onFelt(after).y).toBeCloseTo(onFelt(before).y);
  });

  test("the table can't be pushed out of sight", () => {
    const placement = wholeTable(screen, insets, 0);
    const pushed = held({ ...placement, middle: { x: 99_999, y: -99_999 } }, screen, insets, 0);
    expect(pushed.middle.x).toBeLessThan(screen.width);
    expect(pushed.middle.y).toBeGreaterThan(-screen.height);
  });
});

describe("where people sit", () => {
  test("the first two sit opposite, the first four at an edge each", () => {
    expect([0, 1, 2, 3].map((seat) => sideOf(seat).rotation)).toEqual([0, 180, 90, 270]);
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])("seat %i is at the bottom of its own screen", (seat) => {
    const side = sideOf(seat);
    const placement = wholeTable(screen, insets, side.rotation);
    const place = toScreen(placement, side.rotation, pointAtSide(side, 0));
    const middle = toScreen(placement, side.rotation, MIDDLE);
    const across = normalAngle(side.rotation) % 180 !== 0;
    const depth = (across ? TABLE.width : TABLE.height) / 2;
    expect(place.y - middle.y).toBeCloseTo(depth * placement.scale);
  });

  test("eight people have eight places", () => {
    const places = Array.from({ length: 8 }, (_, seat) => {
      const { x, y } = pointAtSide(sideOf(seat), 0);
      return `${Math.round(x)} ${Math.round(y)}`;
    });
    expect(new Set(places).size).toBe(8);
  });

  test("from a short side of a wide screen the table stays wide and what lies on it turns", () => {
    const wide = { width: 1280, height: 800 };
    expect(lookOf(0, wide)).toEqual({ rotation: 0, lie: 0 });
    expect(lookOf(90, wide)).toEqual({ rotation: 0, lie: 90 });
    expect(lookOf(270, wide)).toEqual({ rotation: 180, lie: 90 });
    expect(lookOf(90, { width: 390, height: 844 })).toEqual({ rotation: 90, lie: 0 });
    for (const side of [0, 90, 180, 270]) {
      const { rotation, lie } = lookOf(side, wide);
      expect(normalAngle(uprightFor(side) + rotation + lie)).toBe(0);
    }
  });

  test("what lies upright for a side has no turn on its screen", () => {
    for (const rotation of [0, 90, 180, 270]) {
      expect(normalAngle(uprightFor(rotation) + rotation)).toBe(0);
    }
  });

  test("nothing is put down beyond the edge", () => {
    expect(onTable({ x: -50, y: 5000 }, 24)).toEqual({ x: 24, y: TABLE.height - 24 });
  });
});

describe("piles", () => {
  const card = (z: number, stack?: string): BoardObject => ({
    type: "card",
    x: 1,
    y: 1,
    z,
    rotation: 0,
    ...(stack === undefined ? {} : { stack }),
  });

  test("of a pile the uppermost card alone is shown", () => {
    const board = { a: card(3, "s"), b: card(1, "s"), c: card(2) };
    const layout = layoutOf(board, emptyLayout);
    expect([...layout.shown].sort()).toEqual(["a", "c"]);
    expect(layout.piles.get("s")).toEqual(["b", "a"]);
  });

  test("a pile of which one card is left is a card", () => {
    const layout = layoutOf({ a: card(1, "s") }, emptyLayout);
    expect(layout.shown).toEqual(["a"]);
    expect(layout.piles.size).toBe(0);
  });

  test("a move changes nothing of the layout, not even its identity", () => {
    const board = { a: card(3, "s"), b: card(1, "s"), c: card(2) };
    const layout = layoutOf(board, emptyLayout);
    expect(layoutOf({ ...board, c: { ...board.c, x: 77 } }, layout)).toBe(layout);
  });
});

describe("faces", () => {
  test("decks hold each card once", () => {
    expect(new Set([...standardFaces, ...jokerFaces]).size).toBe(54);
    expect(shortFaces).toHaveLength(32);
  });

  test("are named as people call them", () => {
    expect(["SA", "H10", "DK", "C2", "J1"].map(faceName)).toEqual([
      "Ace of spades",
      "10 of hearts",
      "King of diamonds",
      "2 of clubs",
      "Red joker",
    ]);
  });

  test("sort by suit, colours in turn, ace high", () => {
    const hand = ["D2", "SA", "HK", "S2", "J1", "C9", "HA"];
    expect(hand.sort(compareFaces)).toEqual(["S2", "SA", "HK", "HA", "C9", "D2", "J1"]);
  });
});
