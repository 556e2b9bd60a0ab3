import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { createApi, guest, joinRoom, type Room } from "../../src/index.js";
import { type Cluster, endAll, startCluster } from "./run.js";

const data = mkdtempSync(join(tmpdir(), "roomkeeper-cluster-"));
chmodSync(data, 0o711); // Started by root, PostgreSQL and nginx are other users, who have to come by.
const entries = new Map<string, string>();
const storage = {
  getItem: (key: string) => entries.get(key) ?? null,
  setItem: (key: string, value: string) => void entries.set(key, value),
};
const rooms: Room[] = [];
const patience = { timeout: 20_000, interval: 20 };

afterEach(async () => {
  for (const room of rooms.splice(0)) room.leave();
  await endAll();
  rmSync(data, { recursive: true, force: true });
});

test("a cluster behind nginx survives the kill of a node, ends with Ctrl-C, and starts again with all it kept", async () => {
  let cluster = await startCluster(data);
  expect(cluster.nodes.map(({ pid }) => pid)).toHaveLength(3);
  await pagesAreThere(cluster);
  const ann = person(cluster, "Ann");
  const { id } = await ann.api.createRoom({ kind: "lobby", name: "Test" });
  const a = await ann.join(id);
  await a.command("board", { t1: { x: 1 } });

  const owner = await ownerOf(cluster, id);
  const killed = cluster.nodes.find(({ address }) => address === owner);
  expect(killed, `${owner} is one of them`).toBeDefined();
  const states: string[] = [];
  a.status.subscribe(() => states.push(a.status.getSnapshot().state));
  process.kill(killed?.pid ?? 0, "SIGKILL");
  await expect.poll(() => states, patience).toEqual(["reconnecting", "joined"]);
  await a.command("board", { t2: { x: 2 } });
  expect(a.get(["board", "t1", "x"])).toBe(1);
  await expect.poll(cluster.output, patience).toContain(`ended, pid ${killed?.pid}.`);
  const other = { ...cluster, nodes: cluster.nodes.filter((node) => node !== killed) };
  expect(await ownerOf(other, id)).not.toBe(owner);

  await endsWithAll(cluster, 5); // two nodes, PostgreSQL, Redis, nginx

  a.leave();
  cluster = await startCluster(data);
  const again = await person(cluster, "Ann").join(id);
  expect(again.get(["board"])).toEqual({ t1: { x: 1 }, t2: { x: 2 } });
  await endsWithAll(cluster, 6);
}, 240_000);

function person({ url: baseUrl }: Cluster, name: string) {
  const { token } = guest({ name, baseUrl, storage });
  return {
    api: createApi({ baseUrl, token }),
    join: async (roomId: string): Promise<Room> => {
      const room = joinRoom({ roomId, baseUrl, token, name, WebSocket });
      rooms.push(room);
      await expect.poll(() => room.status.getSnapshot().state, patience).toBe("joined");
      return room;
    },
  };
}

/** What nginx lets through, and what not; the pages themselves, and the socket of the course's clients. */
async function pagesAreThere({ url }: Cluster): Promise<void> {
  for (const path of ["/", "/app", "/feedback"]) {
    const response = await fetch(url + path);
    expect([path, response.status]).toEqual([path, 200]);
    expect(await response.text()).toContain('id="root"');
  }
  for (const path of ["/metrics", "/route/x", "/link/v1/vouch"]) {
    expect([path, (await fetch(url + path)).status]).toEqual([path, 404]);
  }
  const socket = new WebSocket(`${url.replace("http", "ws")}/`);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.once("open", () =>
    socket.send(JSON.stringify({ type: "join", payload: { spaceId: "none", token: "bad" } })),
  );
  expect(await closed).toBe(4401);
}

async function ownerOf({ nodes }: Cluster, roomId: string): Promise<string | null> {
  const response = await fetch(`http://${nodes[0]?.address}/route/${roomId}`);
  return response.headers.get("X-Roomkeeper-Node");
}

/** Presses Ctrl-C, and sees that nobody is left of all that were started. */
async function endsWithAll(cluster: Cluster, count: number): Promise<void> {
  const children = readFileSync(`/proc/${cluster.pid}/task/${cluster.pid}/children`, "utf8")
    .trim()
    .split(" ");
  expect(children).toHaveLength(count);
  expect(await cluster.interrupt()).toBe(130);
  expect(children.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
}
