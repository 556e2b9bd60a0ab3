import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { keep, looks } from "./looks";
import {
  createTable,
  desktop,
  drag,
  middleOf,
  openBrowser,
  type Person,
  person,
  phone,
} from "./people";
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

test("start page and card table, on desktop and phone, in light and dark", async () => {
  const { ann, ben, link } = await setUpGame();
  const profile = await ann.context.storageState();
  await ann.context.close();
  for (const { name, size, dark } of looks) {
    const emil = await person(browser, { name: "Emil", size, dark });
    await emil.page.goto(server.url);
    await emil.page.locator(".room-row__name").first().waitFor();
    await keep(emil.page, `start-${name}`);
    await emil.context.close();

    const again = await person(browser, { size, dark, profile });
    await again.page.goto(link);
    await again.page.locator(".tray-card >> nth=5").waitFor();
    await ben.page.getByLabel("Message").fill("Hearts are trumps, good luck!");
    await ben.page.keyboard.press("Enter");
    await keep(again.page, `table-${name}`);
    await again.context.close();
  }
}, 300_000);

test("nothing there, nobody there, no server", async () => {
  const empty = await startServer();
  for (const { name, size } of [
    { name: "desktop", size: desktop },
    { name: "phone", size: phone },
  ]) {
    const emil = await person(browser, { name: "Emil", size, dark: false });
    await emil.page.goto(empty.url);
    await keep(emil.page, `start-empty-${name}`, true);
    await emil.page.goto(`${empty.url}/table/nosuchtable`);
    await keep(emil.page, `table-gone-${name}`);
    await emil.page.goto(empty.url);
    await emil.page.route("**/api/**", (route) => route.abort());
    await emil.page.reload();
    await keep(emil.page, `start-unreachable-${name}`, true);
    await emil.context.close();
  }
  await empty.stop();
}, 120_000);

/** A game under way: four people with a hand each, a trick on the table, and a few things beside it. */
async function setUpGame(): Promise<{ ann: Person; ben: Person; link: string }> {
  const ann = await person(browser, { name: "Ann" });
  const link = await createTable(ann.page, server.url, "Friday night whist");
  const ben = await follow("Ben", link);
  const people = [ann, ben, await follow("Chiara", link), await follow("Divya", link)];
  for (const { page } of people) {
    await page.locator(".deck__cards").focus();
    for (let drawn = 0; drawn < 7; drawn++) await page.keyboard.press("Space");
    await page.locator(".tray-card >> nth=6").waitFor();
    await page.locator(".tray-card__body").first().focus();
    await page.keyboard.press("Enter");
    await page.locator(".tray-card >> nth=6").waitFor({ state: "detached" });
  }
  await lay(ann.page);
  await ben.page.getByRole("button", { name: /^Chat/ }).click();
  return { ann, ben, link };
}

async function follow(name: string, link: string): Promise<Person> {
  const someone = await person(browser, { name });
  await someone.page.goto(link);
  await someone.page.locator(".deck__cards").waitFor();
  return someone;
}

/** Puts dice, a token, a score and a pile beside the trick. */
async function lay(page: Page): Promise<void> {
  const deck = await middleOf(page, ".deck__cards");
  const at = (x: number, y: number) => ({ x: deck.x + x, y: deck.y + y });
  await place(page, "Die", ".thing--die", at(250, -120));
  await page.locator(".die").click();
  await place(page, "Token", ".thing--token", at(-300, 130));
  await place(page, "Counter", ".thing--counter", at(290, 120));
  for (let point = 0; point < 3; point++) await page.locator(".counter__button").last().click();
  await drag(page, deck, at(-190, -110));
  await page.waitForTimeout(400);
  await page.mouse.click(deck.x + 60, deck.y + 220);
}

async function place(
  page: Page,
  tool: string,
  selector: string,
  to: { x: number; y: number },
): Promise<void> {
  await page.getByRole("button", { name: tool, exact: true }).click();
  await page.locator(selector).waitFor();
  await page.waitForTimeout(300);
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not on the screen`);
  await drag(page, { x: box.x + box.width / 2, y: box.y + 8 }, { x: to.x, y: to.y - 20 });
  await page.waitForTimeout(300);
}
