import type { Page } from "playwright-core";
import { createApi, guest } from "roomkeeper";
import { describe, expect, test } from "vitest";
import { expectAccessible } from "./axe";
import { openHouse } from "./game";
import { phone } from "./people";

const { server, arrive } = openHouse();
const patience = { timeout: 30_000 };
const lying = { width: 844, height: 390 };

/** A room of kind arena that somebody else made; answers the address of its page. */
async function matchOf(options: Record<string, string | number | boolean>): Promise<string> {
  const kept = new Map<string, string>();
  const host = guest({
    name: "Host",
    baseUrl: server().url,
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
    },
  });
  const api = createApi({ baseUrl: server().url, token: host.token });
  const { id } = await api.createRoom({ kind: "arena", name: "Match", options });
  return `${server().url}/arena/${id}`;
}

const where = (page: Page) => page.locator(".match__health").innerText();

/** Waits until one stands on the map. */
async function onTheMap(page: Page): Promise<void> {
  await expect.poll(() => where(page), patience).toMatch(/health/);
}

describe("the arena", () => {
  test("one presses Play, is in a game with bots, and walks", async () => {
    const { page } = await arrive({ name: "Ann" });
    await page.goto(`${server().url}/arena`);
    await page.getByRole("button", { name: "Play" }).click();
    await page.waitForURL(/\/arena\/.+/);
    await onTheMap(page);
    await expect.poll(() => page.locator(".match__score").count(), patience).toBe(5);
    await page.locator(".match__stage").focus();
    const before = await where(page);
    let moved = false;
    for (const key of ["d", "s", "a", "w"]) {
      await page.keyboard.down(key);
      await page.waitForTimeout(800);
      await page.keyboard.up(key);
      const now = await where(page);
      moved ||= now.replace(/^\D*\d+/, "") !== before.replace(/^\D*\d+/, "");
    }
    expect(moved).toBe(true);
    await page.getByRole("button", { name: "Network" }).click();
    await page.getByText("Others are shown").waitFor();
  });

  test("two people and two bots play a match to its end, on a desktop and a phone, and play again", async () => {
    const link = await matchOf({ bots: 2, seconds: 20, level: "easy" });
    const ann = await arrive({ name: "Ann" });
    await ann.page.goto(link);
    const bob = await arrive({ name: "Bob", size: phone });
    await bob.page.goto(link);
    for (const { page } of [ann, bob]) {
      await onTheMap(page);
      await expect.poll(() => page.locator(".match__score").count(), patience).toBe(4);
    }
    await ann.page.mouse.move(300, 300);
    await ann.page.mouse.down();
    for (const { page } of [ann, bob]) {
      await page.getByRole("heading", { name: /match is over|You won/ }).waitFor(patience);
      await expect.poll(() => page.locator(".match__result tbody tr").count()).toBe(4);
    }
    await ann.page.mouse.up();
    const rows = ".match__result tbody";
    expect(await ann.page.locator(rows).innerText()).toBe(await bob.page.locator(rows).innerText());
    await ann.page.getByRole("button", { name: "Play again" }).click();
    await ann.page.getByRole("button", { name: "Waiting for the others" }).waitFor();
    await bob.page.getByRole("button", { name: "Play again" }).click();
    await expect
      .poll(() => ann.page.locator(".match__clock").innerText(), patience)
      .toMatch(/0:[01]\d/);
  }, 120_000);

  test("two thumbs play on a phone that lies", async () => {
    const link = await matchOf({ bots: 0, seconds: 600 });
    const { page } = await arrive({ name: "Cat", size: { ...lying, width: 499 } });
    await page.goto(link);
    await onTheMap(page);
    const before = (await where(page)).replace(/^\D*\d+/, "");
    const touch = (type: string, x: number, y: number) =>
      page.locator(".match__stage").dispatchEvent(type, {
        pointerId: 5,
        pointerType: "touch",
        clientX: x,
        clientY: y,
        bubbles: true,
      });
    for (const [dx, dy] of [
      [80, 0],
      [0, 80],
      [-80, 0],
      [0, -80],
    ] as const) {
      await touch("pointerdown", 100, 250);
      await touch("pointermove", 100 + dx, 250 + dy);
      await page.waitForTimeout(900);
      const now = (await where(page)).replace(/^\D*\d+/, "");
      await touch("pointerup", 100 + dx, 250 + dy);
      if (now !== before) return;
    }
    throw new Error(`the thumb moved nothing: ${before}`);
  });

  test("a match goes on when its server is killed", async ({ skip }) => {
    if (!server().isOwn) skip();
    const link = await matchOf({ bots: 1, seconds: 600, level: "easy" });
    const { page } = await arrive({ name: "Ann" });
    await page.goto(link);
    await onTheMap(page);
    await page.waitForTimeout(1_500);
    const before = (await where(page)).replace(/^\D*\d+/, "");
    await server().kill();
    await page.getByText("Reconnecting…").waitFor(patience);
    await server().restart();
    await page.getByText("Reconnecting…").waitFor({ state: "detached", ...patience });
    await onTheMap(page);
    expect((await where(page)).replace(/^\D*\d+/, "")).toBe(before);
    await page.locator(".match__clock").getByText(/^9:/).waitFor(patience);
  }, 180_000);

  test("axe finds nothing wrong on the pages", async () => {
    const { page } = await arrive({ name: "Ann" });
    await page.goto(`${server().url}/arena`);
    await page.getByRole("button", { name: "Play" }).waitFor();
    await expectAccessible(page);
    await page.goto(await matchOf({ bots: 1, seconds: 10 }));
    await onTheMap(page);
    await expectAccessible(page);
    await page.getByRole("heading", { name: /match is over|You won/ }).waitFor(patience);
    await expectAccessible(page);
  });
});
