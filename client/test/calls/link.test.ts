import { describe, expect, test } from "vitest";
import { createLink, type Link } from "../../src/calls/link.js";
import { createPeer } from "../../src/calls/peer.js";
import type { Signal } from "../../src/calls/signals.js";
import { createFakeTimers, type FakeTimers } from "../support/fakes.js";
import { createDice } from "../support/random.js";
import { createNetwork } from "./connections.js";

type Side = "ann" | "bob";
const other = { ann: "bob", bob: "ann" } as const;

interface Pair {
  readonly timers: FakeTimers;
  readonly network: ReturnType<typeof createNetwork>;
  readonly links: Record<Side, Link | null>;
  readonly sent: (Signal & { readonly from: Side })[];
  readonly flags: Record<Side, { audio: boolean; video: boolean }>;
  /** Whether a signal gets lost. */
  lose: (signal: Signal, from: Side) => boolean;
  servers: RTCIceServer[];
  /** Brings the newest signals to this side a second time, as a room does that was joined again. */
  replay(side: Side, count: number): void;
  arrive(side: Side): void;
  go(side: Side): void;
  offers(): Side[];
  states(): unknown[];
}

/** Two links and a way between them that keeps the order. Ann calls, Bob is polite. */
function createPair(): Pair {
  const timers = createFakeTimers();
  const network = createNetwork(timers);
  let ids = 0;
  const pair: Pair = {
    timers,
    network,
    links: { ann: null, bob: null },
    sent: [],
    flags: { ann: { audio: true, video: true }, bob: { audio: false, video: false } },
    lose: () => false,
    servers: [],
    replay: (side, count) => {
      const toIt = pair.sent.filter(({ from }) => from !== side);
      for (const signal of toIt.slice(-count)) pair.links[side]?.receive(signal);
    },
    arrive: (side) => {
      pair.links[side] = createLink({
        isCaller: side === "ann",
        timers,
        iceServers: async () => pair.servers,
        connect: (iceServers) => network.connect({ iceServers: [...iceServers] }),
        createStream: () => ({ addTrack: () => {} }) as unknown as MediaStream,
        tracks: () => ({ audio: null, video: null }),
        media: () => pair.flags[side],
        send: (signal) => {
          pair.sent.push({ ...signal, from: side });
          if (pair.lose(signal, side)) return;
          timers.setTimeout(() => pair.links[other[side]]?.receive(signal), 10);
        },
        onChange: () => {},
        createId: () => `${side}${ids++}`,
      });
    },
    go: (side) => {
      pair.links[side]?.close();
      pair.links[side] = null;
    },
    offers: () =>
      pair.sent.filter(({ description }) => description?.type === "offer").map(({ from }) => from),
    states: () => (["ann", "bob"] as const).map((side) => pair.links[side]?.state()),
  };
  return pair;
}

const connected = ["connected", "connected"];

async function connectedPair(): Promise<Pair> {
  const pair = createPair();
  pair.arrive("ann");
  pair.arrive("bob");
  await pair.timers.advance(1_000);
  expect(pair.states()).toEqual(connected);
  return pair;
}

