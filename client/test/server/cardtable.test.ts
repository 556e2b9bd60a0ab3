import { describe, expect, test } from "vitest";
import { createPlayer, gather, type Joined, seen, statusOf } from "./players.js";

const card = (x: number) => ({
  type: "card",
  x,
  y: 0,
  z: 1,
  rotation: 0,
  faceUp: true,
  face: "S1",
});

const SECRETS = Array.from({ length: 8 }, (_, i) => `secret-face-${i}-${Math.random()}`);

async function twoPlayers(options?: { readonly trays: string }): Promise<[Joined, Joined]> {
  const { joined } = await gather("cardtable", ["Ann", "Bob"].map(createPlayer), options);
  return joined as [Joined, Joined];
}

describe("a drag", () => {
  test("P9, T7: reaches the other side as small live patches, and the drop keeps it", async () => {
    const [a, b] = await twoPlayers();
    await a.table.objects.updateAll(
      Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`card${i}`, card(i)])),
    );
    await seen(b.room, () => b.table.objects.ids.getSnapshot().length === 200);
    const before = b.frames.length;
    const places: unknown[] = [];
    b.room.subscribe(["board", "card17", "x"], (x) => places.push(x));

    a.table.drag.start("card17", { x: 17, y: 0 });
    for (let step = 1; step <= 5; step += 1) {
      a.table.drag.move({ x: 100 + step, y: 50.5 });
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    await seen(b.room, () => b.table.objects.get("card17")?.x === 105);
    const whileDragging = b.frames.slice(before).map((text) => ({ text, frame: JSON.parse(text) }));
    for (const { text, frame } of whileDragging.filter(({ frame }) => frame.type === "patch")) {
      expect(Object.keys(frame.changes).every((layer) => layer.startsWith("live:"))).toBe(true);
      expect(text.length, text).toBeLessThan(150);
    }
    await a.table.drag.drop();
    expect(a.table.objects.get("card17")).toMatchObject({ x: 105, y: 50.5 });
    await seen(b.room, () => b.table.objects.get("card17")?.by === undefined);
    // It was let go of where it was held, and jumped nowhere in between.
    expect(b.table.objects.get("card17")).toMatchObject({ x: 105, y: 50.5 });
    expect(places).toEqual([...places].sort((one, other) => Number(one) - Number(other)));
    // What is kept is there for someone who comes anew, without anything live.
    b.cut();
    await statusOf(b.room, ({ state }) => state === "reconnecting");
    await statusOf(b.room, ({ state }) => state === "joined");
    expect(b.table.objects.get("card17")).toEqual(a.table.objects.get("card17"));
  });

  test("that is cancelled leaves everything where it was", async () => {
    const [a, b] = await twoPlayers();
    await a.table.objects.add("c1", card(1));
    a.table.drag.start("c1", { x: 1, y: 0 });
    a.table.drag.move({ x: 90, y: 0 });
    await seen(b.room, () => b.table.objects.get("c1")?.x === 90);
    a.table.drag.cancel();
    await seen(b.room, () => b.table.objects.get("c1")?.x === 1);
    expect(b.table.objects.get("c1")).toEqual(card(1));
    expect(a.table.objects.get("c1")).toEqual(card(1));
  });

  test("of a pile moves all of it, and is one command at the end", async () => {
    const [a, b] = await twoPlayers();
    const ids = Array.from({ length: 70 }, (_, i) => `p${i}`);
    await a.table.objects.updateAll(Object.fromEntries(ids.map((id) => [id, card(0)])));
    const problems: unknown[] = [];
    a.room.onError((error) => problems.push(error));
    a.table.drag.start("p0", { x: 0, y: 0 }, ids);
    a.table.drag.move({ x: 90, y: 0 });
    await seen(b.room, () => ids.every((id) => b.table.objects.get(id)?.x === 90));
    const { version } = (await a.table.drag.drop()) ?? { version: 0 };
    for (const { room, table } of [a, b]) {
      await seen(room, () => ids.every((id) => table.objects.get(id)?.by === undefined));
    }
    const changes = b.frames
      .map((text) => JSON.parse(text))
      .filter((frame) => frame.type === "patch" && frame.version === version && frame.changes);
    expect(changes).toHaveLength(1);
    expect(b.room.get(["board"])).toEqual(a.room.get(["board"]));
    expect(problems).toEqual([]);
  });
});

