import type { Page } from "playwright-core";
import { createApi, guest } from "roomkeeper";
import { describe, expect, test } from "vitest";
import { signUp } from "./accounts";
import { expectAccessible } from "./axe";
import { openHouse } from "./game";
import { lying, phone } from "./people";
import { call, type Entry, makeSpace, place, visitor, walkIn } from "./space";

const matchSeconds = 20;
const { server, arrive } = openHouse(["--set", `arena.match-seconds=${matchSeconds}`]);
const patience = { timeout: 30_000 };

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

async function pressPlay(page: Page): Promise<void> {
  await page.goto(`${server().url}/arena`);
  await page.getByRole("button", { name: "Play" }).click();
}

const where = (page: Page) => page.locator(".match__health").innerText();

/** Waits until one stands on the map. */
async function onTheMap(page: Page): Promise<void> {
  await expect.poll(() => where(page), patience).toMatch(/health/);
}

describe("an arena in a space", () => {
  test("two walk to it, play, and stand where they stood", async () => {
    const ann = await visitor(server(), arrive, "Ann");
    const bob = await visitor(server(), arrive, "Bob");
    const spaceId = await makeSpace(server(), ann.token, "Harbour Office");
    const [atAnn, atBob] = [ann.person.page, bob.person.page];
    const start = await walkIn(server(), ann, spaceId);
    await walkIn(server(), bob, spaceId);
    const { elements } = await call<{ elements: Entry[] }>(server(), ann.token, "GET", "/elements");
    const machine = elements.find(({ name }) => name === "Arena machine");
    await call(server(), ann.token, "POST", "/space/element", {
      spaceId,
      elementId: machine?.id ?? "",
      x: start.x,
      y: start.y - 1,
    });
    await atAnn.getByRole("button", { name: /^Open arena/ }).click();
    await atBob.getByRole("button", { name: /^Join arena/ }).click();
    const [stood, stoodBob] = [await place(atAnn), await place(atBob)];
    for (const page of [atAnn, atBob]) {
      const inside = page.frameLocator("iframe");
      await expect
        .poll(() => inside.locator(".match__health").innerText(), patience)
        .toMatch(/health/);
      await expect.poll(() => inside.locator(".match__score").count(), patience).toBe(2);
    }
    const clock = atAnn.frameLocator("iframe").locator(".match__clock");
    await expect.poll(() => clock.innerText(), patience).toMatch(/^[0-3]:\d\d$/);
    await expectAccessible(atAnn);
    await atAnn.frameLocator("iframe").locator(".match__stage").focus();
    await atAnn.keyboard.press("KeyW");
    await atAnn.keyboard.press("Escape");
    await atAnn.locator("iframe").waitFor({ state: "detached" });
    const out = atBob.frameLocator("iframe").getByRole("button", { name: "Leave the match" });
    await out.click();
    await atBob.locator("iframe").waitFor({ state: "detached" });
    expect(await place(atAnn)).toEqual(stood);
    expect(await place(atBob)).toEqual(stoodBob);
    await atAnn.getByRole("button", { name: /^Join arena/ }).waitFor();
  });
});

