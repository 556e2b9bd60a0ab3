import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { joinRoom } from "../../src/index.js";
import type { RoomEvent } from "../../src/wire/frames.js";
import { baseUrl, createPlayer, gather, seen, statusOf } from "./players.js";

const token = (x: number) => ({ type: "token", x, y: 0, z: 1, rotation: 0 });
const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

describe("two members of a lobby", () => {
  test("share the board and messages, and another lobby hears nothing", async () => {
    const [ann, bob, cat] = ["Ann", "Bob", "Cat"].map(createPlayer) as [never, never, never];
    const { joined } = await gather("lobby", [ann, bob]);
    const other = await gather("lobby", [cat]);
    const [a, b] = joined as [(typeof joined)[0], (typeof joined)[0]];
    const [c] = other.joined as [(typeof joined)[0]];
    const heard: RoomEvent[] = [];
    b.room.on("message", (event) => heard.push(event));
    c.room.on("message", (event) => heard.push(event));

    const ack = await a.room.command("board", { t1: token(5) });
    expect(ack.durable).toBe(true);
    await seen(b.room, () => b.room.get(["board", "t1", "x"]) === 5);
    await b.room.command("board", { t1: { x: 6 } });
    // P14: the patch came before the ack.
    expect(b.room.get(["board", "t1"])).toEqual(token(6));
    await seen(a.room, () => a.room.get(["board", "t1", "x"]) === 6);
    await a.room.command("message", { text: "hello" });
    await b.room.command("message", { text: "and you" });

    expect(heard.map(({ from, payload }) => [from, payload])).toEqual([
      [a.room.self(), { text: "hello" }],
      [b.room.self(), { text: "and you" }],
    ]);
    expect(c.room.get(["board", "t1"])).toBeUndefined();
    expect(a.room.get()).toEqual(b.room.get());
  });

  test("know each other by id, name and seat", async () => {
    const [ann, bob] = ["Ann", "Bob"].map(createPlayer) as [never, never];
    const { joined } = await gather("lobby", [ann, bob]);
    const [a, b] = joined as [(typeof joined)[0], (typeof joined)[0]];
    const bobId = b.room.self() ?? "";
    await seen(a.room, () => a.room.get(["players", bobId, "online"]) === true);
    expect(a.room.get(["players", bobId, "name"])).toBe("Bob");
    b.room.leave();
    await seen(a.room, () => a.room.get(["players", bobId, "online"]) !== true);
  });
});

