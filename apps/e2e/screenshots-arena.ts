import type { Browser, Page } from "playwright-core";
import { createApi, guest } from "roomkeeper";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keep, looks } from "./looks";
import { openBrowser, person } from "./people";
import { type Server, startServer } from "./server";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
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
  await expect
    .poll(() => page.locator(".match__health").innerText(), { timeout: 30_000 })
    .toMatch(/health/);
}

const lying = [
  { name: "landscape-light", size: { width: 844, height: 390 }, dark: false },
  { name: "landscape-dark", size: { width: 844, height: 390 }, dark: true },
] as const;

test("the arena before, in and after a match", async () => {
  for (const { name, size, dark } of [...looks, ...lying]) {
    const ann = await person(browser, { name: "Ann", size, dark });
    await ann.page.goto(`${server.url}/arena`);
    await ann.page.getByRole("button", { name: "Play" }).waitFor();
    await keep(ann.page, `arena-${name}`);
    await ann.page.goto(await matchOf({ bots: 5, level: "medium", seconds: 14 }));
    await onTheMap(ann.page);
    await ann.page.keyboard.down("d");
    await ann.page.waitForTimeout(2_500);
    await ann.page.keyboard.up("d");
    await keep(ann.page, `arena-match-${name}`);
    await ann.page
      .getByRole("heading", { name: /match is over|You won/ })
      .waitFor({ timeout: 40_000 });
    await keep(ann.page, `arena-result-${name}`);
    await ann.context.close();
  }
}, 400_000);
