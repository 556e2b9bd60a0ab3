import { describe, expect, test, vi } from "vitest";
import type { Json } from "../../src/state/json.js";
import { openScene, patchFrame } from "../support/fakes.js";

const board = { all: { board: { c1: { x: 1 }, c2: { x: 2 } }, players: { ann: { n: 1 } } } };

describe("the view of a joined room", () => {
  test("P4: holds the whole state at once; before, it is empty", async () => {
    const scene = await openScene();
    expect(scene.room.get()).toEqual({});
    expect(scene.room.self()).toBeNull();
    await scene.accept({ layers: board });
    expect(scene.room.get()).toEqual(board.all);
    expect(scene.room.get(["board", "c1", "x"])).toBe(1);
    expect(scene.room.get(["board", "nothing", "x"])).toBeUndefined();
    expect(scene.room.get(["__proto__"])).toBeUndefined();
    expect(scene.room.self()).toBe("ann");
    expect(scene.room.info()).toEqual({ id: "r1", kind: "lobby", name: "Room" });
    expect(scene.room.status.getSnapshot()).toEqual({ state: "joined" });
  });

  test("P7: a patch changes what it names and leaves the identity of the rest", async () => {
    const scene = await openScene();
    await scene.accept({ layers: board });
    const before = scene.room.get() as typeof board.all;
    scene.socket().receive(patchFrame(11, { changes: { all: { board: { c1: { x: 5 } } } } }));
    const after = scene.room.get() as typeof board.all;
    expect(after.board).toEqual({ c1: { x: 5 }, c2: { x: 2 } });
    expect(after.board.c2).toBe(before.board.c2);
    expect(after.players).toBe(before.players);
  });

  test("subscriptions fire for what changed at, above or below their path, and for nothing else", async () => {
    const scene = await openScene();
    await scene.accept({ layers: board });
    const calls: [string, Json | undefined][] = [];
    for (const path of [[], ["board"], ["board", "c1"], ["board", "c1", "x"], ["board", "c2"]]) {
      scene.room.subscribe(path, (value) => calls.push([path.join("/"), value]));
    }
    const fired = () =>
      calls
        .splice(0)
        .map(([path]) => path)
        .sort();
    scene.socket().receive(patchFrame(11, { changes: { all: { board: { c1: { x: 5 } } } } }));
    expect(fired()).toEqual(["", "board", "board/c1", "board/c1/x"]);
    scene.socket().receive(patchFrame(12, { changes: { all: { board: { c1: { y: 1 } } } } }));
    expect(fired()).toEqual(["", "board", "board/c1"]);
    scene.socket().receive(patchFrame(13, { changes: { all: { players: { ann: { n: 2 } } } } }));
    expect(fired()).toEqual([""]);
    scene.socket().receive(patchFrame(14, { changes: { all: { board: { c1: { y: 1 } } } } }));
    expect(fired()).toEqual([]);
    scene.socket().receive(patchFrame(15, { changes: { all: { board: null } } }));
    expect(calls.find(([path]) => path === "board/c1/x")).toEqual(["board/c1/x", undefined]);
    expect(fired()).toEqual(["", "board", "board/c1", "board/c1/x", "board/c2"]);
  });

  test("a cancelled subscription does not fire, even when cancelled by one before it", async () => {
    const scene = await openScene();
    await scene.accept({ layers: board });
    const second = vi.fn();
    let stop = () => {};
    scene.room.subscribe(["board", "c1"], () => stop());
    stop = scene.room.subscribe(["board", "c1"], second);
    scene.socket().receive(patchFrame(11, { changes: { all: { board: { c1: { x: 5 } } } } }));
    expect(second).not.toHaveBeenCalled();
    // A path that was watched, left and is watched again.
    stop();
    const third = vi.fn();
    scene.room.subscribe(["board", "c1"], third);
    scene.socket().receive(patchFrame(12, { changes: { all: { board: { c1: { x: 6 } } } } }));
    expect(third).toHaveBeenCalledExactlyOnceWith({ x: 6 });
  });

  test("P8: one frame is one change, whatever it touches", async () => {
    const scene = await openScene();
    await scene.accept({ layers: board });
    const seen: unknown[] = [];
    scene.room.view.subscribe(() => seen.push(scene.room.get()));
    scene.socket().receive(
      patchFrame(11, {
        changes: { all: { board: { c1: null } } },
        enter: { "member:ann": { players: { ann: { tray: { c1: 1 } } } } },
        overlay: { all: { board: { c2: { x: 9 } } } },
      }),
    );
    expect(seen).toEqual([
      { board: { c2: { x: 9 } }, players: { ann: { n: 1, tray: { c1: 1 } } } },
    ]);
  });

  test("a callback that changes the view does not make others miss or repeat a change", async () => {
    const scene = await openScene();
    await scene.accept({ layers: board });
    const seen: Json[] = [];
    scene.room.subscribe(["board", "c1", "x"], (value) => {
      if (value === 5) scene.room.preview({ board: { c1: { x: 6 } } });
    });
    scene.room.subscribe(["board", "c1", "x"], (value) => seen.push(value ?? null));
    scene.socket().receive(patchFrame(11, { changes: { all: { board: { c1: { x: 5 } } } } }));
    expect(seen).toEqual([5, 6]);
  });

  test("events reach their listeners, and only those of their type", async () => {
    const scene = await openScene();
    await scene.accept();
    const heard = vi.fn();
    const stop = scene.room.on("message", heard);
    scene.socket().receive({ type: "message", from: "bob", payload: { text: "hi" } });
    scene.socket().receive({ type: "other", payload: {} });
    stop();
    scene.socket().receive({ type: "message", from: "bob", payload: { text: "again" } });
    expect(heard).toHaveBeenCalledExactlyOnceWith({
      type: "message",
      from: "bob",
      payload: { text: "hi" },
    });
  });
});

