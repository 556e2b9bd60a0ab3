import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/state/json.js";
import type { ServerFrame } from "../../src/wire/frames.js";
import { heldLayers, heldObject } from "../../src/wire/held.js";
import { type LinkEnd, openLink } from "../../src/wire/link.js";
import { createFakeTimers } from "../support/fakes.js";

const BIN = "roomkeeper.v1.bin";
const vectors = JSON.parse(
  readFileSync(new URL("../../../docs/vectors/table.json", import.meta.url), "utf8"),
) as { readonly frames: readonly { readonly hex: string; readonly json: JsonObject }[] };
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex")).buffer;

class PlayedSocket {
  static readonly opened: PlayedSocket[] = [];
  readonly readyState = 1;
  readonly protocol = BIN;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor() {
    PlayedSocket.opened.push(this);
  }

  send(): void {}

  close(): void {}
}

/** A link whose server plays the session of the vectors, up to the check. */
function scene() {
  const timers = createFakeTimers();
  const held = heldLayers();
  const sent: string[] = [];
  const frames: ServerFrame[] = [];
  const ends: LinkEnd[] = [];
  openLink({
    url: "ws://server.test/ws/r",
    token: "t",
    wire: "binary",
    held,
    debug: (way, frame) => {
      if (way === "out") sent.push(JSON.stringify(frame));
    },
    enter: { type: "join", payload: {} },
    WebSocket: PlayedSocket as never,
    timers,
    joinLimitMillis: 1000,
    onJoined: () => {},
    onFrame: (frame) => frames.push(frame),
    onLatency: () => {},
    onEnd: (end) => ends.push(end),
  });
  const socket = PlayedSocket.opened.at(-1);
  if (!socket) throw new Error("no socket was opened");
  socket.onopen?.();
  const receive = (hex: string) => socket.onmessage?.({ data: bytes(hex) });
  const at = vectors.frames.findIndex(({ json }) => json.type === "check");
  for (const { hex } of vectors.frames.slice(0, at)) receive(hex);
  const check = vectors.frames[at]?.hex ?? "";
  const corrupt = () => held.byName.set("role:dealer", { ...heldObject(), digest: 1 });
  const asked = () => sent.filter((text) => text.includes('"differs"'));
  return { timers, held, receive, check, corrupt, asked, frames, ends };
}

test("P24: what differs is asked for whole, and the connection goes on", async () => {
  const { receive, check, corrupt, asked, ends, held, timers } = scene();
  const right = held.byName.get("role:dealer");
  receive(check);
  expect(asked()).toEqual([]);
  corrupt();
  receive(check);
  expect(asked()).toEqual([
    JSON.stringify({ type: "differs", payload: { layers: ["role:dealer"] } }),
  ]);
  if (right) held.byName.set("role:dealer", right); // As the layer does that comes whole.
  await timers.advance(4_000);
  receive(check);
  expect(asked()).toHaveLength(1);
  expect(ends).toEqual([]);
});

test("P24: what still differs then is fetched by coming back, once", async () => {
  const { receive, check, corrupt, asked, ends, held, timers } = scene();
  corrupt();
  receive(check);
  receive(check); // It was on its way when the layer was asked for.
  expect(ends).toEqual([]);
  await timers.advance(4_000);
  receive(check);
  expect(asked()).toHaveLength(1);
  expect(ends).toEqual([{ how: "differs", layers: ["role:dealer"] }]);
  expect(held.epoch).toBe(0);
});
