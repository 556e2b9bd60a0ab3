import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import {
  createTable,
  drag,
  middleOf,
  openBrowser,
  type Person,
  type PersonOptions,
  person,
} from "./people";
import { type Server, startServer } from "./server";

export const cards = ".thing--card";
export const tray = ".tray-card";
export const deck = ".deck__cards";

/**
 * A server and a browser for the tests of one file. After each test everybody goes, and no page may have failed. With
 * `options` of `./run` the server is always one of its own.
 */
export function openHouse(options: readonly string[] = []) {
  let server: Server;
  let browser: Browser;
  const present: Person[] = [];

  beforeAll(async () => {
    server = await startServer(options);
    browser = await openBrowser();
  });

  afterEach(async () => {
    const errors = present.flatMap((someone) => someone.errors);
    for (const { context } of present.splice(0)) await context.close();
    expect(errors).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function arrive(options: PersonOptions = {}): Promise<Person> {
    const someone = await person(browser, options);
    present.push(someone);
    return someone;
  }

  /** Someone who follows a link to a table. */
  async function follow(name: string, link: string): Promise<Person> {
    const someone = await arrive({ name });
    await someone.page.goto(link);
    await someone.page.locator(deck).waitFor();
    return someone;
  }

  /** Ann at a new table, and Bob, who followed the link to it. */
  async function twoAtATable(): Promise<{ ann: Person; bob: Person; link: string }> {
    const ann = await arrive({ name: "Ann" });
    const link = await createTable(ann.page, server.url);
    const bob = await follow("Bob", link);
    await ann.page.getByRole("button", { name: /^Bob/ }).waitFor();
    return { ann, bob, link };
  }

  return { server: () => server, arrive, follow, twoAtATable };
}

export async function drawToTray({ page }: Person, count: number): Promise<void> {
  const held = await page.locator(tray).count();
  for (let drawn = 1; drawn <= count; drawn++) {
    await page.locator(deck).click();
    await expect.poll(() => page.locator(tray).count()).toBe(held + drawn);
  }
}

/** Draws a card onto the table by hand: so far to the right of the deck, and down. */
export async function drawToTable({ page }: Person, right = 190, down = 10): Promise<void> {
  const before = await page.locator(cards).count();
  const from = await middleOf(page, deck);
  await drag(page, from, { x: from.x + right, y: from.y + down });
  await expect.poll(() => page.locator(cards).count()).toBe(before + 1);
}

/** The card that lies on the table once the server has named it; before, it has its name from the hand. */
export async function cardOnTable(page: Person["page"], nameInHand: string | null) {
  const card = page.locator(`${cards}:not([data-id="${nameInHand}"])`);
  await card.waitFor();
  return card;
}
