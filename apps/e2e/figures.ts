import { randomBytes } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { guest, joinRoom, type Room } from "roomkeeper";
import { type CardTableView, createCardTable } from "roomkeeper/cardtable";
import { createSpace, type Direction, type SpaceView } from "roomkeeper/space";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openBrowser, person } from "./people";
import { type Server, startServer } from "./server";
import { call, makeSpace, visitor, walkIn } from "./space";

// By hand, on a machine with nothing else to do: npx vitest run --project figures

let server: Server;
let browser: Browser;
const rooms: { leave(): void }[] = [];

/** What the page's scripts took of each frame, by the page's own clock. */
async function scriptOfFrames(page: Page, millis: number) {
  await page.evaluate(() => {
    (window as never as { frames: number[] }).frames.length = 0;
  });
  await page.waitForTimeout(millis);
  const frames = await page.evaluate(() => (window as never as { frames: number[] }).frames);
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
  return { frames: frames.length, median: at(0.5), p95: at(0.95) };
}

/** Runs in the page, before all else: adds up how long the callbacks and the messages of each frame take. */
function countFrames(): void {
  const frames: number[] = [];
  let sum = 0;
  Object.assign(window, { frames });
  const timed = <A extends unknown[]>(work: (...args: A) => unknown) => {
    return function (this: unknown, ...args: A) {
      const began = performance.now();
      try {
        return work.apply(this, args);
      } finally {
        sum += performance.now() - began;
      }
    };
  };
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => request(timed(callback));
  const listen = WebSocket.prototype.addEventListener;
  WebSocket.prototype.addEventListener = function (type: string, listener: never, options: never) {
    listen.call(this, type as "message", timed(listener as never) as never, options);
  };
  const next = (): void => {
    frames.push(sum);
    sum = 0;
    request(next);
  };
  request(next);
}

function somebody<View extends object>(name: string, roomId: string): Promise<Room<View>> {
  const key = randomBytes(32).toString("base64url");
  const storage = { getItem: () => key, setItem: () => {} };
  const { token } = guest({ name, baseUrl: server.url, storage });
  const room = joinRoom<View>({ baseUrl: server.url, roomId, token, name, WebSocket });
  rooms.push(room);
  return new Promise((resolve) => {
    const look = () => room.status.getSnapshot().state === "joined" && resolve(room);
    room.status.subscribe(look);
    look();
  });
}

describe("figures", () => {
  beforeAll(async () => {
    server = await startServer();
    browser = await openBrowser();
  });

  afterAll(async () => {
    for (const room of rooms) room.leave();
    await browser?.close();
    await server?.stop();
  });

  test("a hundred people walk and talk on one screen", async () => {
    const ann = await visitor(server, (options) => person(browser, options), "Ann", {
      size: { width: 1280, height: 800 },
    });
    await ann.person.page.addInitScript(countFrames);
    const spaceId = await makeSpace(server, ann.token, "Harbour Office");
    const ways: Direction[] = ["up", "down", "left", "right"];
    const walkers = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        return createSpace(await somebody<SpaceView>(`Walker ${i}`, spaceId));
      }),
    );
    await walkIn(server, ann, spaceId);
    const { page } = ann.person;
    await page.waitForTimeout(3000);
    const still = await scriptOfFrames(page, 4000);
    const walking = setInterval(() => {
      for (const { self } of walkers)
        self.hold(ways[Math.floor(Math.random() * ways.length)] ?? null);
      const one = walkers[Math.floor(Math.random() * walkers.length)];
      one?.chat.say("There you are! I looked for you everywhere.").catch(() => {});
    }, 400);
    await page.waitForTimeout(2000);
    const moving = await scriptOfFrames(page, 8000);
    clearInterval(walking);
    console.log(JSON.stringify({ still, moving }));
    expect(moving.p95).toBeLessThan(16);
  }, 120_000);

  test("ten people drag among 500 things, on a processor of a quarter the speed", async () => {
    const ann = await visitor(server, (options) => person(browser, options), "Ann", {
      size: { width: 1280, height: 800 },
    });
    await ann.person.page.addInitScript(countFrames);
    const { id } = await call<{ id: string }>(server, ann.token, "POST", "/rooms", {
      kind: "cardtable",
      name: "Figures",
    });
    const tables = await Promise.all(
      Array.from({ length: 10 }, async (_, i) =>
        createCardTable(await somebody<CardTableView>(`Player ${i}`, id)),
      ),
    );
    for (let i = 0; i < 500; i += 1) {
      const at = { x: 20 + (i % 40) * 30, y: 20 + Math.floor(i / 40) * 45 };
      await tables[i % 10]?.objects.add(`token-${i}`, {
        type: "token",
        color: "#cc3344",
        ...at,
        z: i,
        rotation: 0,
      });
    }
    const { page } = ann.person;
    await page.goto(`${server.url}/table/${id}`);
    await page.locator('[data-id="token-499"]').waitFor();
    const cdp = await ann.person.context.newCDPSession(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    for (const [i, table] of tables.entries()) table.drag.start(`token-${i}`, { x: 100, y: 100 });
    let step = 0;
    const dragging = setInterval(() => {
      step += 1;
      for (const [i, table] of tables.entries())
        table.drag.move({ x: 300 + 200 * Math.sin(step / 20 + i), y: 250 + 10 * i });
    }, 16);
    await page.waitForTimeout(2000);
    const frames = await scriptOfFrames(page, 8000);
    clearInterval(dragging);
    console.log(JSON.stringify({ frames }));
    expect(frames.p95).toBeLessThan(16);
  }, 180_000);
});
