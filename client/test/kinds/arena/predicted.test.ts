import { describe, expect, test } from "vitest";
import { field as readField, step } from "../../../src/kinds/arena/motion/motion.js";
import { createPace } from "../../../src/kinds/arena/pace.js";
import {
  boltId,
  type OwnBody,
  readBolt,
  readPose,
  readSelf,
  type Self,
} from "../../../src/kinds/arena/packed.js";
import { createPredicted } from "../../../src/kinds/arena/predicted.js";
import { createTimeline, tickMillis } from "../../../src/kinds/arena/timeline.js";

const rows = Array.from({ length: 12 }, (_, y) =>
  y === 0 || y === 11 ? "#".repeat(12) : `#${".".repeat(10)}#`,
).join("\n");
const start = 6 * 2048;
const standing = (x: number, y: number, life = 1): OwnBody => ({
  x,
  y,
  vx: 0,
  vy: 0,
  health: 100,
  isSafe: false,
  life,
});
const self = (number: number, body: OwnBody | null): Self => ({
  body,
  number,
  boltWait: 0,
  beamWait: 0,
  waiting: 1,
  saved: 0,
});
const right = { keys: 8, angle: 0, fire: 0 };

/** The server's body after so many steps to the right. */
function onServer(field: number, steps: number): OwnBody {
  const body = Int32Array.of(start, start, 0, 0, 0, 0, 0);
  for (let i = 0; i < steps; i += 1) step(field, body, 8, 0, 0);
  const [x = 0, y = 0, vx = 0, vy = 0] = body;
  return { ...standing(x, y), vx, vy };
}

describe("one's own body", () => {
  test("is where the server will say, and nothing is corrected", () => {
    const field = readField(rows);
    const predicted = createPredicted();
    predicted.correct(field, self(0, standing(start, start)));
    for (let n = 1; n <= 20; n += 1) {
      predicted.take(field, n, right);
      if (n > 5) expect(predicted.correct(field, self(n - 5, onServer(field, n - 5)))).toBeNull();
    }
    expect(predicted.body()?.now[0]).toBe(onServer(field, 20).x);
    expect(predicted.corrections().count).toBe(0);
  });

  test("takes its open steps anew from where the server has it", () => {
    const field = readField(rows);
    const predicted = createPredicted();
    predicted.correct(field, self(0, standing(start, start)));
    for (let n = 1; n <= 8; n += 1) predicted.take(field, n, right);
    const truth = onServer(field, 4);
    const moved = predicted.correct(field, self(4, { ...truth, x: truth.x - 500 }));
    expect(moved).toEqual({ dx: 500, dy: 0 });
    expect(predicted.body()?.now[0]).toBe(onServer(field, 8).x - 500);
    expect(predicted.corrections()).toEqual({ count: 1, largest: 500 / 64 });
  });

  test("in a new life is where the server puts it, and that is no correction", () => {
    const field = readField(rows);
    const predicted = createPredicted();
    predicted.correct(field, self(0, standing(start, start)));
    for (let n = 1; n <= 3; n += 1) predicted.take(field, n, right);
    expect(predicted.correct(field, self(3, standing(4096, 4096, 2)))).toBeNull();
    expect(predicted.body()?.now[0]).toBe(4096);
    expect(predicted.corrections().count).toBe(0);
  });

  test("comes back in a new life, with the steps that were on their way, and nothing is corrected", () => {
    const field = readField(rows);
    const predicted = createPredicted();
    predicted.correct(field, self(0, standing(start, start)));
    predicted.correct(field, self(0, null));
    for (let n = 1; n <= 6; n += 1) predicted.take(field, n, right);
    // The server put it there after step 2, and takes steps 3 to 6 with the new body.
    predicted.correct(field, self(2, { ...standing(start, start, 2) }));
    expect(predicted.body()?.now[0]).toBe(onServer(field, 4).x);
    for (let n = 3; n <= 6; n += 1)
      predicted.correct(field, self(n, { ...onServer(field, n - 2), life: 2 }));
    expect(predicted.corrections().count).toBe(0);
  });
});

describe("the pace", () => {
  test("is thirty steps a second, and begins anew after a pause", () => {
    const pace = createPace();
    pace.due(0);
    let steps = 0;
    for (let now = 10; now <= 3000; now += 10) steps += pace.due(now);
    expect(steps).toBeGreaterThanOrEqual(89);
    expect(steps).toBeLessThanOrEqual(91);
    expect(pace.due(60_000)).toBeLessThanOrEqual(1);
  });

  test("is at most 5 % faster or slower for the server's sake", () => {
    for (const [waiting, least, most] of [
      [0, 93, 96],
      [6, 84, 87],
    ] as const) {
      const pace = createPace();
      pace.due(0);
      for (let i = 0; i < 100; i += 1) pace.heard(waiting);
      let steps = 0;
      for (let now = 10; now <= 3000; now += 10) steps += pace.due(now);
      expect(steps).toBeGreaterThanOrEqual(least);
      expect(steps).toBeLessThanOrEqual(most);
    }
  });
});

describe("what is seen of others", () => {
  /** As the server tells of it: life 1, health 100, y 2048, angle 0. */
  const told = (x: number) =>
    (((1 * 2 + 0) * 2 ** 7 + 100) * 2 ** 14 + x / 8) * 2 ** 21 + (2048 / 8) * 2 ** 7;

  test("lies between two snapshots, later by their jitter, and never jumps", () => {
    const timeline = createTimeline();
    let last = 0;
    let now = 1000;
    for (let tick = 1; tick < 200; tick += 1) {
      now = 1000 + tick * tickMillis + (tick % 3) * 12;
      timeline.add(tick, { 3: told(tick * 96) }, now);
      for (let frame = 0; frame < 2; frame += 1) {
        timeline.advance(now + frame * 10);
        const x = timeline.bodies().get("3")?.x;
        if (tick < 30 || x === undefined) continue;
        if (last > 0) expect(Math.abs(x - last)).toBeLessThan(250);
        last = x;
      }
    }
    expect(timeline.delay()).toBeGreaterThanOrEqual(2);
    expect(timeline.delay()).toBeLessThan(4);
    expect(timeline.newestTick() * 16 - timeline.view()).toBeGreaterThan(16);
  });

  test("is what the server told", () => {
    // The same numbers are in Java's PackedTest.
    expect(readPose(12_250_416_971_776)).toEqual({
      x: 70_000,
      y: 2048,
      angle: 0,
      health: 100,
      isSafe: false,
      life: 1,
    });
    expect(readPose(told(70_000))).toEqual(readPose(12_250_416_971_776));
    const own = { place: 70_000 * 2 ** 17 + 2047, speed: 902 * 1024 + 241, state: 612 };
    expect(readSelf({ ...own, lag: -40, boltAt: 0, beamAt: 62, steps: 1 * 16 + 4 }, 100)).toEqual({
      body: { x: 70_000, y: 2047, vx: 390, vy: -271, health: 100, isSafe: false, life: 2 },
      number: 60,
      boltWait: 0,
      beamWait: 2,
      waiting: 1,
      saved: 4,
    });
    expect(readBolt("2005", "8Yu40F_s02nG")).toEqual({
      owner: 2,
      x: 70_000,
      y: 2048,
      angle: 1023,
      reach: 3456,
      born: 44,
      lag: 80,
    });
    expect(boltId(2, 5)).toBe("2005");
  });
});
