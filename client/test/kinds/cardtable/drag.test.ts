import { describe, expect, test, vi } from "vitest";
import type { JsonObject } from "../../../src/state/json.js";
import { card, openTable } from "./scene.js";

const frames = (sent: { type: string; seq?: number; payload: unknown }[]) =>
  sent.map(({ type, payload }) => [type, payload]);

describe("DragStore", () => {
  test("a drag moves here at once, elsewhere by casts, and the drop is one command", async () => {
    const { table, timers, sent, ackAll, change } = await openTable();
    table.drag.start("c1", { x: 12, y: 3 });
    expect(table.drag.getSnapshot()).toEqual({
      source: "board",
      id: "c1",
      objectIds: ["c1"],
      point: { x: 12, y: 3 },
      position: { x: 10, y: 0 },
      hover: null,
      isTrayHovered: false,
      isDeckHovered: null,
    });
    expect(sent()).toEqual([]);
    for (let i = 1; i <= 8; i += 1) {
      table.drag.move({ x: 12 + i, y: 3 });
      expect(table.objects.get("c1")).toMatchObject({ x: 10 + i, y: 0, z: 3 });
      await timers.advance(4);
    }
    expect(frames(sent())).toEqual([
      ["drag", { objectId: "c1", x: 11, y: 0, z: 3 }],
      ["drag", { objectId: "c1", x: 15, y: 0 }],
    ]);
    table.drag.move({ x: 50.26, y: 3 }, { hover: "c2" });
    expect(table.drag.getSnapshot()).toMatchObject({ hover: "c2", position: { x: 48.26, y: 0 } });
    const drop = table.drag.drop();
    expect(table.drag.getSnapshot()).toBeNull();
    expect(table.objects.get("c1")).toMatchObject({ x: 48.3, y: 0, z: 3 });
    expect(frames(sent())).toEqual([
      ["drag", { objectId: "c1", x: 48.3, y: 0 }],
      ["board", { c1: { x: 48.3, y: 0, z: 3 } }],
      ["drag", { objectId: "c1", end: true }],
    ]);
    change({ board: { c1: { x: 48.3, z: 3 } } });
    ackAll();
    await expect(drop).resolves.toMatchObject({ durable: true });
    await timers.advance(100);
    expect(sent()).toEqual([]);
    expect(table.objects.get("c1")).toMatchObject({ x: 48.3, y: 0, z: 3 });
  });

  test("a drag frame is small", async () => {
    const { table, socket, timers } = await openTable();
    table.drag.start("c1", { x: 10, y: 0 });
    table.drag.move({ x: 11, y: 0 });
    table.drag.move({ x: 1234.5678, y: -987.654321 });
    await timers.advance(16);
    expect(JSON.stringify(socket().sent.at(-1)).length).toBeLessThan(80);
  });

  test("nothing jumps at the drop: listeners see no old place in between", async () => {
    const { table } = await openTable();
    const seen: number[] = [];
    table.objects.object("c1").subscribe(() => seen.push(table.objects.get("c1")?.x ?? -1));
    table.drag.start("c1", { x: 10, y: 0 });
    table.drag.move({ x: 30, y: 0 });
    void table.drag.drop();
    expect(seen).toEqual([30]);
  });

  test("a click is no drag", async () => {
    const { table, sent } = await openTable();
    table.drag.start("c1", { x: 10, y: 0 });
    await expect(table.drag.drop()).resolves.toBeNull();
    expect(sent()).toEqual([]);
  });

  test("several move together, keep their order and land in one command, snapped and with more to say", async () => {
    const { table, sent, timers } = await openTable();
    table.drag.start("c2", { x: 20, y: 0 }, ["c1", "gone"]);
    table.drag.move({ x: 25, y: 5 });
    table.drag.move({ x: 26, y: 5 });
    await timers.advance(200);
    expect(frames(sent())).toEqual([
      ["drag", { objects: { c2: { x: 25, y: 5, z: 4 }, c1: { x: 15, y: 5, z: 3 } } }],
      ["drag", { objects: { c2: { x: 26, y: 5 }, c1: { x: 16, y: 5 } } }],
    ]);
    void table.drag.drop({ at: { x: 100, y: 50 }, patch: { c2: { stack: "s1" } } });
    expect(frames(sent())).toEqual([
      ["board", { c2: { x: 100, y: 50, z: 4, stack: "s1" }, c1: { x: 90, y: 50, z: 3 } }],
      ["drag", { objects: { c2: null, c1: null } }],
    ]);
  });

  test("a large pile moves in coarser steps, at most 64 in one frame", async () => {
    const { table, change, sent, timers } = await openTable();
    const ids = Array.from({ length: 100 }, (_, i) => `p${i}`);
    change({ board: Object.fromEntries(ids.map((id, i) => [id, card(0, 10 + i)])) });
    table.drag.start("p0", { x: 0, y: 0 }, ids);
    for (let x = 1; x <= 250; x += 1) {
      table.drag.move({ x, y: 0 });
      await timers.advance(4);
    }
    const drags = sent().map(({ payload }) => Object.keys(payload.objects ?? {}).length);
    expect(drags.slice(0, 4)).toEqual([64, 36, 64, 36]);
    expect(drags.length).toBeLessThanOrEqual(12);
  });

  test("over the tray a drop takes the card, over a deck it puts it there", async () => {
    const { table, sent, timers } = await openTable();
    table.drag.start("c1", { x: 10, y: 0 });
    table.drag.move({ x: 11, y: 0 }, { isTrayHovered: true });
    void table.drag.drop();
    table.drag.start("c2", { x: 20, y: 0 });
    table.drag.move({ x: 21, y: 0 }, { isDeckHovered: "d1" });
    void table.drag.drop();
    await timers.advance(100);
    expect(frames(sent()).filter(([type]) => type !== "drag")).toEqual([
      ["tray.take", { objectId: "c1" }],
      ["deck.put", { deckId: "d1", objectId: "c2" }],
    ]);
    expect(table.objects.ids.getSnapshot()).toEqual([]);
  });

  test("from the tray onto the table, into a deck, or back", async () => {
    const { table, sent } = await openTable();
    const drag = (hover = {}) => {
      table.drag.startFromTray("k1", { x: 0, y: 0 });
      table.drag.move({ x: 7.04, y: 8 }, hover);
    };
    drag({ isTrayHovered: true });
    await expect(table.drag.drop()).resolves.toBeNull();
    expect(sent()).toEqual([]);
    drag();
    expect(table.drag.getSnapshot()).toMatchObject({ source: "tray", id: "k1", objectIds: [] });
    void table.drag.drop({ faceUp: false, rotation: 90 });
    drag({ isDeckHovered: "d1" });
    void table.drag.drop();
    expect(frames(sent())).toEqual([
      ["tray.play", { cardId: "k1", x: 7, y: 8, faceUp: false, rotation: 90 }],
      ["deck.put", { deckId: "d1", cardId: "k1" }],
    ]);
  });

  test("cancelling puts it back here and elsewhere", async () => {
    const { table, sent, timers } = await openTable();
    table.drag.start("c1", { x: 10, y: 0 });
    table.drag.move({ x: 60, y: 0 });
    table.drag.move({ x: 70, y: 0 });
    table.drag.cancel();
    expect(table.drag.getSnapshot()).toBeNull();
    expect(table.objects.get("c1")).toMatchObject({ x: 10, z: 1 });
    await timers.advance(100);
    expect(frames(sent()).at(-1)).toEqual(["drag", { objectId: "c1", end: true }]);
  });

  test("what is cancelled does not jump while the server still tells of the drag", async () => {
    const { table, socket } = await openTable();
    const overlay = (version: number, c1: JsonObject) =>
      socket().receive({ type: "patch", epoch: 1, version, overlay: { all: { board: { c1 } } } });
    const places: unknown[] = [];
    table.drag.start("c1", { x: 10, y: 0 });
    table.drag.move({ x: 60, y: 0 });
    overlay(10, { x: 60, y: 0, z: 3, by: "ann" });
    table.room.subscribe(["board", "c1", "x"], (x) => places.push(x));
    table.drag.cancel();
    expect(table.objects.get("c1")).toEqual(card(10, 1));
    overlay(10, { x: 61 });
    overlay(10, { x: null, y: null, z: null, by: null });
    expect(places).toEqual([10]);
    // Somebody else's drag shows at once.
    overlay(10, { x: 70, by: "bob" });
    expect(table.objects.get("c1")).toMatchObject({ x: 70, by: "bob" });
  });

  test("a refused drop is back at its place while the server still tells of the drag", async () => {
    const { table, socket } = await openTable();
    table.drag.start("c1", { x: 10, y: 0 });
    table.drag.move({ x: 60, y: 0 });
    const c1 = { x: 60, y: 0, z: 3, by: "ann" };
    socket().receive({ type: "patch", epoch: 1, version: 10, overlay: { all: { board: { c1 } } } });
    const drop = table.drag.drop();
    expect(table.objects.get("c1")).toMatchObject({ x: 60 });
    socket().receive({ type: "reject", seq: 1, code: "FORBIDDEN", message: "no" });
    await expect(drop).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(table.objects.get("c1")).toEqual(card(10, 1));
  });

  test("a card that is refused in the tray lies on the table again, elsewhere too", async () => {
    const { table, sent, socket, timers } = await openTable();
    table.drag.start("c1", { x: 10, y: 0 });
    table.drag.move({ x: 60, y: 0 }, { isTrayHovered: true });
    const drop = table.drag.drop();
    expect(frames(sent()).map(([type]) => type)).toEqual(["drag", "tray.take"]);
    socket().receive({ type: "reject", seq: 1, code: "FORBIDDEN", message: "no" });
    await expect(drop).rejects.toMatchObject({ code: "FORBIDDEN" });
    await timers.advance(100);
    expect(table.objects.get("c1")).toMatchObject({ x: 10, z: 1 });
    expect(frames(sent())).toEqual([["drag", { objectId: "c1", end: true }]]);
  });

  test("ends when somebody else takes the object away", async () => {
    const { table, change, sent } = await openTable();
    table.drag.start("c1", { x: 10, y: 0 });
    table.drag.move({ x: 60, y: 0 });
    sent();
    change({ board: { c1: null } });
    expect(table.drag.getSnapshot()).toBeNull();
    expect(table.objects.ids.getSnapshot()).toEqual(["c2"]);
    await expect(table.drag.drop()).resolves.toBeNull();
    expect(sent()).toEqual([]);
  });

  test("isDragged changes at the start and the end only", async () => {
    const { table } = await openTable();
    const told = vi.fn();
    const other = vi.fn();
    table.drag.isDragged("c1").subscribe(told);
    table.drag.isDragged("c2").subscribe(other);
    table.drag.start("c1", { x: 10, y: 0 });
    table.drag.move({ x: 60, y: 0 });
    table.drag.move({ x: 61, y: 0 });
    void table.drag.drop();
    expect(told).toHaveBeenCalledTimes(2);
    expect(other).not.toHaveBeenCalled();
  });
});
