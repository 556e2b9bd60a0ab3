import { describe, expect, test } from "vitest";
import { createIceServers } from "../../src/calls/ice.js";
import { decodeSignal, encodeSignal, type Signal } from "../../src/calls/signals.js";
import { createSpeechGate } from "../../src/calls/speaking.js";
import { FLOOR, volumeAt } from "../../src/calls/volume.js";
import { HttpProblem } from "../../src/http/request.js";
import { createFakeTimers } from "../support/fakes.js";

const media = { audio: true, video: false };

describe("signals", () => {
  const full: Signal = {
    link: "a1",
    n: 3,
    to: "b1",
    media,
    again: true,
    description: { type: "offer", sdp: "v=0\r\n" },
    candidates: [{ candidate: "candidate:1 1 udp", sdpMid: "0", sdpMLineIndex: 0 }],
  };

  test("come out as they went in", () => {
    expect(decodeSignal(encodeSignal(full) ?? undefined)).toEqual(full);
    const bare: Signal = { link: "a1", n: 1, media };
    expect(decodeSignal(encodeSignal(bare) ?? undefined)).toEqual(bare);
  });

  test("hold no nulls, which a room does not take", () => {
    const candidate = { candidate: "c", sdpMid: null, sdpMLineIndex: null, usernameFragment: null };
    expect(encodeSignal({ link: "a", n: 1, media, candidates: [candidate] })).toEqual({
      link: "a",
      n: 1,
      media,
      candidates: [{ candidate: "c" }],
    });
  });

  test("that a room would refuse for their size are not sent", () => {
    const sdp = "ü".repeat(9_000);
    expect(
      encodeSignal({ link: "a", n: 1, media, description: { type: "offer", sdp } }),
    ).toBeNull();
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["text", "offer"],
    ["no end", { n: 1, media }],
    ["no count", { link: "a", media }],
    ["an end of a megabyte", { link: "a".repeat(1_000_000), n: 1, media }],
    ["no media", { link: "a", n: 1 }],
    ["a wrong receiver", { link: "a", n: 1, media, to: 7 }],
    ["a roll-back", { link: "a", n: 1, media, description: { type: "rollback", sdp: "x" } }],
    ["a description without text", { link: "a", n: 1, media, description: { type: "offer" } }],
    [
      "a long one",
      { link: "a", n: 1, media, description: { type: "offer", sdp: "x".repeat(16_000) } },
    ],
    ["candidates that are none", { link: "a", n: 1, media, candidates: [7] }],
    ["a long candidate", { link: "a", n: 1, media, candidates: [{ candidate: "x".repeat(600) }] }],
    ["many candidates", { link: "a", n: 1, media, candidates: Array(17).fill({ candidate: "" }) }],
  ])("of others are refused when they are %s", (_, data) => {
    expect(decodeSignal(data)).toBeNull();
  });
});

describe("volume", () => {
  test("is full beside somebody, falls with each block, and never ends before the talk does", () => {
    expect([0, 1].map(volumeAt)).toEqual([1, 1]);
    const steps = [1, 2, 3, 4, 5].map(volumeAt);
    for (let i = 1; i < steps.length; i += 1) expect(steps[i]).toBeLessThan(steps[i - 1] as number);
    expect(volumeAt(5)).toBeCloseTo(FLOOR);
    expect(volumeAt(50)).toBeCloseTo(FLOOR);
    expect([volumeAt(null), volumeAt(Number.NaN)]).toEqual([1, 1]);
  });
});

describe("who speaks", () => {
  test("speaks from the first word, through pauses, until it is quiet for a while", () => {
    const gate = createSpeechGate();
    expect(gate.hear(0.001, 0)).toBe(false);
    expect(gate.hear(0.2, 100)).toBe(true);
    expect(gate.hear(0, 300)).toBe(true);
    expect(gate.hear(0.2, 500)).toBe(true);
    expect(gate.hear(0, 1_100)).toBe(true);
    expect(gate.hear(0, 1_300)).toBe(false);
  });

  test("needs more to begin than to go on, so that a low hum does not flicker", () => {
    const gate = createSpeechGate();
    for (let now = 0; now < 5_000; now += 80) expect(gate.hear(0.02, now)).toBe(false);
    gate.hear(0.05, 5_000);
    for (let now = 5_080; now < 9_000; now += 80) expect(gate.hear(0.02, now)).toBe(true);
  });
});

describe("ICE servers", () => {
  const turn = { urls: ["turn:t.example"], username: "u", credential: "c" };

  test("are asked for once, and again when half of their time is over", async () => {
    const timers = createFakeTimers();
    let asked = 0;
    const servers = createIceServers(async () => {
      asked += 1;
      return { iceServers: [turn], ttlSeconds: 100 };
    }, timers);
    expect(await Promise.all([servers(), servers()])).toEqual([[turn], [turn]]);
    await timers.advance(49_000);
    await servers();
    expect(asked).toBe(1);
    await timers.advance(2_000);
    await servers();
    expect(asked).toBe(2);
  });

  test("that can't be had keep nobody waiting, and the old ones are better than none", async () => {
    const timers = createFakeTimers();
    let answer: () => Promise<never> | Promise<{ iceServers: RTCIceServer[]; ttlSeconds: number }> =
      () => new Promise<never>(() => {});
    const servers = createIceServers(() => answer(), timers);
    const late = servers();
    await timers.advance(5_000);
    expect(await late).toEqual([]);

    answer = async () => ({ iceServers: [turn], ttlSeconds: 10 });
    const others = createIceServers(() => answer(), timers);
    await others();
    await timers.advance(6_000);
    answer = async () => Promise.reject(new HttpProblem(0, "UNAVAILABLE", "away"));
    expect(await others()).toEqual([turn]);
  });
});