describe("resume", () => {
  test("P5: a cut socket comes back by itself and brings what was missed", async () => {
    const [ann, bob] = ["Ann", "Bob"].map(createPlayer) as [never, never];
    const { joined } = await gather("lobby", [ann, bob]);
    const [a, b] = joined as [(typeof joined)[0], (typeof joined)[0]];
    await a.room.command("board", { t1: token(1), t2: token(2) });
    await seen(b.room, () => b.room.get(["board", "t2"]) !== undefined);
    const heard: unknown[] = [];
    b.room.on("message", ({ payload }) => heard.push(payload));

    b.cut();
    await statusOf(b.room, ({ state }) => state === "reconnecting");
    await a.room.command("board", { t1: null, t2: { x: 20 }, t3: token(3) });
    await a.room.command("message", { text: "while you were away" });
    await statusOf(b.room, ({ state }) => state === "joined");
    await seen(b.room, () => b.room.get(["board", "t3"]) !== undefined);
    expect(b.room.get(["board"])).toEqual(a.room.get(["board"]));
    const answers = b.frames
      .map((text) => JSON.parse(text))
      .filter(({ type }) => type === "joined");
    expect(answers.map(({ payload }) => payload.resumed)).toEqual([false, true]);
    expect(answers[1].payload.layers).toBeUndefined();
    expect(heard).toEqual([{ text: "while you were away" }]);
  });

  test("P15: commands whose answers were cut off take effect once", async () => {
    const [ann, bob] = ["Ann", "Bob"].map(createPlayer) as [never, never];
    const { joined } = await gather("lobby", [ann, bob]);
    const [a, b] = joined as [(typeof joined)[0], (typeof joined)[0]];
    const heard: unknown[] = [];
    b.room.on("message", ({ payload }) => heard.push((payload as { n: number }).n));
    const answers = [];
    for (let n = 1; n <= 30; n += 1) {
      answers.push(a.room.command("message", { n }));
      if (n % 5 === 0) {
        // Long enough for some to arrive, short enough to lose some answers.
        await pause(n / 10);
        a.cut();
        await statusOf(a.room, ({ state }) => state === "joined");
      }
    }
    await Promise.all(answers);
    await pause(200);
    expect(heard).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  test("P15: the same number sent again gets the same answer and takes effect once", async () => {
    const [ann, bob] = [createPlayer("Ann"), createPlayer("Bob")];
    const { roomId, joined } = await gather("lobby", [bob]);
    const [b] = joined as [(typeof joined)[0]];
    const heard: unknown[] = [];
    b.room.on("message", ({ payload }) => heard.push(payload));
    const command = { type: "message", seq: 1, payload: { text: "once" } };

    const first = await ann.rawJoin(roomId, {});
    first.send(command);
    first.send(command);
    const acks = await first.take("ack", 2);
    expect(acks[1]).toEqual(acks[0]);
    first.socket.terminate();

    const { session, epoch, version } = first.joined;
    const second = await ann.rawJoin(roomId, { resume: { session, epoch, version } });
    expect(second.joined).toMatchObject({ session, resumed: true });
    second.send(command);
    expect(await second.take("ack", 1)).toEqual([acks[0]]);
    await pause(100);
    expect(heard).toEqual([{ text: "once" }]);
    second.socket.close();
  });
});

describe("refusals", () => {
  test("T3: with a passphrase set, the same member gets in only with it", async () => {
    const ann = createPlayer("Ann");
    const { roomId, joined } = await gather("lobby", [ann]);
    const [first] = joined as [(typeof joined)[0]];
    await first.room.command("passphrase", { passphrase: "sesame" });

    const stranger = ann.join(roomId);
    expect(await statusOf(stranger.room, ({ state }) => state === "refused")).toMatchObject({
      code: 4403,
    });
    const wrong = ann.join(roomId, { passphrase: "simsala" });
    expect(await statusOf(wrong.room, ({ state }) => state === "refused")).toMatchObject({
      code: 4403,
    });
    expect(first.room.status.getSnapshot().state).toBe("joined");
    // P6: with it, the newer connection replaces the older.
    wrong.room.rejoin({ passphrase: "sesame" });
    await statusOf(wrong.room, ({ state }) => state === "joined");
    expect(await statusOf(first.room, ({ state }) => state === "refused")).toMatchObject({
      code: 4409,
    });
  });

  test("T3: a cut connection needs no passphrase to come back with its session", async () => {
    const ann = createPlayer("Ann");
    const { joined } = await gather("lobby", [ann]);
    const [a] = joined as [(typeof joined)[0]];
    await a.room.command("passphrase", { passphrase: "sesame" });
    a.cut();
    await statusOf(a.room, ({ state }) => state === "reconnecting");
    await statusOf(a.room, ({ state }) => state === "joined");
  });

  test("P16, T5: a refused prediction is taken back, and only that one", async () => {
    const [ann, bob] = ["Ann", "Bob"].map(createPlayer) as [never, never];
    const { joined } = await gather("lobby", [ann, bob]);
    const [a, b] = joined as [(typeof joined)[0], (typeof joined)[0]];
    const annId = a.room.self() ?? "";
    await seen(b.room, () => b.room.get(["players", annId]) !== undefined);
    const annBefore = b.room.get(["players", annId]);
    const mine = b.room.command(
      "board",
      { t1: token(7) },
      { predict: { board: { t1: token(7) } } },
    );
    const theirs = b.room.command(
      "player",
      { playerId: annId, metadata: { life: 0 } },
      { predict: { players: { [annId]: { metadata: { life: 0 } } } } },
    );
    expect(b.room.get(["players", annId, "metadata", "life"])).toBe(0);
    await expect(theirs).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(b.room.get(["players", annId])).toEqual(annBefore);
    expect(b.room.get(["board", "t1", "x"])).toBe(7);
    await mine;
    expect(b.room.get(["board", "t1", "x"])).toBe(7);
    expect(a.room.get(["players", annId, "metadata", "life"])).toBeUndefined();
  });

  test("P19, P20: unknown commands are refused by code, also without a number", async () => {
    const { joined } = await gather("lobby", [createPlayer("Ann")]);
    const [a] = joined as [(typeof joined)[0]];
    await expect(a.room.command("no.such", {})).rejects.toMatchObject({ code: "UNKNOWN_COMMAND" });
    const refused = new Promise((resolve) => a.room.onError(resolve));
    a.room.cast("no.such", {});
    await expect(refused).resolves.toMatchObject({ code: "UNKNOWN_COMMAND" });
  });

  test("P2: no such room, and no valid token, are told as such", async () => {
    const ann = createPlayer("Ann");
    const nowhere = ann.join("nosuchroom");
    expect(await statusOf(nowhere.room, ({ state }) => state === "refused")).toMatchObject({
      code: 4404,
    });
    await expect(ann.api.getRoom("nosuchroom")).rejects.toMatchObject({ status: 404 });
    const { roomId } = await gather("lobby", [ann]);
    const room = joinRoom({ roomId, baseUrl, token: "no.valid.token", WebSocket });
    await expect
      .poll(() => room.status.getSnapshot(), { timeout: 5_000 })
      .toMatchObject({ state: "refused", code: 4401 });
  });

  test("P18: ping tells the round trip, and a renewed token is taken", async () => {
    const { joined } = await gather("lobby", [createPlayer("Ann")]);
    const [a] = joined as [(typeof joined)[0]];
    await expect.poll(() => a.room.latencyMillis.getSnapshot()).toBeGreaterThanOrEqual(0);
    expect(Math.abs(a.room.serverNow() - Date.now())).toBeLessThan(2_000);
  });
});
