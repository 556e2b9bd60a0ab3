import { describe, expect, test, vi } from "vitest";
import { record } from "../../src/replay/recorder.js";
import { recordingFrom } from "../../src/replay/recording.js";
import { createReplay } from "../../src/replay/replay.js";
import type { JsonObject } from "../../src/state/json.js";
import { openScene, patchFrame } from "../support/fakes.js";

async function recorded() {
  const scene = await openScene();
  await scene.accept({ layers: { all: { board: { a: { x: 1 } } } } });
  const recorder = record(scene.room, { events: ["ding"] });
  const states = [scene.room.get()];
  const step = async (version: number, board: JsonObject, millis = 1_000) => {
    await scene.timers.advance(millis);
    scene.socket().receive(patchFrame(version, { changes: { all: { board } } }));
    states.push(scene.room.get());
  };
  await step(11, { a: { x: 2 } });
  await step(12, { b: { y: 1 } });
  scene.socket().receive({ type: "ding", from: "bob", payload: { loud: true } });
  await step(13, { a: null });
  recorder.stop();
  await step(14, { c: {} });
  const text = JSON.stringify(recorder.recording());
  return { recording: recordingFrom(text), states, scene };
}

describe("a recording", () => {
  test("plays as it was, at each moment, and back", async () => {
    const { recording, states } = await recorded();
    const scene = await openScene();
    const replay = createReplay(recording, { timers: scene.timers });
    const dings = vi.fn();
    replay.room.on("ding", dings);
    expect(replay.lengthMillis).toBe(3_000);
    expect(replay.room.get()).toEqual(states[0]);
    replay.play();
    await scene.timers.advance(1_050);
    expect(replay.room.get()).toEqual(states[1]);
    expect(replay.playing.getSnapshot()).toBe(true);
    await scene.timers.advance(1_000);
    expect(replay.room.get()).toEqual(states[2]);
    expect(dings).toHaveBeenCalledOnce();
    await scene.timers.advance(2_000);
    expect(replay.room.get()).toEqual(states[3]);
    expect(replay.playing.getSnapshot()).toBe(false);
    replay.seek(1_500);
    expect(replay.room.get()).toEqual(states[1]);
    expect(dings).toHaveBeenCalledOnce();
    replay.setSpeed(4);
    replay.play();
    await scene.timers.advance(300);
    expect(replay.position.getSnapshot()).toBeGreaterThan(2_200);
  });

  test("is a room that one is in, and changes nothing", async () => {
    const { recording } = await recorded();
    const { room } = createReplay(recording);
    expect(room.status.getSnapshot()).toEqual({ state: "joined" });
    expect(room.self()).toBe(recording.self);
    expect(room.info()?.kind).toBe("lobby");
    await expect(room.command("board", {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("that is damaged says where", async () => {
    const { recording } = await recorded();
    const broken = (change: object) => () =>
      recordingFrom(JSON.stringify({ ...recording, ...change }));
    expect(() => recordingFrom("{")).toThrow("not JSON");
    expect(broken({ format: 2 })).toThrow("no recording that this version");
    expect(broken({ steps: [] })).toThrow("empty");
    expect(broken({ steps: [recording.steps[0], { at: 5 }] })).toThrow("at its step 2");
    expect(broken({ steps: [{ at: 0, changes: {} }] })).toThrow("at its step 1");
  });
});
