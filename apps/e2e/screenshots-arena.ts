import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp } from "./accounts";
import { keep, looks } from "./looks";
import { openBrowser, person } from "./people";
import { type Server, startServer } from "./server";

const patience = { timeout: 60_000 };
let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await startServer(["--set", "arena.match-seconds=25"]);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function onTheMap(page: Page): Promise<void> {
  await expect.poll(() => page.locator(".match__health").innerText(), patience).toMatch(/health/);
}

async function pressPlay(page: Page): Promise<void> {
  await page.goto(`${server.url}/arena`);
  await page.getByRole("button", { name: "Play" }).click();
}

const lying = [
  { name: "landscape-light", size: { width: 844, height: 390 }, dark: false },
  { name: "landscape-dark", size: { width: 844, height: 390 }, dark: true },
] as const;
/** Three looks at a time: they are the three who play. */
const groups = [
  [looks[0], looks[3], lying[0]],
  [looks[2], looks[1], lying[1]],
] as const;
const longName = "Bartholomew-the-Unreasonably-Long";

test("the arena before, in and after a match of the queue, and the leaderboard", async () => {
  for (const group of groups) {
    const people = await Promise.all(
      group.map(async ({ name, size, dark }, i) => ({
        look: name,
        who: await person(browser, { name: i === 1 ? longName : `Player ${i}`, size, dark }),
      })),
    );
    const pages = people.map(({ who }) => who.page);
    const keepAll = async (what: string, fullPage = false): Promise<void> => {
      for (const { look, who } of people) await keep(who.page, `arena${what}-${look}`, fullPage);
    };
    const [first, second, third] = pages as [Page, Page, Page];
    for (const page of pages) {
      await page.goto(`${server.url}/arena/leaderboard`);
      await page.locator(".notice, .board__table").waitFor(patience);
    }
    await keepAll("-leaderboard-empty");
    const unique = Date.now().toString(36);
    await signUp(first, server.url, `ann-${unique}`);
    await signUp(second, server.url, `${longName.slice(0, 22)}-${unique}`);
    for (const page of pages) await page.goto(`${server.url}/arena`);
    await first.getByRole("button", { name: "Play" }).waitFor();
    await keepAll("", true);
    await pressPlay(first);
    await pressPlay(second);
    await first.getByText(/1 more is needed/).waitFor(patience);
    await onTheMap(first);
    await onTheMap(second);
    for (const { look, who } of people.slice(0, 2)) await keep(who.page, `arena-waiting-${look}`);
    await pressPlay(third);
    await third.getByText(/The match begins in \d/).waitFor(patience);
    await keepAll("-countdown");
    for (const page of pages) await page.waitForURL(/\/arena\/.+/, patience);
    await onTheMap(third);
    await keepAll("-match");
    await third.getByRole("button", { name: "Leave the match" }).click();
    await keep(third, `arena-leave-${people[2]?.look}`);
    await third.getByRole("button", { name: "Stay" }).click();
    await first.getByText(/You are number/).waitFor(patience);
    await keepAll("-result");
    for (const page of pages) {
      await page.goto(`${server.url}/arena/leaderboard`);
      await page.locator(".board__table").waitFor(patience);
    }
    await keepAll("-leaderboard");
    for (const { who } of people) await who.context.close();
  }
}, 900_000);
