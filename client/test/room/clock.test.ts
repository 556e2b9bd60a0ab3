import { describe, expect, test } from "vitest";
import { createClock } from "../../src/room/clock.js";
import { createFakeTimers, openScene, patchFrame } from "../support/fakes.js";

describe("the server's clock", () => {
  test("goes by the shortest round trip of the last minute", async () => {
    const timers = createFakeTimers();
    const clock = createClock(timers);
    clock.begin(timers.now() + 500);
    expect(clock.now() - timers.now()).toBe(500);
    clock.sample(400, timers.now() + 800); // slow on one way: it seems 1000 ahead
    clock.sample(20, timers.now() + 990); // 1000 ahead
    clock.sample(600, timers.now() + 300); // 600 ahead, says the worst of them
    expect(clock.now() - timers.now()).toBe(1000);
    await timers.advance(61_000);
    clock.sample(100, timers.now() + 1150);
    expect(clock.now() - timers.now()).toBe(1200);
  });

  test("never goes back", async () => {
    const timers = createFakeTimers();
    const clock = createClock(timers);
    clock.begin(timers.now() + 1_000);
    const before = clock.now();
    clock.sample(10, timers.now());
    expect(clock.now()).toBe(before);
    await timers.advance(500);
    expect(clock.now()).toBe(before);
    await timers.advance(1_000);
    expect(clock.now()).toBe(timers.now() + 5);
  });

  test("is measured in a busy room too, again and again", async () => {
    const scene = await openScene();
    await scene.accept();
    const pings = () => scene.socket().sent.filter(({ type }) => type === "ping");
    for (let i = 0; i < 30; i += 1) {
      await scene.timers.advance(1_000);
      scene.socket().receive(patchFrame(11 + i, {}));
    }
    expect(pings().length).toBeGreaterThanOrEqual(3);
    const t = pings().at(-1)?.payload.t as number;
    scene.socket().receive({ type: "pong", payload: { t, now: 9_000_000 } });
    expect(scene.room.serverNow()).toBeGreaterThanOrEqual(9_000_000);
  });
});
