import type { Browser, Page } from "playwright-core";
import { createApi, guest } from "roomkeeper";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp } from "./accounts";
import { keep, looks } from "./looks";
import { openBrowser, type Person, person } from "./people";
import { type Server, startServer } from "./server";

const patience = { timeout: 60_000 };
let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await startServer(["--set", "arena.match-seconds=15"]);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function matchOf(options: Record<string, string | number | boolean>): Promise<string> {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      kept.set(key, value);
    },
  };
  const host = guest({ name: "Host", baseUrl: server.url, storage });
  const api = createApi({ baseUrl: server.url, token: host.token });
  const { id } = await api.createRoom({ kind: "arena", name: "Match", options });
  return `${server.url}/arena/${id}`;
}

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
const all = [...looks, ...lying];

test("the arena before, in and after a match", async () => {
  for (const { name, size, dark } of all) {
    const ann = await person(browser, { name: "Ann", size, dark });
    await ann.page.goto(`${server.url}/arena`);
    await ann.page.getByRole("button", { name: "Play" }).waitFor();
    await keep(ann.page, `arena-${name}`, true);
    await ann.page.goto(`${server.url}/arena/leaderboard`);
    await ann.page.getByText("Nobody is here yet.").waitFor(patience);
    await keep(ann.page, `arena-leaderboard-empty-${name}`);
    await ann.page.goto(await matchOf({ bots: 5, level: "medium", seconds: 14 }));
    await onTheMap(ann.page);
    await ann.page.keyboard.down("d");
    await ann.page.waitForTimeout(2_500);
    await ann.page.keyboard.up("d");
    await keep(ann.page, `arena-match-${name}`);
    await ann.page.getByRole("heading", { name: /match is over|You won/ }).waitFor(patience);
    await keep(ann.page, `arena-result-${name}`);
    await ann.context.close();
  }
}, 600_000);

test("the queue, a match of it, and the leaderboard", async () => {
  const longName = "Bartholomew-the-Unreasonably-Long-Named";
  for (const { name, size, dark } of all) {
    const people: Person[] = [];
    for (const who of ["ann", longName, "cat"]) {
      const look = who === "ann" ? { size, dark } : {};
      people.push(await person(browser, { name: who, ...look }));
    }
    const [ann, bob, cat] = people as [Person, Person, Person];
    const unique = Date.now().toString(36);
    await signUp(ann.page, server.url, `ann-${unique}`);
    await signUp(bob.page, server.url, `${longName.slice(0, 28)}-${unique}`);
    await pressPlay(ann.page);
    await onTheMap(ann.page);
    await pressPlay(bob.page);
    await ann.page.getByText(/1 more is needed/).waitFor(patience);
    await keep(ann.page, `arena-waiting-${name}`);
    await pressPlay(cat.page);
    await ann.page.getByText(/The match begins in/).waitFor(patience);
    await keep(ann.page, `arena-countdown-${name}`);
    await ann.page.waitForURL(/\/arena\/.+/, patience);
    await onTheMap(ann.page);
    await ann.page.getByRole("button", { name: "Leave the match" }).click();
    await keep(ann.page, `arena-leave-${name}`);
    await ann.page.getByRole("button", { name: "Stay" }).click();
    await ann.page.getByText(/You are number/).waitFor(patience);
    await keep(ann.page, `arena-ranked-${name}`);
    await ann.page.goto(`${server.url}/arena/leaderboard`);
    await ann.page.locator(".board__table").waitFor(patience);
    await keep(ann.page, `arena-leaderboard-${name}`);
    for (const { context } of people) await context.close();
  }
}, 900_000);
