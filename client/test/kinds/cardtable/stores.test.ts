import { describe, expect, test, vi } from "vitest";
import { ANN, BOB, card, openTable } from "./scene.js";

describe("ObjectStore", () => {
  test("one object's move tells its own listeners only", async () => {
    const { table, change } = await openTable();
    const ids = vi.fn();
    const first = vi.fn();
    const second = vi.fn();
    table.objects.ids.subscribe(ids);
    table.objects.object("c1").subscribe(first);
    table.objects.object("c2").subscribe(second);
    change({ board: { c1: { x: 99 } } });
    expect([ids, first, second].map((fn) => fn.mock.calls.length)).toEqual([0, 1, 0]);
    change({ board: { c3: card(0, 3), c1: null } });
    expect([ids, first, second].map((fn) => fn.mock.calls.length)).toEqual([1, 2, 0]);
    expect(table.objects.ids.getSnapshot()).toEqual(["c2", "c3"]);
    expect(table.objects.ids.getSnapshot()).toBe(table.objects.ids.getSnapshot());
  });

  test("commands are the board's merge patches, predicted", async () => {
    const { table, sent } = await openTable();
    void table.objects.move("c1", { x: 5, y: 6 });
    expect(table.objects.get("c1")).toMatchObject({ x: 5, y: 6, z: 3 });
    void table.objects.update("c2", { rotation: 90 });
    void table.objects.remove("c2");
    expect(table.objects.get("c2")).toBeUndefined();
    void table.objects.add("t1", { type: "token", x: 1, y: 2, z: 3, rotation: 0, color: "red" });
    expect(table.objects.get("t1")).toMatchObject({ color: "red" });
    expect(sent().map(({ type, payload }) => [type, payload])).toEqual([
      ["board", { c1: { x: 5, y: 6, z: 3 } }],
      ["board", { c2: { rotation: 90 } }],
      ["board", { c2: null }],
      ["board", { t1: { type: "token", x: 1, y: 2, z: 3, rotation: 0, color: "red" } }],
    ]);
  });

  test("a prediction on an object that is removed meanwhile brings no shadow of it back", async () => {
    const { table, change } = await openTable();
    void table.objects.move("c1", { x: 5, y: 6 });
    change({ board: { c1: null } });
    expect(table.objects.get("c1")).toBeUndefined();
    expect(table.objects.ids.getSnapshot()).toEqual(["c2"]);
  });

  test("what a late overlay left of a removed object is no object", async () => {
    const { table, socket } = await openTable();
    socket().receive({
      type: "patch",
      epoch: 1,
      version: 11,
      overlay: { all: { board: { gone: { x: 1 } } } },
    });
    expect(table.objects.ids.getSnapshot()).toEqual(["c1", "c2"]);
  });

  test("turning a card down hides its face at once; up, the server has to tell", async () => {
    const { table, sent, change } = await openTable();
    void table.objects.flip("c1");
    expect(table.objects.get("c1")).toMatchObject({ faceUp: false });
    expect(table.objects.get("c1")?.face).toBeUndefined();
    change({ board: { c2: { faceUp: false, face: null } } });
    void table.objects.flip("c2");
    expect(table.objects.get("c2")?.faceUp).toBe(false);
    void table.objects.roll("c2");
    expect(sent().map(({ type, payload }) => [type, payload])).toEqual([
      ["card.flip", { objectId: "c1" }],
      ["card.flip", { objectId: "c2" }],
      ["die.roll", { objectId: "c2" }],
    ]);
  });
});

