import { describe, expect, test } from "vitest";
import { field as readField, step } from "../../../src/kinds/arena/motion/motion.js";
import { createPace } from "../../../src/kinds/arena/pace.js";
import { readPose, readSelf } from "../../../src/kinds/arena/packed.js";
import { createPredicted } from "../../../src/kinds/arena/predicted.js";
import { createTimeline, tickMillis } from "../../../src/kinds/arena/timeline.js";
import type { Pose } from "../../../src/kinds/arena/types.js";

const rows = Array.from({ length: 12 }, (_, y) =>
  y === 0 || y === 11 ? "#".repeat(12) : `#${".".repeat(10)}#`,
).join("\n");
const start = 6 * 2048;
const pose = (x: number, y: number, vx = 0, vy = 0, life = 1): Pose => ({
  x,
  y,
  vx,
  vy,
  angle: 0,
  health: 100,
  isSafe: false,
  life,
});
const self = (number: number) => ({ number, boltWait: 0, beamWait: 0, waiting: 1, saved: 0 });
const right = { keys: 8, angle: 0, fire: 0 };

/** The server's body after so many steps to the right. */
function onServer(field: number, steps: number): Pose {
  const body = Int32Array.of(start, start, 0, 0, 0, 0, 0);
  for (let i = 0; i < steps; i += 1) step(field, body, 8, 0, 0);
  const [x = 0, y = 0, vx = 0, vy = 0] = body;
  return pose(x, y, vx, vy);
}

describe("one's own body", () => {
  test("is where the server will say, and nothing is corrected", () => {
    const field = readField(rows);
    const predicted = createPredicted();
    predicted.correct(field, pose(start, start), self(0), 0);
    for (let n = 1; n <= 20; n += 1) {
      predicted.take(field, n, right);
      if (n > 5)
        expect(predicted.correct(field, onServer(field, n - 5), self(n - 5), n)).toBeNull();
    }
    expect(predicted.body()?.now[0]).toBe(onServer(field, 20).x);
    expect(predicted.corrections().count).toBe(0);
  });

  test("takes its open steps anew from where the server has it", () => {
    const field = readField(rows);
    const predicted = createPredicted();
    predicted.correct(field, pose(start, start), self(0), 0);
    for (let n = 1; n <= 8; n += 1) predicted.take(field, n, right);
    const truth = onServer(field, 4);
    const moved = predicted.correct(field, { ...truth, x: truth.x - 500 }, self(4), 8);
    expect(moved).toEqual({ dx: 500, dy: 0 });
    expect(predicted.body()?.now[0]).toBe(onServer(field, 8).x - 500);
    expect(predicted.corrections()).toEqual({ count: 1, largest: 500 / 64 });
  });

  test("in a new life is where the server puts it, and that is no correction", () => {
    const field = readField(rows);
    const predicted = createPredicted();
    predicted.correct(field, pose(start, start), self(0), 0);
    for (let n = 1; n <= 3; n += 1) predicted.take(field, n, right);
    expect(predicted.correct(field, pose(4096, 4096, 0, 0, 2), self(3), 3)).toBeNull();
    expect(predicted.body()?.now[0]).toBe(4096);
    expect(predicted.corrections().count).toBe(0);
  });

  test("knows a number that has gone beyond 18 bits", () => {
    const field = readField(rows);
    const predicted = createPredicted();
    const n = (1 << 18) + 5;
    predicted.correct(field, pose(start, start), self(n & 0x3ffff), n);
    predicted.take(field, n + 1, right);
    const truth = onServer(field, 1);
    expect(predicted.correct(field, truth, self((n + 1) & 0x3ffff), n + 1)).toBeNull();
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
  const packed = (x: number): string => {
    const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    const write = (value: number, length: number): string =>
      Array.from(
        { length },
        (_, i) => digits[Math.floor(value / 64 ** (length - 1 - i)) % 64],
      ).join("");
    return (
      write(x, 3) +
      write(2048, 3) +
      write(0, 2) +
      write(512 * 2 ** 20 + 512 * 1024 + (100 << 3) + 1, 5)
    );
  };

  test("lies between two snapshots, later by their jitter, and never jumps", () => {
    const timeline = createTimeline();
    let last = 0;
    let now = 1000;
    for (let tick = 1; tick < 200; tick += 1) {
      now = 1000 + tick * tickMillis + (tick % 3) * 12;
      timeline.add(tick, { 3: packed(tick * 100) }, now);
      for (let frame = 0; frame < 2; frame += 1) {
        timeline.advance(now + frame * 10);
        const x = timeline.bodies().get("3")?.x;
        if (tick < 30 || x === undefined) continue;
        if (last > 0) expect(Math.abs(x - last)).toBeLessThan(260);
        last = x;
      }
    }
    expect(timeline.delay()).toBeGreaterThanOrEqual(2);
    expect(timeline.delay()).toBeLessThan(4);
    expect(timeline.newestTick() * 16 - timeline.view()).toBeGreaterThan(16);
  });

  test("is what the server packed", () => {
    expect(readPose(packed(70_000))).toEqual(pose(70_000, 2048));
    expect(readSelf("0050214")).toEqual({
      number: 5,
      boltWait: 0,
      beamWait: 2,
      waiting: 1,
      saved: 4,
    });
  });
});