describe("cards", () => {
  test("T6, P11: draw, play and flip; nothing hidden is in any frame of the other", async () => {
    const [a, b] = await twoPlayers();
    await a.table.decks.create({
      deckId: "d1",
      cards: SECRETS,
      x: 5,
      y: 6,
      name: "Draw",
      open: true,
    });
    await a.table.decks.shuffle("d1");
    await a.table.decks.draw("d1", 4, "tray");
    expect(a.table.decks.get("d1")).toMatchObject({ count: 4, x: 5, y: 6, name: "Draw" });
    const hand = a.table.tray.getSnapshot();
    expect(hand).toHaveLength(4);
    for (const { face } of hand) expect(SECRETS).toContain(face);
    const [first, second, third, fourth] = hand as [never, never, never, never];
    const { cardId: shownId, face: shownFace } = first as { cardId: string; face: string };
    const idOf = (held: { cardId: string }) => held.cardId;

    const annId = a.room.self() ?? "";
    await seen(b.room, () => b.table.players.player(annId).getSnapshot()?.trayCount === 4);
    expect(b.table.players.player(annId).getSnapshot()?.tray).toBeUndefined();
    await a.table.tray.play(idOf(second), { x: 1, y: 1, faceUp: false });
    await seen(b.room, () => b.table.objects.ids.getSnapshot().length === 1);
    const [hiddenId] = b.table.objects.ids.getSnapshot() as [string];
    expect(b.table.objects.get(hiddenId)?.face).toBeUndefined();
    for (const secret of SECRETS) expect(b.frames.join("\n")).not.toContain(secret);

    // Face up, it is everybody's.
    await a.table.tray.play(shownId, { x: 2, y: 2, faceUp: true });
    await seen(b.room, () => b.table.objects.ids.getSnapshot().length === 2);
    const shown = b.table.objects.ids
      .getSnapshot()
      .map((id) => b.table.objects.get(id)?.face)
      .filter((face) => face !== undefined);
    expect(shown).toEqual([shownFace]);
    await b.table.objects.flip(hiddenId);
    expect(b.table.objects.get(hiddenId)?.face).toBe((second as { face: string }).face);

    // Into somebody else's hand, back into the deck, and reordering what is left.
    await b.table.tray.take(hiddenId);
    expect(b.table.tray.getSnapshot().map(({ face }) => face)).toEqual([
      (second as { face: string }).face,
    ]);
    await seen(a.room, () => a.table.objects.get(hiddenId) === undefined);
    await a.table.decks.put("d1", { cardId: idOf(third) });
    expect(a.table.decks.get("d1")?.count).toBe(5);
    await a.table.decks.draw("d1", 1, "tray");
    await a.table.tray.reorder(idOf(fourth), 1);
    expect(a.table.tray.getSnapshot()[1]?.cardId).toBe(idOf(fourth));
  });

  test("T6: with open trays everybody sees every hand", async () => {
    const [a, b] = await twoPlayers({ trays: "open" });
    await a.table.decks.create({ deckId: "d1", cards: ["S1", "S2"] });
    await a.table.decks.draw("d1", 1, "tray");
    const annId = a.room.self() ?? "";
    await seen(
      b.room,
      () => Object.keys(b.table.players.player(annId).getSnapshot()?.tray ?? {}).length === 1,
    );
  });

  test("T10: tokens, dice, counters and notes are objects too", async () => {
    const [a, b] = await twoPlayers();
    await a.table.objects.add("die", {
      type: "die",
      x: 0,
      y: 0,
      z: 1,
      rotation: 0,
      sides: 6,
      value: 1,
    });
    await a.table.objects.add("n1", { type: "note", x: 1, y: 1, z: 2, rotation: 0, text: "hi" });
    await seen(b.room, () => b.table.objects.get("n1")?.text === "hi");
    await b.table.objects.roll("die");
    expect(b.table.objects.get("die")?.type).toBe("die");
  });

  test("players have seats of their own and their own metadata", async () => {
    const [a, b] = await twoPlayers();
    await a.table.players.updateMetadata({ life: 20 });
    const annId = a.room.self() ?? "";
    await seen(b.room, () => b.room.get(["players", annId, "metadata", "life"]) === 20);
    const seats = [a, b].map(({ table }) => table.seats.getSnapshot().seat);
    expect(new Set(seats).size).toBe(2);
    expect(seats).not.toContain(null);
  });
});
