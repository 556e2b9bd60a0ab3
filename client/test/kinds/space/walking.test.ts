import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { settle } from "../../support/fakes.js";
import { openSpace, type SpaceScene } from "./scene.js";

const stepMillis = 160;
const place = ({ space }: SpaceScene) => space.self.place.getSnapshot();

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function pass(millis: number): Promise<void> {
  vi.advanceTimersByTime(millis);
  await settle();
}

describe("a step", () => {
  test("shows at once and stays when the server takes it", async () => {
    const scene = await openSpace();
    scene.space.self.hold("right");
    expect(place(scene)).toEqual({ x: 6, y: 5 });
    expect(scene.steps()).toEqual([{ x: 6, y: 5 }]);
    scene.space.self.stop();
    await scene.accept1();
    expect(place(scene)).toEqual({ x: 6, y: 5 });
    expect(scene.room.get(["walkers", "bob"])).toEqual({ x: 8, y: 5 });
  });

  test("that is refused takes all after it back with it, at once and exactly", async () => {
    const scene = await openSpace();
    scene.space.self.hold("right");
    await pass(stepMillis);
    await pass(stepMillis);
    scene.space.self.stop();
    expect(place(scene)).toEqual({ x: 8, y: 5 });
    await scene.accept1();
    expect(place(scene)).toEqual({ x: 8, y: 5 });
    await scene.refuse1("CONFLICT");
    expect(place(scene)).toEqual({ x: 6, y: 5 });
    await scene.refuse1("BAD_REQUEST");
    expect(place(scene)).toEqual({ x: 6, y: 5 });
  });

  test("is laid anew over where the server put one meanwhile", async () => {
    const scene = await openSpace();
    scene.space.self.hold("down");
    scene.space.self.stop();
    expect(place(scene)).toEqual({ x: 5, y: 6 });
    scene.change({ "cell:0,0": { walkers: { ann: { x: 12, y: 2 } } } });
    expect(place(scene)).toEqual({ x: 12, y: 2 });
  });

  test("follows the one before at the allowed pace, however often one asks", async () => {
    const scene = await openSpace();
    const { self } = scene.space;
    for (let i = 0; i < 5; i += 1) {
      self.hold("right");
      self.hold(null);
    }
    self.hold("right");
    expect(scene.steps()).toHaveLength(1);
    await pass(stepMillis - 1);
    expect(scene.steps()).toHaveLength(1);
    await pass(1);
    expect(scene.steps()).toHaveLength(2);
  });

  test("into a wall, out of the space or onto a static element is not even sent", async () => {
    const plant = { elementId: "e", x: 5, y: 6, width: 1, height: 1, static: true };
    const scene = await openSpace({
      elements: { p1: plant, r1: { ...plant, y: 4, static: false } },
    });
    const rows = Array.from({ length: 10 }, () => "......#.............");
    scene.space.ground.setWalls(rows);
    scene.space.self.hold("right");
    scene.space.self.hold("down");
    expect(scene.steps()).toEqual([]);
    expect(scene.space.self.direction.getSnapshot()).toBe("down");
    scene.change({ all: { elements: { p1: null } } });
    scene.space.self.hold(null);
    scene.space.self.hold("down");
    expect(scene.steps()).toEqual([{ x: 5, y: 6 }]);
  });

  test("is not taken while the connection is away", async () => {
    const scene = await openSpace();
    scene.socket().closeWith(1006);
    scene.space.self.hold("right");
    await pass(5 * stepMillis);
    expect(place(scene)).toEqual({ x: 5, y: 5 });
    expect(scene.steps()).toEqual([]);
  });
});

describe("walking to a block", () => {
  test("goes around walls, one step at a time, and shows what is ahead", async () => {
    const scene = await openSpace();
    scene.space.ground.setWalls(
      Array.from({ length: 10 }, (_, y) => (y === 3 ? "." : y < 9 ? ".......#" : ".")),
    );
    expect(scene.space.self.walkTo({ x: 8, y: 5 })).toBe(true);
    expect(scene.space.self.path.getSnapshot()).toHaveLength(6);
    for (let i = 0; i < 12 && scene.space.self.path.getSnapshot().length > 0; i += 1) {
      await scene.accept1();
      await pass(stepMillis);
    }
    expect(place(scene)).toEqual({ x: 8, y: 5 });
    expect(scene.steps()).toHaveLength(7);
  });

  test("finds another way when the server knows of a wall that this page does not", async () => {
    const scene = await openSpace();
    scene.space.self.walkTo({ x: 8, y: 5 });
    await scene.refuse1("CONFLICT");
    expect(place(scene)).toEqual({ x: 5, y: 5 });
    for (let i = 0; i < 12; i += 1) {
      await pass(stepMillis);
      if (scene.steps().length > i + 1) await scene.accept1();
    }
    expect(place(scene)).toEqual({ x: 8, y: 5 });
    expect(scene.steps().filter(({ x, y }) => x === 6 && y === 5)).toHaveLength(1);
  });

  test("ends as near as one can get, or says that there is no way", async () => {
    const scene = await openSpace();
    scene.space.ground.setWalls(Array.from({ length: 10 }, () => ".......#"));
    expect(scene.space.self.walkTo({ x: 9, y: 5 })).toBe(true);
    expect(place(scene)).toEqual({ x: 6, y: 5 });
    await scene.accept1();
    expect(scene.space.self.walkTo({ x: 9, y: 5 })).toBe(false);
  });

  test("stops at a key", async () => {
    const scene = await openSpace();
    scene.space.self.walkTo({ x: 12, y: 5 });
    scene.space.self.hold("up");
    expect(scene.space.self.path.getSnapshot()).toEqual([]);
  });
});

describe("others", () => {
  test("come into sight with their cell and go with it; only who is concerned hears of it", async () => {
    const scene = await openSpace();
    const heard: string[] = [];
    scene.space.walkers.walker("bob").subscribe(() => heard.push("bob"));
    scene.space.walkers.ids.subscribe(() => heard.push("ids"));
    scene.change({ "cell:0,0": { walkers: { ann: { x: 5, y: 4 } } } });
    expect(heard).toEqual([]);
    scene.socket().receive({
      type: "patch",
      epoch: 1,
      version: 20,
      enter: { "cell:1,0": { walkers: { cleo: { x: 16, y: 5 } } } },
    });
    expect(heard).toEqual(["ids"]);
    expect(scene.space.walkers.get("cleo")).toEqual({ x: 16, y: 5 });
    scene.socket().receive({ type: "patch", epoch: 1, version: 21, leave: ["cell:1,0"] });
    expect(scene.space.walkers.ids.getSnapshot()).toEqual(["ann", "bob"]);
    expect(scene.space.near.getSnapshot()).toEqual(["bob"]);
  });
});
