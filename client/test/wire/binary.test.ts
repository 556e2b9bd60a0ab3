import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/state/json.js";
import { codecOf } from "../../src/wire/codec.js";
import type { ClientFrame } from "../../src/wire/frames.js";
import { heldLayers, heldObject } from "../../src/wire/held.js";

interface Vectors {
  readonly from: string;
  readonly frames: readonly { readonly hex: string; readonly json: JsonObject }[];
}

const file = (name: string) => new URL(`../../../docs/vectors/${name}`, import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(file(name), "utf8")) as Vectors;
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
const BIN = "roomkeeper.v1.bin";

describe("the binary wire", () => {
  test.each(["table.json", "movers.json", "random.json"])("reads the frames of %s", (name) => {
    const binary = codecOf(BIN, heldLayers());
    const json = codecOf(undefined, heldLayers());
    for (const frame of read(name).frames) {
      const said = binary.decode(bytes(frame.hex));
      if (frame.json.type === "pong") continue; // Without a number it is none for this client.
      if (frame.json.type === "check") {
        expect(said).toEqual({ kind: "check", differ: [] });
        continue;
      }
      const same = json.decode(JSON.stringify(frame.json));
      if (same.kind === "other") expect(said.kind).toBe("other");
      else expect(said).toEqual(withoutEmptyParts(same));
    }
  });

  test("finds a layer that is not what the server has", () => {
    const held = heldLayers();
    const codec = codecOf(BIN, held);
    const frames = read("table.json").frames;
    const check = frames.findIndex(({ json }) => json.type === "check");
    for (const frame of frames.slice(0, check)) codec.decode(bytes(frame.hex));
    const hex = (frames[check] as { readonly hex: string }).hex;
    expect(codec.decode(bytes(hex))).toEqual({ kind: "check", differ: [] });
    // A fault, as a bug would make it: one number in one object is another.
    held.byName.set("role:dealer", { ...heldObject(), digest: 1 });
    expect(codec.decode(bytes(hex))).toEqual({ kind: "check", differ: ["role:dealer"] });
  });

  test("throws at what is no frame, and never reads on for ever", () => {
    const all = read("random.json").frames;
    for (const [i, frame] of all.entries()) {
      const codec = codecOf(BIN, heldLayers());
      for (const before of all.slice(0, i)) codec.decode(bytes(before.hex));
      const broken = bytes(frame.hex);
      for (let at = 0; at < broken.length; at += 7) broken[at] = (broken[at] as number) ^ 0x55;
      try {
        codec.decode(broken);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  });

  /** Read by the server's tests and by the decoder in Python. `VECTORS=write` writes the file. */
  test("writes the frames of client.json", () => {
    const codec = codecOf(BIN, heldLayers());
    const frames = SAID.map((frame) => ({
      hex: Buffer.from(codec.encode(frame) as Uint8Array).toString("hex"),
      json: JSON.parse(JSON.stringify(frame)) as JsonObject,
    }));
    const lines = frames.map((frame) => JSON.stringify(frame)).join(",\n");
    const now = `{"from":"client","frames":[\n${lines}\n]}\n`;
    if (process.env.VECTORS === "write") writeFileSync(file("client.json"), now);
    expect(now).toBe(readFileSync(file("client.json"), "utf8"));
    const moves = frames.filter(({ json }) => json.type === "move");
    expect(moves.length).toBeGreaterThan(2);
    for (const move of moves.slice(2)) expect(move.hex.length / 2).toBeLessThanOrEqual(12);
  });
});

function withoutEmptyParts<T>(frame: T): T {
  return JSON.parse(
    JSON.stringify(frame, (key, value) =>
      ["changes", "enter", "leave"].includes(key) && JSON.stringify(value).length === 2
        ? undefined
        : value,
    ),
  ) as T;
}

const SAID: readonly ClientFrame[] = [
  { type: "join", payload: { name: "Ann", resume: { session: "s-1", epoch: 2, version: 57 } } },
  { type: "ping", payload: { t: 1_764_000_000_000.25 } },
  { type: "move", seq: 1, payload: { x: 512.25, y: 7 } },
  { type: "move", seq: 2, payload: { x: 900.015625, y: 31.5 } },
  { type: "move", seq: 3, payload: { x: 901.5, y: 31.5 } },
  { type: "move", seq: 300_000, payload: { x: 902.75, y: 33.25 } },
  { type: "card.flip", seq: 4, payload: { id: "c17" } },
  { type: "card.flip", seq: 5, payload: { id: "c18" } },
  { type: "ready", payload: {} },
  { type: "ready", payload: {} },
  { type: "draw", seq: 6, payload: { at: [1, -2.5, 0.1, 1e300, true, false, "Ω", "Ω"], to: null } },
  { type: "draw", seq: 7, payload: { at: [{ a: { b: [] }, c: {} }], to: "c17" } },
  { type: "deep", seq: 8, payload: { a: { b: { c: 1, ["__proto__"]: 2 } }, e: {} } },
  { type: "big", payload: { n: 1_125_899_906_842_623, m: 9_007_199_254_740_991, d: 1 / 3 } },
  { type: "auth", payload: { token: "head.body.sig" } },
];
