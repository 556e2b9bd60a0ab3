import { describe, expect, test } from "vitest";
import type { CallRoom } from "../../src/calls/call-room.js";
import { createCalls } from "../../src/calls/calls.js";
import type { Signal } from "../../src/calls/signals.js";
import { createListeners } from "../../src/state/store.js";
import { createFakeTimers } from "../support/fakes.js";
import { createNetwork } from "./connections.js";

/** A room in which a few people stand; each sees what the test sets. */
function createWorld() {
  const timers = createFakeTimers();
  const network = createNetwork(timers);
  const near = new Map<string, string[]>();
  const offline = new Set<string>();
  const cutOff = new Set<string>();
  const over = new Set<string>();
  const distance = new Map<string, number>();
  const changed = createListeners<[]>();
  const signals = new Map<string, (from: string, signal: Signal) => void>();

  function roomOf(self: string): CallRoom {
    return {
      self: () => self,
      isJoined: () => !cutOff.has(self) && !over.has(self),
      isOver: () => over.has(self),
      neighbours: () => near.get(self) ?? [],
      isOnline: (id) => !offline.has(id),
      distanceTo: (id) => distance.get(id) ?? null,
      send: (to, signal) => {
        timers.setTimeout(() => signals.get(to)?.(self, signal), 5);
      },
      onSignal: (listener) => {
        signals.set(self, listener);
        return () => signals.delete(self);
      },
      onChange: changed.add,
      onRejoined: () => () => {},
    };
  }

  function enter(self: string) {
    const Connection = class {
      constructor(configuration: RTCConfiguration) {
        // biome-ignore lint/correctness/noConstructorReturn: it stands for the browser's own
        return network.connect(configuration);
      }
    };
    return createCalls({
      room: roomOf(self),
      iceServers: async () => ({ iceServers: [], ttlSeconds: 60 }),
      browser: {},
      RTCPeerConnection: Connection as unknown as typeof RTCPeerConnection,
      MediaStream: class {
        getAudioTracks = () => [];
      } as unknown as typeof MediaStream,
      AudioContext: undefined,
      timers,
      createId: () => `${self}-${Math.random()}`,
    });
  }

  return { timers, network, near, offline, cutOff, over, distance, enter, change: changed.call };
}

async function meet(world: ReturnType<typeof createWorld>, ...ids: string[]) {
  for (const id of ids)
    world.near.set(
      id,
      ids.filter((other) => other !== id),
    );
  const calls = ids.map(world.enter);
  await world.timers.advance(1_000);
  return calls;
}

const seen = (calls: ReturnType<ReturnType<typeof createWorld>["enter"]> | undefined) =>
  calls?.neighbours.getSnapshot().map(({ id, state }) => `${id} ${state}`);

describe("calls", () => {
  test("follow who is near, and the others are not touched", async () => {
    const world = createWorld();
    const [ann, bob, cleo] = await meet(world, "ann", "bob", "cleo");
    expect(seen(ann)).toEqual(["bob connected", "cleo connected"]);
    const kept = ann?.neighbours.getSnapshot()[0];
    world.near.set("ann", ["bob"]);
    world.near.set("bob", ["ann"]);
    world.near.set("cleo", []);
    world.change();
    expect([seen(ann), seen(bob), seen(cleo)]).toEqual([["bob connected"], ["ann connected"], []]);
    expect(ann?.neighbours.getSnapshot()[0]).toBe(kept);
    expect(world.network.open()).toHaveLength(2);
  });

  test("keep the picture of who lost the room, as the others do when the server died", async () => {
    const world = createWorld();
    const [ann] = await meet(world, "ann", "bob");
    world.offline.add("bob");
    world.near.set("ann", []);
    world.change();
    await world.timers.advance(10_000);
    expect(seen(ann)).toEqual(["bob connected"]);
    world.offline.delete("bob");
    world.near.set("ann", ["bob"]);
    world.change();
    await world.timers.advance(60_000);
    expect(seen(ann)).toEqual(["bob connected"]);
    expect(world.network.all).toHaveLength(2);
  });

  test("wait for who lost the room no longer than its grace, nor when nothing comes any more", async () => {
    for (const isSilent of [false, true]) {
      const world = createWorld();
      const [ann, bob] = await meet(world, "ann", "bob");
      world.offline.add("bob");
      world.near.set("ann", []);
      world.change();
      if (isSilent) bob?.close();
      await world.timers.advance(isSilent ? 4_500 : 21_000);
      expect(seen(ann)).toEqual([]);
    }
  });

  test("keep all while this end is cut off, and end all when the room is opened elsewhere", async () => {
    const world = createWorld();
    const [ann] = await meet(world, "ann", "bob");
    world.cutOff.add("ann");
    world.near.set("ann", []);
    world.change();
    await world.timers.advance(60_000);
    expect(seen(ann)).toEqual(["bob connected"]);
    world.over.add("ann");
    world.change();
    expect(seen(ann)).toEqual([]);
  });

  test("are at most eight at once", async () => {
    const world = createWorld();
    world.near.set(
      "ann",
      Array.from({ length: 20 }, (_, i) => `p${i}`),
    );
    const ann = world.enter("ann");
    await world.timers.advance(100);
    expect(ann.neighbours.getSnapshot()).toHaveLength(8);
    expect(world.network.all).toHaveLength(8);
    ann.close();
    expect(world.network.open()).toHaveLength(0);
  });

  test("whoever stands here goes before somebody who is only waited for", async () => {
    const world = createWorld();
    const others = Array.from({ length: 8 }, (_, i) => `p${i}`);
    const [ann] = await meet(world, "ann", ...others);
    expect(seen(ann)).toHaveLength(8);
    world.offline.add("p3");
    const stay = others.filter((id) => id !== "p3");
    world.near.set("ann", [...stay, "zoe"]);
    world.near.set("zoe", ["ann"]);
    world.enter("zoe");
    world.change();
    await world.timers.advance(1_000);
    expect(seen(ann)).toEqual([...stay, "zoe"].map((id) => `${id} connected`));
  });

  test("are louder the nearer somebody is", async () => {
    const world = createWorld();
    const [ann] = await meet(world, "ann", "bob");
    const volume = async (blocks: number): Promise<number> => {
      world.distance.set("bob", blocks);
      world.change();
      return ann?.neighbours.getSnapshot()[0]?.volume ?? -1;
    };
    expect(await volume(1)).toBe(1);
    expect(await volume(3)).toBeLessThan(1);
    expect(await volume(5)).toBeLessThan(await volume(3));
  });
});