describe("P16: predictions", () => {
  const joined = async () => {
    const scene = await openScene();
    await scene.accept({ layers: board });
    const at = (...path: string[]) => scene.room.get(path);
    const send = (x: number, object = "c1") => {
      const patch = { [object]: { x } };
      const answer = scene.room.command("board", patch, { predict: { board: patch } });
      answer.catch(() => {});
      return answer;
    };
    return { ...scene, at, send };
  };

  test("show at once, stay while patches come in, and end with the ack", async () => {
    const { socket, room, at, send } = await joined();
    const answer = send(50);
    expect(at("board", "c1", "x")).toBe(50);
    socket().receive(patchFrame(11, { changes: { all: { board: { c1: { x: 7, y: 7 } } } } }));
    expect(room.get(["board", "c1"])).toEqual({ x: 50, y: 7 });
    socket().receive(patchFrame(12, { changes: { all: { board: { c1: { x: 50 } } } } }));
    const fired = vi.fn();
    room.view.subscribe(fired);
    socket().receive({ type: "ack", seq: 1, epoch: 1, version: 12, durable: true });
    await expect(answer).resolves.toEqual({ epoch: 1, version: 12, durable: true });
    expect(at("board", "c1", "x")).toBe(50);
    expect(fired).not.toHaveBeenCalled();
    socket().receive(patchFrame(13, { changes: { all: { board: { c1: { x: 8 } } } } }));
    expect(at("board", "c1", "x")).toBe(8);
  });

  test("a reject takes back that one prediction only", async () => {
    const { socket, at, send } = await joined();
    const first = send(10);
    send(20, "c2");
    const third = send(30);
    expect(at("board", "c1", "x")).toBe(30);
    socket().receive({ type: "reject", seq: 3, code: "FORBIDDEN", message: "no" });
    await expect(third).rejects.toMatchObject({
      name: "RoomError",
      code: "FORBIDDEN",
      message: "no",
    });
    expect(at("board", "c1", "x")).toBe(10);
    expect(at("board", "c2", "x")).toBe(20);
    socket().receive({ type: "reject", seq: 1, code: "CONFLICT", message: "late" });
    await expect(first).rejects.toMatchObject({ code: "CONFLICT" });
    expect(at("board", "c1", "x")).toBe(1);
    expect(at("board", "c2", "x")).toBe(20);
  });

  test("functions are laid anew over each patch, in order; one that fails meanwhile is left out", async () => {
    const { socket, room, at } = await joined();
    const grow = (by: number) => ({
      predict: (view: { readonly [key: string]: unknown }) => {
        const { c1 } = view.board as { c1: { x: number } };
        return { board: { c1: { x: c1.x * 10 + by } } };
      },
    });
    void room.command("a", {}, grow(2));
    void room.command("b", {}, grow(3));
    expect(at("board", "c1", "x")).toBe(123);
    socket().receive(patchFrame(11, { changes: { all: { board: { c1: { x: 9 } } } } }));
    expect(at("board", "c1", "x")).toBe(923);
    socket().receive(patchFrame(12, { changes: { all: { board: { c1: null } } } }));
    expect(at("board", "c1")).toBeUndefined();
    socket().receive(patchFrame(13, { changes: { all: { board: { c1: { x: 4 } } } } }));
    expect(at("board", "c1", "x")).toBe(423);
  });

  test("a prediction that changes nothing new fires nothing", async () => {
    const { socket, room, send } = await joined();
    send(50);
    const fired = vi.fn();
    room.subscribe(["board", "c1"], fired);
    socket().receive(patchFrame(11, { changes: { all: { board: { c2: { x: 7 } } } } }));
    expect(fired).not.toHaveBeenCalled();
  });

  test("a preview lies over the view until cleared, and nothing of it is sent", async () => {
    const { socket, room, at } = await joined();
    const preview = room.preview({ board: { c1: { x: 70 } } });
    preview.set({ board: { c1: { x: 71 } } });
    socket().receive(patchFrame(11, { changes: { all: { board: { c1: { x: 3 } } } } }));
    expect(at("board", "c1", "x")).toBe(71);
    preview.clear();
    expect(at("board", "c1", "x")).toBe(3);
    expect(socket().commands()).toEqual([]);
  });
});
