import { expect, test } from "vitest";
import { openScene, patchFrame, settle } from "../support/fakes.js";

const watching = {
  type: "watching",
  payload: {
    room: { id: "r1", kind: "lobby", name: "Room" },
    epoch: 1,
    version: 10,
    layers: { all: { a: 1 } },
    live: { "live:all": { b: 2 } },
    delayMillis: 0,
    now: 5,
  },
};

test("P23: who watches sees the layers and what happens in them, and is nobody there", async () => {
  const scene = await openScene({ watch: ["all"], name: "Ann" });
  scene.socket().open();
  expect(scene.socket().sent).toEqual([{ type: "watch", payload: { layers: ["all"] } }]);
  scene.socket().receive(watching);
  await settle();
  expect(scene.room.status.getSnapshot()).toEqual({ state: "joined" });
  expect(scene.room.self()).toBeNull();
  expect(scene.room.get()).toEqual({ a: 1, b: 2 });
  scene.socket().receive(patchFrame(11, { changes: { all: { a: 3 } } }));
  expect(scene.room.get()).toEqual({ a: 3, b: 2 });
});

test("P23: who watches changes nothing, and comes back to the whole state", async () => {
  const scene = await openScene({ watch: ["all"] });
  scene.socket().open();
  scene.socket().receive(watching);
  const predict = { a: 7 };
  await expect(scene.room.command("board", {}, { predict })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  scene.room.cast("drag", { x: 1 });
  expect(scene.room.get()).toEqual({ a: 1, b: 2 });
  expect(scene.socket().sent.map(({ type }) => type)).toEqual(["watch", "ping"]);
  scene.socket().closeWith(1006);
  await scene.timers.advance(2_000);
  scene.socket().open();
  expect(scene.socket().sent).toEqual([{ type: "watch", payload: { layers: ["all"] } }]);
});
