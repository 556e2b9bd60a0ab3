import { describe, expect, test, vi } from "vitest";
import type { RoomError } from "../../src/room/types.js";
import { openScene, patchFrame } from "../support/fakes.js";

const ack = (seq: number, version = 20) => ({ type: "ack", seq, epoch: 1, version, durable: true });

/** How a promise stands now: "pending", "ok" or the error's code. */
async function stateOf(promise: Promise<unknown>): Promise<string> {
  return Promise.race([
    promise.then(
      () => "ok",
      (error: RoomError) => error.code,
    ),
    new Promise<string>((resolve) => setTimeout(() => resolve("pending"), 0)),
  ]);
}

describe("P12, P13: commands", () => {
  test("are numbered from 1 and resolve or reject by their number", async () => {
    const scene = await openScene();
    await scene.accept();
    const first = scene.room.command("a", { x: 1 });
    const second = scene.room.command("b", {});
    expect(scene.socket().commands()).toEqual([
      { type: "a", seq: 1, payload: { x: 1 } },
      { type: "b", seq: 2, payload: {} },
    ]);
    scene.socket().receive({ type: "reject", seq: 2, code: "NOT_FOUND", message: "no b" });
    scene.socket().receive({ ...ack(1), durable: false });
    await expect(second).rejects.toMatchObject({ code: "NOT_FOUND", message: "no b" });
    await expect(first).resolves.toEqual({ epoch: 1, version: 20, durable: false });
  });

  test("wait while there is no connection, and go out in order", async () => {
    const scene = await openScene();
    void scene.room.command("a", {});
    void scene.room.command("b", {});
    await scene.accept();
    expect(scene.socket().commands()).toEqual([
      { type: "a", seq: 1, payload: {} },
      { type: "b", seq: 2, payload: {} },
    ]);
  });

  test("of those that wait there are at most 256; more are refused at once", async () => {
    const scene = await openScene();
    const waiting = Array.from({ length: 256 }, () => scene.room.command("a", {}));
    await expect(scene.room.command("a", {})).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await stateOf(Promise.all(waiting))).toBe("pending");
  });

  test("P15: never more than 64 ahead of the oldest unanswered one, since older outcomes are forgotten", async () => {
    const scene = await openScene();
    const answers = Array.from({ length: 70 }, () => scene.room.command("a", {}));
    await scene.accept();
    expect(scene.socket().commands()).toHaveLength(64);
    scene.socket().receive(ack(2));
    expect(scene.socket().commands()).toHaveLength(64);
    scene.socket().receive(ack(1));
    expect(
      scene
        .socket()
        .commands()
        .map(({ seq }) => seq),
    ).toEqual(Array.from({ length: 66 }, (_, i) => i + 1));
    expect(await stateOf(answers[0] as Promise<unknown>)).toBe("ok");
  });

  test("what JSON can't say or the server won't take is refused here", async () => {
    const scene = await openScene();
    await scene.accept({ layers: { all: { x: 1 } } });
    await expect(
      scene.room.command("a", { x: Number.NaN }, { predict: { x: 2 } }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(scene.room.command("a", { x: "é".repeat(33_000) })).rejects.toMatchObject({
      code: "TOO_LARGE",
    });
    expect(() => scene.room.cast("a", { deep: [{ x: Number.POSITIVE_INFINITY }] })).toThrow(
      /finite/,
    );
    expect(scene.room.get()).toEqual({ x: 1 });
    expect(scene.socket().commands()).toEqual([]);
  });
});

describe("P15: after a reconnect", () => {
  test("unanswered commands are sent again with their numbers, then those that waited", async () => {
    const scene = await openScene();
    await scene.accept();
    const answers = ["a", "b", "c"].map((type) => scene.room.command(type, { type }));
    scene.socket().receive(ack(2));
    scene.socket().closeWith(1006);
    answers.push(scene.room.command("d", { type: "d" }));
    await scene.timers.advance(200);
    await scene.accept({ resumed: true });
    expect(scene.socket().commands()).toEqual([
      { type: "a", seq: 1, payload: { type: "a" } },
      { type: "c", seq: 3, payload: { type: "c" } },
      { type: "d", seq: 4, payload: { type: "d" } },
    ]);
    for (const seq of [1, 3, 4]) scene.socket().receive(ack(seq));
    expect(await stateOf(Promise.all(answers))).toBe("ok");
    expect(scene.sockets).toHaveLength(2);
  });

  test("the same session without a resumed state sends again too", async () => {
    const scene = await openScene();
    await scene.accept();
    void scene.room.command("a", {});
    scene.socket().closeWith(1006);
    await scene.timers.advance(200);
    await scene.accept({ resumed: false, layers: {} });
    expect(scene.socket().commands()).toEqual([{ type: "a", seq: 1, payload: {} }]);
  });

  test("in a new session the outcome of what was sent is unknown; what only waited is numbered anew", async () => {
    const scene = await openScene();
    await scene.accept({ layers: { all: { x: 1, y: 1 } } });
    const sent = scene.room.command("a", {}, { predict: { x: 2 } });
    scene.socket().closeWith(1006);
    const waited = scene.room.command("b", {}, { predict: { y: 2 } });
    await scene.timers.advance(200);
    await scene.accept({ session: "s2", layers: { all: { x: 1, y: 1 } } });
    await expect(sent).rejects.toMatchObject({ code: "UNKNOWN_OUTCOME" });
    expect(scene.room.get()).toEqual({ x: 1, y: 2 });
    expect(scene.socket().commands()).toEqual([{ type: "b", seq: 1, payload: {} }]);
    scene.socket().receive(ack(1));
    expect(await stateOf(waited)).toBe("ok");
  });

  test("predictions stay through the gap", async () => {
    const scene = await openScene();
    await scene.accept({ layers: { all: { x: 1 } } });
    void scene.room.command("a", {}, { predict: { x: 2 } });
    scene.socket().closeWith(1006);
    expect(scene.room.get()).toEqual({ x: 2 });
    await scene.timers.advance(200);
    await scene.accept({ resumed: true, changes: { all: { x: 5, z: 1 } } });
    expect(scene.room.get()).toEqual({ x: 2, z: 1 });
    scene.socket().receive(patchFrame(12, { changes: { all: { x: 2 } } }));
    scene.socket().receive(ack(1));
    expect(scene.room.get()).toEqual({ x: 2, z: 1 });
  });

  test("a refusal or leaving gives all commands up, with their predictions", async () => {
    const scene = await openScene();
    await scene.accept({ layers: { all: { x: 1 } } });
    const sent = scene.room.command("a", {}, { predict: { x: 2 } });
    scene.socket().closeWith(4409);
    await expect(sent).rejects.toMatchObject({ code: "CLOSED" });
    expect(scene.room.get()).toEqual({ x: 1 });
    await expect(scene.room.command("b", {})).rejects.toMatchObject({ code: "CLOSED" });
  });

  test("leaving gives up what was sent and what still waits", async () => {
    const scene = await openScene();
    await scene.accept({ layers: { all: { x: 1 } } });
    const answers = Array.from({ length: 65 }, (_, i) =>
      scene.room.command("a", {}, { predict: { x: i } }),
    );
    expect(scene.socket().commands(), "one waits for an answer to the first").toHaveLength(64);
    scene.room.leave();
    expect(await Promise.all(answers.map(stateOf))).toEqual(answers.map(() => "CLOSED"));
    expect(scene.room.get()).toEqual({ x: 1 });
  });

  test("leaving gives up what waits for a connection", async () => {
    const scene = await openScene();
    const waiting = scene.room.command("a", {});
    scene.room.leave();
    expect(await stateOf(waiting)).toBe("CLOSED");
  });
});

describe("casts", () => {
  test("have no number, and a refusal of one goes to onError", async () => {
    const scene = await openScene();
    await scene.accept();
    const problems = vi.fn();
    scene.room.onError(problems);
    scene.room.cast("drag", { x: 1 });
    expect(scene.socket().commands()).toEqual([{ type: "drag", payload: { x: 1 } }]);
    scene.socket().receive({ type: "reject", code: "NOT_FOUND", message: "no such object" });
    scene.socket().receive({ type: "error", code: "BAD_REQUEST", message: "what?" });
    expect(problems.mock.calls.map(([error]) => [error.code, error.message])).toEqual([
      ["NOT_FOUND", "no such object"],
      ["BAD_REQUEST", "what?"],
    ]);
  });

  test("with one key within one frame only the last goes out", async () => {
    const scene = await openScene();
    await scene.accept();
    for (let x = 1; x <= 5; x += 1) {
      scene.room.cast("drag", { objectId: "c1", x }, { coalesce: "c1" });
      scene.room.cast("drag", { objectId: "c2", x }, { coalesce: "c2" });
    }
    expect(scene.socket().commands()).toEqual([]);
    await scene.timers.advance(16);
    expect(
      scene
        .socket()
        .commands()
        .map(({ payload }) => payload),
    ).toEqual([
      { objectId: "c1", x: 5 },
      { objectId: "c2", x: 5 },
    ]);
  });

  test("keep flowing while calls keep coming", async () => {
    const scene = await openScene();
    await scene.accept();
    for (let x = 0; x < 100; x += 1) {
      scene.room.cast("drag", { x }, { coalesce: "c1" });
      await scene.timers.advance(4);
    }
    expect(scene.socket().commands()).toHaveLength(25);
  });

  test("may be held longer, without holding others", async () => {
    const scene = await openScene();
    await scene.accept();
    scene.room.cast("drag", { slow: 1 }, { coalesce: "c1", withinMillis: 100 });
    scene.room.cast("drag", { quick: 1 }, { coalesce: "c2" });
    scene.room.cast("drag", { slow: 2 }, { coalesce: "c1", withinMillis: 100 });
    await scene.timers.advance(16);
    expect(
      scene
        .socket()
        .commands()
        .map(({ payload }) => payload),
    ).toEqual([{ quick: 1 }]);
    await scene.timers.advance(84);
    expect(
      scene
        .socket()
        .commands()
        .map(({ payload }) => payload),
    ).toEqual([{ quick: 1 }, { slow: 2 }]);
  });

  test("never come after a command that was given later", async () => {
    const scene = await openScene();
    await scene.accept();
    scene.room.cast("drag", { x: 1 }, { coalesce: "c1" });
    void scene.room.command("board", { c1: { x: 2 } });
    await scene.timers.advance(100);
    expect(
      scene
        .socket()
        .commands()
        .map(({ type }) => type),
    ).toEqual(["drag", "board"]);
  });

  test("are lost while there is no connection", async () => {
    const scene = await openScene();
    scene.room.cast("drag", { x: 1 });
    await scene.accept();
    scene.room.cast("drag", { x: 2 }, { coalesce: "c1" });
    scene.socket().closeWith(1006);
    await scene.timers.advance(1000);
    await scene.accept({ resumed: true });
    expect(scene.sockets.flatMap((socket) => socket.commands())).toEqual([]);
  });
});