describe("TrayStore", () => {
  test("is one's own hand in order, the same array until it changes", async () => {
    const { table, change } = await openTable();
    const faces = () => table.tray.getSnapshot().map(({ face }) => face);
    expect(faces()).toEqual(["S1", "H12"]);
    const before = table.tray.getSnapshot();
    const told = vi.fn();
    table.tray.subscribe(told);
    change({ board: { c1: { x: 1 } }, players: { bob: { trayCount: 4 } } });
    expect(table.tray.getSnapshot()).toBe(before);
    expect(told).not.toHaveBeenCalled();
    change({ players: { ann: { tray: { k1: { order: 3 } } } } });
    expect(faces()).toEqual(["H12", "S1"]);
    expect(told).toHaveBeenCalledOnce();
  });

  test("plays, takes and reorders, predicted", async () => {
    const { table, sent } = await openTable();
    const ids = () => table.tray.getSnapshot().map(({ cardId }) => cardId);
    void table.tray.reorder("k2", 0);
    expect(ids()).toEqual(["k2", "k1"]);
    void table.tray.play("k1", { x: 1, y: 2, faceUp: false, rotation: 180 });
    expect(ids()).toEqual(["k2"]);
    expect(table.objects.get("k1")).toEqual({
      type: "card",
      x: 1,
      y: 2,
      z: 3,
      rotation: 180,
      faceUp: false,
    });
    expect(table.players.player("ann").getSnapshot()?.trayCount).toBe(1);
    void table.tray.take("c1");
    expect(table.objects.get("c1")).toBeUndefined();
    expect(table.tray.getSnapshot().at(-1)).toEqual({ cardId: "c1", face: "C3", order: 1 });
    expect(sent().map(({ type, payload }) => [type, payload])).toEqual([
      ["player", { tray: { k2: { order: 0 } } }],
      ["tray.play", { cardId: "k1", x: 1, y: 2, faceUp: false, rotation: 180 }],
      ["tray.take", { objectId: "c1" }],
    ]);
  });

  test("a played card shows its face if it lies face up, and makes way for the server's", async () => {
    const { table, change, ackAll } = await openTable();
    const played = table.tray.play("k2", { x: 1, y: 2, faceUp: true });
    expect(table.objects.get("k2")).toMatchObject({ face: "H12", rotation: 0 });
    change({
      board: { c9: { ...card(1, 3), face: "H12" } },
      players: { ann: { tray: { k2: null }, trayCount: 1 } },
    });
    ackAll();
    await played;
    expect(table.objects.ids.getSnapshot()).toEqual(["c1", "c2", "c9"]);
    expect(table.players.player("ann").getSnapshot()?.trayCount).toBe(1);
  });

  test("a card put between two lies between them", async () => {
    const { table, change, sent } = await openTable();
    change({ players: { ann: { tray: { k3: { face: "D2", order: 3 } } } } });
    void table.tray.reorder("k3", 1);
    void table.tray.reorder("k1", 99);
    expect(table.tray.getSnapshot().map(({ cardId }) => cardId)).toEqual(["k3", "k2", "k1"]);
    expect(sent().map(({ payload }) => payload)).toEqual([
      { tray: { k3: { order: 1.5 } } },
      { tray: { k1: { order: 3 } } },
    ]);
  });
});

describe("DeckStore", () => {
  test("finds all players' decks, each the same until it changes", async () => {
    const { table, change } = await openTable();
    expect(table.decks.ids.getSnapshot()).toEqual(["d1"]);
    const deck = table.decks.deck("d1");
    const before = deck.getSnapshot();
    expect(before).toMatchObject({ deckId: "d1", ownerId: "bob", count: 52, open: true });
    const told = vi.fn();
    deck.subscribe(told);
    change({ players: { bob: { online: false } } });
    expect(deck.getSnapshot()).toBe(before);
    change({ players: { bob: { decks: { d1: { count: 51 } } } } });
    expect(told).toHaveBeenCalledOnce();
    expect(deck.getSnapshot()?.count).toBe(51);
  });

  test("commands", async () => {
    const { table, sent } = await openTable();
    void table.decks.create({ deckId: "d2", cards: ["S1", "S2"], name: "Mine" });
    void table.decks.shuffle("d1");
    void table.decks.draw("d1", 2, "tray");
    void table.decks.draw("d1", 1, { x: 1, y: 2, faceUp: true });
    void table.decks.put("d1", { objectId: "c1" });
    void table.decks.put("d1", { cardId: "k1" });
    void table.decks.update("d2", { name: "Ours" });
    expect(table.objects.get("c1")).toBeUndefined();
    expect(table.tray.getSnapshot().map(({ cardId }) => cardId)).toEqual(["k2"]);
    expect(sent().map(({ type, payload }) => [type, payload])).toEqual([
      ["deck.create", { deckId: "d2", cards: ["S1", "S2"], name: "Mine" }],
      ["deck.shuffle", { deckId: "d1" }],
      ["deck.draw", { deckId: "d1", count: 2, to: "tray" }],
      ["deck.draw", { deckId: "d1", count: 1, to: { x: 1, y: 2, faceUp: true } }],
      ["deck.put", { deckId: "d1", objectId: "c1" }],
      ["deck.put", { deckId: "d1", cardId: "k1" }],
      ["player", { decks: { d2: { name: "Ours" } } }],
    ]);
  });
});

describe("players", () => {
  test("metadata, passphrase and messages", async () => {
    const { table, sent } = await openTable();
    expect(table.players.ids.getSnapshot()).toEqual(["ann", "bob"]);
    void table.players.updateMetadata({ life: 20 });
    expect(table.players.player("ann").getSnapshot()?.metadata).toEqual({ life: 20 });
    void table.players.sit(3);
    expect(table.seats.getSnapshot()).toMatchObject({ seat: 3, seats: 4 });
    void table.players.setPassphrase("sesame");
    void table.say({ text: "hi" });
    expect(sent().map(({ type, payload }) => [type, payload])).toEqual([
      ["player", { metadata: { life: 20 } }],
      ["player", { seat: 3 }],
      ["passphrase", { passphrase: "sesame" }],
      ["message", { text: "hi" }],
    ]);
  });

  test("an answer that never comes back leaves nobody else's state changed", async () => {
    const { table } = await openTable();
    void table.players.updateMetadata({ life: 20 });
    expect(table.room.get(["players", "bob"])).toEqual(BOB);
    expect(table.room.get(["players", "ann"])).toEqual({ ...ANN, metadata: { life: 20 } });
  });
});
