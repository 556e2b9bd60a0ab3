// @vitest-environment jsdom
import { expect, test } from "vitest";
import { openScene } from "../support/fakes.js";

test("when the network is back or the page is looked at again, a backoff is not sat out", async () => {
  const scene = await openScene();
  await scene.accept();
  await scene.timers.advance(2_000);
  scene.socket().closeWith(1006);
  await scene.timers.advance(10);
  expect(scene.sockets).toHaveLength(1);
  window.dispatchEvent(new Event("online"));
  await scene.timers.advance(0);
  expect(scene.sockets).toHaveLength(2);
  scene.socket().open();
  scene.socket().closeWith(1011);
  document.dispatchEvent(new Event("visibilitychange"));
  await scene.timers.advance(0);
  expect(scene.sockets).toHaveLength(3);
  await scene.accept();
  window.dispatchEvent(new Event("online"));
  await scene.timers.advance(0);
  expect(scene.sockets).toHaveLength(3);
});

test("after leaving nothing wakes the room", async () => {
  const scene = await openScene();
  await scene.accept();
  scene.socket().closeWith(1006);
  scene.room.leave();
  window.dispatchEvent(new Event("online"));
  await scene.timers.advance(10_000);
  expect(scene.sockets).toHaveLength(1);
});

test("a page that wakes asks at once whether the server is still there", async () => {
  const scene = await openScene();
  await scene.accept();
  scene.socket().receive({ type: "pong", payload: { t: scene.timers.now(), now: 5 } });
  const pings = () => scene.socket().sent.filter(({ type }) => type === "ping").length;
  expect(pings()).toBe(1);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(pings()).toBe(2);
  await scene.timers.advance(2_500);
  expect(scene.socket().closedByClient).toBe(true);
  expect(scene.room.status.getSnapshot()).toMatchObject({ state: "reconnecting" });
});
