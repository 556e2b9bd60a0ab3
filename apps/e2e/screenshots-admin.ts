import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { password, signUp } from "./accounts";
import { keep, looks } from "./looks";
import { createTable, openBrowser, type PersonOptions, person } from "./people";
import { type Server, startServer } from "./server";
import { call } from "./space";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await startServer(["--weak-passwords"]);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const landscape = { width: 844, height: 390 };
const longName = "Maximiliane von und zu Hohenstein-Oberndorf";
const longTable =
  "Everybody who ever wanted to play cards on a train, in the carriage where we met";
const sizes = [
  ...looks,
  { name: "landscape-light", size: landscape, dark: false },
  { name: "landscape-dark", size: landscape, dark: true },
] as const;

async function open(look: (typeof sizes)[number], options: PersonOptions): Promise<Page> {
  const { page } = await person(browser, { size: look.size, dark: look.dark, ...options });
  return page;
}

test("who is here, and what one does about them", async () => {
  const ann = await person(browser, { name: "Ann" });
  const link = await createTable(ann.page, server.url, longTable);
  const { context } = ann;
  const profile = await context.storageState();
  for (const name of ["Bob", longName]) {
    const guest = await person(browser, { name });
    await guest.page.goto(link);
    await guest.page.locator(".deck__cards").waitFor();
    await guest.page.getByRole("button", { name: "Chat" }).click();
    await guest.page.getByLabel("Message").fill(`Hello from ${name}`);
    await guest.page.keyboard.press("Enter");
  }
  await ann.page.close();
  for (const look of sizes) {
    const page = await open(look, { profile, name: "Ann" });
    await page.goto(link);
    await page.getByRole("button", { name: "Who is here" }).click();
    await page.getByLabel("Only people I choose may come in").click();
    await page.getByRole("list", { name: "Who may come in" }).waitFor();
    await keep(page, `people-${look.name}`);
    await page.getByLabel("Only people I choose may come in").scrollIntoViewIfNeeded();
    await keep(page, `people-settings-${look.name}`);
    await page.getByLabel("Only people I choose may come in").click();
    await page.getByRole("button", { name: `What to do about ${longName}` }).click();
    await keep(page, `people-menu-${look.name}`);
    await page.getByRole("menuitem", { name: "Ban from the room…" }).click();
    await keep(page, `people-ban-${look.name}`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: `What to do about ${longName}` }).click();
    await page.getByRole("menuitem", { name: "Report…" }).click();
    await keep(page, `people-report-${look.name}`);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "You are Ann" }).click();
    await page.getByLabel("Your name here").waitFor();
    await keep(page, `people-me-${look.name}`);
    await page.context().close();
  }
}, 300_000);

test("what admins look after", async () => {
  const ada = await person(browser);
  await signUp(ada.page, server.url, "Ada", await server.setupCode());
  const profile = await ada.context.storageState();
  const token = JSON.parse(
    (await ada.page.evaluate(() => localStorage.getItem("roomkeeper.account"))) ?? "{}",
  ).token as string;
  const ids: string[] = [];
  for (const username of ["Bob", longName, "Cleo"]) {
    const { userId } = await call<{ userId: string }>(server, "", "POST", "/signup", {
      username,
      password,
      type: "user",
    });
    ids.push(userId);
  }
  const look0 = looks[0];
  const empty = await open(look0, { profile });
  await empty.goto(`${server.url}/admin/reports`);
  await empty.getByText("Nobody was reported.").waitFor();
  await keep(empty, "admin-reports-empty-desktop", true);
  await call(server, token, "POST", "/rooms", { kind: "cardtable", name: longTable });
  await call(server, token, "POST", "/rooms", { kind: "lobby" });
  for (const [at, reason] of ["harassment", "spam"].entries()) {
    await call(server, token, "POST", "/reports", {
      about: ids[at],
      reason,
      note: at === 0 ? "He is rude, and does not stop when he is asked to." : undefined,
      told: ["go away", "x".repeat(300)],
    });
  }
  await call(server, token, "PUT", `/admin/bans/${ids[1]}`, { minutes: 1440, reason: "loud" });
  await call(server, token, "PUT", `/admin/users/${ids[2]}`, { role: "admin" });
  for (const look of sizes) {
    const page = await open(look, { profile });
    await page.goto(`${server.url}/admin/people`);
    await page.getByText("Cleo").waitFor();
    await keep(page, `admin-people-${look.name}`, true);
    await page.getByRole("button", { name: "What to do about Bob" }).first().click();
    await keep(page, `admin-people-menu-${look.name}`);
    await page.getByRole("menuitem", { name: "Delete the account…" }).click();
    await keep(page, `admin-people-delete-${look.name}`);
    await page.goto(`${server.url}/admin/rooms`);
    await page.getByText(longTable).waitFor();
    await keep(page, `admin-rooms-${look.name}`, true);
    await page.goto(`${server.url}/admin/reports`);
    await page.getByText("He is rude").waitFor();
    await keep(page, `admin-reports-${look.name}`, true);
    await page.context().close();
  }
}, 300_000);