describe("a link", () => {
  test("comes up with one offer, which the caller makes, and tells what is sent", async () => {
    const { links, offers, network } = await connectedPair();
    expect(offers()).toEqual(["ann"]);
    expect(links.bob?.media()).toEqual({ audio: true, video: true });
    expect(links.ann?.media()).toEqual({ audio: false, video: false });
    expect(network.open().map(({ kinds }) => kinds)).toEqual([
      ["audio", "video"],
      ["audio", "video"],
    ]);
  });

  test.each(["ann", "bob"] as const)(
    "waits for the other end, when %s comes first",
    async (first) => {
      const pair = createPair();
      pair.arrive(first);
      await pair.timers.advance(3_000);
      expect(pair.offers()).toEqual([]);
      pair.arrive(other[first]);
      await pair.timers.advance(1_000);
      expect(pair.states()).toEqual(connected);
    },
  );

  test.each(["ann", "bob"] as const)(
    "follows %s into a page that was loaded again",
    async (side) => {
      const pair = await connectedPair();
      pair.go(side);
      pair.arrive(side);
      await pair.timers.advance(2_000);
      expect(pair.states()).toEqual(connected);
      expect(pair.network.open()).toHaveLength(2);
    },
  );

  test("tells of a mute at once, and without an offer", async () => {
    const pair = await connectedPair();
    pair.flags.ann = { audio: false, video: true };
    pair.links.ann?.mediaChanged();
    pair.links.ann?.mediaChanged();
    await pair.timers.advance(20);
    expect(pair.links.bob?.media()).toEqual({ audio: false, video: true });
    expect(pair.offers()).toEqual(["ann"]);
    expect(pair.sent.at(-2)?.description?.type ?? "none").not.toBe("offer");
  });

  test("looks for a new path when the old one is lost, with fresh servers, on the same connection", async () => {
    const pair = await connectedPair();
    pair.servers = [{ urls: ["turn:fresh.example"] }];
    pair.network.setDown(true);
    expect(pair.states()).toEqual(["reconnecting", "reconnecting"]);
    pair.network.setDown(false);
    await pair.timers.advance(3_500);
    expect(pair.states()).toEqual(connected);
    expect(pair.network.all).toHaveLength(2);
    // Both asked for it at the same moment: the polite one took its offer back.
    expect(new Set(pair.offers().slice(1))).toEqual(new Set(["ann", "bob"]));
    expect(pair.network.all[0]?.configuration.iceServers).toEqual(pair.servers);
  });

  test("an offer that is answered at that moment is not taken back", async () => {
    const timers = createFakeTimers();
    const network = createNetwork(timers);
    const faults: unknown[] = [];
    const sent: Pick<Signal, "description">[] = [];
    const peerOf = (isPolite: boolean) =>
      createPeer({
        isPolite,
        connection: network.connect({}),
        stream: { addTrack: () => {} } as unknown as MediaStream,
        tracks: () => ({ audio: null, video: null }),
        timers,
        send: (part) => sent.push(part),
        onState: () => {},
        onFault: (fault) => faults.push(fault),
      });
    const [ann, bob] = [peerOf(false), peerOf(true)];
    const signal = { link: "l", n: 1, media: { audio: false, video: false } };
    ann.call();
    await timers.advance(5);
    bob.receive({ ...signal, ...sent.find(({ description }) => description?.type === "offer") });
    await timers.advance(5);
    // As in a browser, where taking a description takes a while.
    const [mine] = network.all;
    const take = mine?.setRemoteDescription.bind(mine);
    Object.assign(mine ?? {}, {
      setRemoteDescription: async (description: RTCSessionDescriptionInit) => {
        await new Promise<void>((done) => timers.setTimeout(done, 20));
        await take?.(description);
      },
    });
    ann.receive({ ...signal, ...sent.find(({ description }) => description?.type === "answer") });
    ann.restart([]);
    await timers.advance(200);
    expect(faults).toEqual([]);
    expect(sent.filter(({ description }) => description?.type === "offer")).toHaveLength(2);
  });

  test("begins anew when no path is found, says so, and never stops trying", async () => {
    const pair = await connectedPair();
    pair.network.setDown(true);
    await pair.timers.advance(15_000);
    expect(pair.network.all.length).toBeGreaterThan(2);
    await pair.timers.advance(120_000);
    expect(pair.states()).toEqual(["failed", "failed"]);
    pair.network.setDown(false);
    await pair.timers.advance(70_000);
    expect(pair.states()).toEqual(connected);
    expect(pair.network.all.length).toBeLessThan(60);
  });

  test.each(["offer", "answer"])("heals when an %s got lost", async (type) => {
    const pair = createPair();
    let losses = 1;
    pair.lose = ({ description }) => description?.type === type && losses-- > 0;
    pair.arrive("ann");
    pair.arrive("bob");
    await pair.timers.advance(14_000);
    expect(pair.states()).not.toEqual(connected);
    await pair.timers.advance(5_000);
    expect(pair.states()).toEqual(connected);
  });

  test("asks again when the path fails while an offer is lost", async () => {
    const pair = await connectedPair();
    pair.lose = () => true;
    pair.network.setDown(true);
    await pair.timers.advance(4_000);
    pair.lose = () => false;
    pair.network.setDown(false);
    for (const end of pair.network.open()) end.turn("failed");
    await pair.timers.advance(1_000);
    expect(pair.states()).toEqual(connected);
    expect(pair.network.all).toHaveLength(2);
  });

  test("is not troubled by signals that come a second time, of this or an earlier end of the other", async () => {
    const pair = await connectedPair();
    pair.go("bob");
    pair.arrive("bob");
    await pair.timers.advance(2_000);
    const made = pair.network.all.length;
    pair.replay("ann", 100);
    await pair.timers.advance(20_000);
    expect(pair.states()).toEqual(connected);
    expect(pair.network.all).toHaveLength(made);
  });

  test("asks again when the other's way is back, which an offer did not get through", async () => {
    const pair = await connectedPair();
    pair.network.setDown(true);
    pair.lose = () => true;
    await pair.timers.advance(4_000);
    pair.network.setDown(false);
    for (const end of pair.network.open().slice(1)) end.turn("connected");
    pair.lose = () => false;
    pair.links.bob?.resync();
    await pair.timers.advance(1_000);
    expect(pair.states()).toEqual(connected);
    expect(pair.network.all).toHaveLength(2);
  });

  test("takes nothing that was meant for an end of before", async () => {
    const pair = createPair();
    pair.arrive("ann");
    await pair.timers.advance(10);
    const media = { audio: true, video: true };
    pair.links.ann?.receive({ link: "bob-before", n: 7, to: "ann-before", media });
    await pair.timers.advance(10);
    expect(pair.offers()).toEqual([]);
    pair.arrive("bob");
    await pair.timers.advance(1_000);
    expect(pair.states()).toEqual(connected);
    expect(pair.network.all).toHaveLength(2);
  });

  test("is finished at once when the way is back after signals were lost", async () => {
    const pair = createPair();
    pair.lose = () => true;
    pair.arrive("ann");
    pair.arrive("bob");
    await pair.timers.advance(2_000);
    pair.lose = () => false;
    pair.links.ann?.resync();
    pair.links.bob?.resync();
    await pair.timers.advance(2_000);
    expect(pair.states()).toEqual(connected);
  });

  test("is not touched by a resync when all is well", async () => {
    const pair = await connectedPair();
    pair.links.ann?.resync();
    pair.links.bob?.resync();
    await pair.timers.advance(2_000);
    expect(pair.network.all).toHaveLength(2);
    expect(pair.offers()).toEqual(["ann"]);
  });

  test("follows one who begins anew all the time no more than twice a second", async () => {
    const pair = createPair();
    pair.arrive("ann");
    await pair.timers.advance(10);
    for (let i = 0; i < 500; i += 1) {
      pair.links.ann?.receive({ link: `x${i}`, n: 1, media: { audio: false, video: false } });
      await pair.timers.advance(2);
    }
    expect(pair.network.all.length).toBeLessThan(6);
    expect(pair.network.open().length).toBeLessThan(2);
  });

  test("survives what can't be negotiated", async () => {
    const pair = await connectedPair();
    const to = pair.sent.find(({ from }) => from === "ann")?.link ?? "";
    const link = pair.sent.find(({ from }) => from === "bob")?.link ?? "";
    const garbage = { type: "offer", sdp: '{"connection":0,"ice":0}' } as const;
    pair.links.ann?.receive({
      link,
      to,
      n: 100,
      media: { audio: false, video: false },
      description: garbage,
    });
    await pair.timers.advance(30_000);
    expect(pair.states()).toEqual(connected);
  });

  test("comes up in the end whatever is lost, broken and loaded again on the way", async () => {
    for (let round = 0; round < 60; round += 1) {
      const seed = (Date.now() + round * 7919) >>> 0;
      const random = createDice(seed);
      const pair = createPair();
      pair.lose = () => random() < 0.15;
      for (let step = 0; step < 30; step += 1) {
        const side: Side = random() < 0.5 ? "ann" : "bob";
        const chance = random();
        if (!pair.links[side]) pair.arrive(side);
        else if (chance < 0.2) pair.go(side);
        else if (chance < 0.3) pair.links[side]?.resync();
        else if (chance < 0.35) pair.replay(side, Math.floor(random() * 30));
        else if (chance < 0.4) pair.network.setDown(true);
        else if (chance < 0.6) pair.network.setDown(false);
        await pair.timers.advance(random() * (random() < 0.5 ? 60 : 8_000));
      }
      pair.lose = () => false;
      pair.network.setDown(false);
      for (const side of ["ann", "bob"] as const) if (!pair.links[side]) pair.arrive(side);
      await pair.timers.advance(150_000);
      expect(pair.states(), `seed ${seed}`).toEqual(connected);
      expect(pair.network.open(), `seed ${seed}`).toHaveLength(2);
    }
  });
});
