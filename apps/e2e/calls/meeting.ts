import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { fakeDevices, openBrowser, type Person, type PersonOptions, person } from "../people";
import { type Server, startServer } from "../server";
import { type Bundle, bundlePage, offerPage } from "./bundle";
import type { Figures } from "./side";

/** Somebody in the space, with a page of its own. */
export type Guest = Person & { readonly name: string; readonly id: string };

/** How long a figure is watched: the made-up microphone beeps twice a second. */
const watchMillis = 1_200;
const patience = { timeout: 20_000, interval: 150 };

/** A server, a browser with made-up devices, and a space for each test. Nobody's page may fail. */
export function openMeeting(options: () => Promise<readonly string[]> = async () => []) {
  let server: Server;
  let browser: Browser;
  let bundle: Bundle;
  let room: Promise<string> | null = null;
  const present: Person[] = [];

  beforeAll(async () => {
    const [started, opened, built] = await Promise.all([
      options().then(startServer),
      openBrowser(fakeDevices),
      bundlePage(),
    ]);
    server = started;
    browser = opened;
    bundle = built;
  });

  afterEach(async () => {
    room = null;
    const errors = present.flatMap((someone) => someone.errors);
    await Promise.all(present.splice(0).map(({ context }) => context.close()));
    expect(errors).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Somebody with a browser, who is nowhere yet. */
  async function appear(options: PersonOptions): Promise<Person> {
    const someone = await person(browser, { permissions: ["camera", "microphone"], ...options });
    present.push(someone);
    return someone;
  }

  /** Comes into the test's space; newcomers stand beside each other. */
  async function arrive(
    name: string,
    permissions: string[] = ["camera", "microphone"],
    transport = "all",
  ): Promise<Guest> {
    room ??= createSpace(server.url);
    const someone = await appear({ name, permissions });
    await offerPage(someone.context, bundle);
    const query = new URLSearchParams({ room: await room, name, transport });
    await someone.page.goto(`${server.url}/calls-page?${query}`);
    await someone.page.waitForFunction(() => (globalThis.callSide?.self() ?? null) !== null);
    const id = await someone.page.evaluate(() => globalThis.callSide.self() ?? "");
    return { ...someone, name, id };
  }

  return { server: () => server, appear, arrive };
}

async function createSpace(url: string): Promise<string> {
  const post = async (path: string, authorization: string, body: object): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const key = crypto.randomUUID().replaceAll("-", "");
  const { token } = (await post("/guest", `Guest ${key}`, { name: "Host" })) as { token: string };
  const options = { width: 60, height: 30 };
  const room = await post("/rooms", `Bearer ${token}`, { kind: "space", options });
  return (room as { id: string }).id;
}

export function received(to: Guest, from: Guest): Promise<Figures | null> {
  return to.page.evaluate((id) => globalThis.callSide.received(id), from.id);
}

/** By how much each figure rose in a while. */
export async function rise(to: Guest, from: Guest): Promise<{ frames: number; energy: number }> {
  const before = await received(to, from);
  await to.page.waitForTimeout(watchMillis);
  const after = await received(to, from);
  if (before === null || after === null) throw new Error(`${to.name} gets nothing of ${from.name}`);
  return { frames: after.frames - before.frames, energy: after.energy - before.energy };
}

/** Pictures and sound go both ways between each two of these. */
export async function allMeet(...guests: readonly Guest[]): Promise<void> {
  await Promise.all(
    guests.flatMap((to) =>
      guests.filter((from) => from !== to).map((from) => flows(to, from, "both")),
    ),
  );
}

export async function flows(to: Guest, from: Guest, what: "both" | "frames" | "energy") {
  let last: Figures | null = null;
  const rises = async (): Promise<string> => {
    const next = await received(to, from);
    const [before, now] = [last, next];
    last = next;
    if (before === null || now === null) return "nothing";
    const rose = { frames: now.frames > before.frames, energy: now.energy > before.energy };
    return what === "both" ? `${rose.frames} ${rose.energy}` : `${rose[what]}`;
  };
  // A beep comes twice a second: two looks half a second apart hold one.
  await expect
    .poll(rises, { ...patience, interval: 600, message: `${from.name} to ${to.name}` })
    .toBe(what === "both" ? "true true" : "true");
}

export function connections(guest: Guest): Promise<string[]> {
  return guest.page.evaluate(() =>
    globalThis.callSide.connections.map(({ connectionState }) => connectionState),
  );
}

/** The words that the tile of somebody is described by. */
export async function hasTile(at: Guest, of: Guest, words: RegExp): Promise<void> {
  const label = () => at.page.locator(`[data-id="${of.id}"]`).getAttribute("aria-label");
  await expect.poll(label, { ...patience, message: `${of.name} at ${at.name}` }).toMatch(words);
}

export async function hasNeighbours(guest: Guest, ...others: readonly Guest[]): Promise<void> {
  const wanted = others.map(({ id }) => id).sort();
  const tiles = () =>
    guest.page
      .locator("[data-id]")
      .evaluateAll((all) => all.map((tile) => tile.getAttribute("data-id") ?? "").sort());
  await expect.poll(tiles, { ...patience, message: `tiles of ${guest.name}` }).toEqual(wanted);
}

export function walk(guest: Guest, dx: number, dy: number, steps: number): Promise<void> {
  return guest.page.evaluate(
    ([right, down, count]) => globalThis.callSide.walk(right, down, count),
    [dx, dy, steps] as const,
  );
}

/** Answers the question that comes with the first neighbour. */
export async function joinIn(guest: Guest, how = "Camera and microphone"): Promise<void> {
  await guest.page.getByRole("button", { name: how }).click();
}
