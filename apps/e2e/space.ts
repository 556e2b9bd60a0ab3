import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Person, PersonOptions } from "./people";
import type { Server } from "./server";

/** Someone without an account, known to the server by the key that their browser is given. */
export type Visitor = { readonly person: Person; readonly token: string };

export type Spot = { readonly x: number; readonly y: number };

/** Small, so that drawing it without a graphics card is no hurdle. */
export const small = { width: 760, height: 640 };

export async function call<T>(
  server: Server,
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as T & { readonly message?: string };
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.message}`);
  return answer;
}

/** Lets somebody in whose token the test holds too. */
export async function visitor(
  server: Server,
  arrive: (options: PersonOptions) => Promise<Person>,
  name: string,
  options: PersonOptions = {},
): Promise<Visitor> {
  const key = randomBytes(24).toString("base64url");
  const person = await arrive({ size: small, ...options, name });
  await person.context.addInitScript((kept) => localStorage.setItem("roomkeeper.guest", kept), key);
  const response = await fetch(`${server.url}/api/v1/guest`, {
    method: "POST",
    headers: { authorization: `Guest ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  return { person, token: ((await response.json()) as { token: string }).token };
}

export type Entry = { readonly id: string; readonly name: string };

/** A space made from one of the maps that come with the server. */
export async function makeSpace(
  server: Server,
  token: string,
  mapName: string,
  name = mapName,
): Promise<string> {
  const { maps } = await call<{ maps: Entry[] }>(server, token, "GET", "/maps");
  const map = maps.find((one) => one.name === mapName);
  if (map === undefined) throw new Error(`no map ${mapName} among ${maps.map((m) => m.name)}`);
  const made = await call<{ spaceId: string }>(server, token, "POST", "/space", {
    name,
    mapId: map.id,
  });
  return made.spaceId;
}

/** Opens the page and waits until one stands somewhere. */
export async function walkIn(server: Server, { person }: Visitor, spaceId: string): Promise<Spot> {
  await person.page.goto(`${server.url}/space/${spaceId}`);
  return place(person.page);
}

/** Where the page says one stands. */
export async function place(page: Page): Promise<Spot> {
  const spot = await maybePlace(page);
  if (spot !== null) return spot;
  await page.getByText(/^You are at column/).waitFor({ state: "attached" });
  return place(page);
}

async function maybePlace(page: Page): Promise<Spot | null> {
  const words = (await page.locator("#whereabouts").allTextContents()).join("");
  const [, x, y] = /You are at column (\d+), row (\d+)/.exec(words) ?? [];
  return x === undefined || y === undefined ? null : { x: Number(x) - 1, y: Number(y) - 1 };
}

/** Where the page says somebody else is. */
export async function sightOf(page: Page, name: string): Promise<Spot | null> {
  const words = (await page.locator("#whereabouts").allTextContents()).join("");
  const [, x, y] = new RegExp(`${name} at column (\\d+), row (\\d+)`).exec(words) ?? [];
  return x === undefined || y === undefined ? null : { x: Number(x) - 1, y: Number(y) - 1 };
}

export async function becomes<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  await expect.poll(read, { timeout: 15_000, interval: 60 }).toEqual(wanted);
}

/** A click on the block that is so many away from oneself, where the stage's edge is far. */
export async function clickBlock(page: Page, right: number, down: number): Promise<void> {
  const { width, height } = small;
  // One stands in the middle, a block being 64 pixels; narrow screens show it smaller.
  await page.mouse.click(width / 2 + right * 64, height / 2 + down * 64);
}