describe("the arena", () => {
  test("a match for friends is played on a map of the catalogue", async () => {
    const { page } = await arrive({ name: "Ann" });
    await page.goto(`${server().url}/arena`);
    await page.getByLabel("Map").selectOption({ label: "Harbour Office" });
    await page.getByRole("button", { name: "Make a private match" }).click();
    await page.waitForURL(/\/arena\/.+/, patience);
    await onTheMap(page);
    await expect.poll(() => page.locator(".match__score").count(), patience).toBe(4);
  });

  test("one presses Play, plays with bots while one waits, and walks", async () => {
    const { page } = await arrive({ name: "Ann" });
    await pressPlay(page);
    await onTheMap(page);
    await page.getByText(/2 more are needed/).waitFor(patience);
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
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Play" }).waitFor();
    const standing = page.waitForResponse(/api\/v1\/queue/);
    await page.reload();
    expect((await standing).status()).toBe(404);
  });

  test("three people press Play, play one match to its end, see how they stand, and play again", async () => {
    const people = [
      await arrive({ name: "Ann" }),
      await arrive({ name: "Bob", size: phone }),
      await arrive({ name: "Cat", dark: true }),
    ] as const;
    const [ann] = people;
    await signUp(ann.page, server().url, `ann-${Date.now()}`);
    for (const { page } of people) await pressPlay(page);
    await ann.page.getByText(/The match begins in \d+ s/).waitFor(patience);
    for (const { page } of people) await page.waitForURL(/\/arena\/.+/, patience);
    expect(new Set(people.map(({ page }) => page.url())).size).toBe(1);
    for (const { page } of people) {
      await onTheMap(page);
      expect(await page.locator(".match__score").count()).toBe(3);
    }
    // Who presses Play elsewhere is led back.
    await people[2].page.goto(`${server().url}/arena`);
    await people[2].page.getByRole("link", { name: "Back to it" }).click();
    await onTheMap(people[2].page);
    for (const { page } of people) {
      await page.getByRole("heading", { name: /match is over|You won/ }).waitFor(patience);
      expect(await page.locator(".match__result tbody tr").count()).toBe(3);
    }
    await ann.page.getByText(/You are number 1 this month with \d+ points/).waitFor(patience);
    await expectAccessible(ann.page);
    for (const { page } of people) await page.getByRole("button", { name: "Rematch" }).click();
    for (const { page } of people) {
      await page.getByRole("heading", { name: /match is over|You won/ }).waitFor({
        state: "detached",
        ...patience,
      });
      await page
        .locator(".match__clock")
        .getByText(/0:[012]\d/)
        .waitFor(patience);
    }
    await ann.page.goto(`${server().url}/arena`);
    await ann.page.getByRole("link", { name: "Leaderboard" }).click();
    await ann.page.getByRole("row", { name: /^1 ann-.*\(you\)/ }).waitFor(patience);
    await expectAccessible(ann.page);
  }, 180_000);

  test("the queue, and a match of it, outlive their server", async ({ skip }) => {
    if (!server().isOwn) skip();
    const ann = await arrive({ name: "Ann" });
    await pressPlay(ann.page);
    await ann.page.getByText(/2 more are needed/).waitFor(patience);
    await server().kill();
    await server().restart();
    const others = [await arrive({ name: "Bob" }), await arrive({ name: "Cat" })] as const;
    for (const { page } of others) await pressPlay(page);
    const people = [ann, ...others];
    for (const { page } of people) await page.waitForURL(/\/arena\/.+/, { timeout: 60_000 });
    expect(new Set(people.map(({ page }) => page.url())).size).toBe(1);
    for (const { page } of people) await onTheMap(page);
    await server().kill();
    await server().restart();
    for (const { page } of people) {
      await page.getByRole("heading", { name: /match is over|You won/ }).waitFor({
        timeout: 60_000,
      });
    }
  }, 240_000);

  test("who leaves a running match for good is asked first, and may look for another", async () => {
    const people = [
      await arrive({ name: "Ann" }),
      await arrive({ name: "Bob" }),
      await arrive({ name: "Cat" }),
    ] as const;
    for (const { page } of people) await pressPlay(page);
    for (const { page } of people) await page.waitForURL(/\/arena\/.+/, patience);
    const [{ page: ann }, { page: bob }] = people;
    await onTheMap(ann);
    await ann.getByRole("button", { name: "Leave the match" }).click();
    await ann.getByRole("button", { name: "Leave for good" }).click();
    await ann.getByRole("button", { name: "Play" }).waitFor(patience);
    await expect.poll(() => bob.locator(".match__score").count(), patience).toBe(2);
  }, 90_000);

  test("friends make a match of their own, with bots, and send its link", async () => {
    const { page } = await arrive({ name: "Ann" });
    await page.goto(`${server().url}/arena`);
    await page.getByLabel("Bots").selectOption("2");
    await page.getByRole("button", { name: "Make a private match" }).click();
    await page.waitForURL(/\/arena\/.+/, patience);
    await onTheMap(page);
    await expect.poll(() => page.locator(".match__score").count(), patience).toBe(3);
    const bob = await arrive({ name: "Bob" });
    await bob.page.goto(page.url());
    await onTheMap(bob.page);
    await page.getByRole("button", { name: "Sound" }).click();
    await page.reload();
    await onTheMap(page);
    expect(await page.getByRole("button", { name: "Sound" }).getAttribute("aria-pressed")).toBe(
      "false",
    );
  });

  test("who finds all seats taken looks on", async () => {
    const link = await matchOf({ seats: 2, bots: 1, seconds: 600 });
    const ann = await arrive({ name: "Ann" });
    await ann.page.goto(link);
    await onTheMap(ann.page);
    const { page } = await arrive({ name: "Late" });
    await page.goto(link);
    await page.getByRole("link", { name: "Look on" }).click();
    await page.getByText(/You look on, 10 s late/).waitFor(patience);
    await expect.poll(() => page.locator(".match__score").count(), patience).toBe(2);
    await expectAccessible(page);
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
    const { page } = await arrive({ name: "Cat", size: lying, touch: true });
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
