import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { signUp, tiledMap } from "./accounts";
import { keep, looks } from "./looks";
import { desktop, openBrowser, person, phone } from "./people";
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

const longName = "Everybody who ever wanted to talk about trains, in the room where we first met";

test("account, spaces and admin page, on desktop and phone, in light and dark", async () => {
  const ann = await person(browser);
  await signUp(ann.page, server.url, "Ann", await server.setupCode());
  await ann.page.getByRole("radio", { name: "Mei" }).check();
  await ann.page.locator(".site-head__me img").waitFor();
  await createSpace(ann.page, "Friday hangout", "Harbour Office");
  await createSpace(ann.page, longName, "Cherry Garden");
  await createSpace(ann.page, "Book club", "Empty");
  const profile = await ann.context.storageState();
  for (const { name, size, dark } of looks) {
    const { page, context } = await person(browser, { size, dark, profile });
    await page.goto(`${server.url}/account`);
    await page.getByRole("radio", { name: "Mei" }).waitFor();
    await keep(page, `account-${name}`, true);
    await page.goto(`${server.url}/spaces`);
    await page.getByText("Book club").first().waitFor();
    await keep(page, `spaces-${name}`, true);
    await page.getByRole("button", { name: "New space" }).click();
    await page.getByLabel("Name of the space").fill("Market day");
    await page.getByRole("radio", { name: "Market Square" }).check();
    await keep(page, `spaces-new-${name}`);
    await page.goto(`${server.url}/admin/elements`);
    await page.getByText("Card table").first().waitFor();
    await keep(page, `admin-elements-${name}`);
    await page.goto(`${server.url}/admin/maps`);
    const chooser = page.getByLabel("Tiled map as a file");
    if (!dark) {
      await chooser.setInputFiles(tiledMap({ infinite: true, orientation: "isometric" }));
      await keep(page, `admin-map-refused-${name}`, true);
    }
    await chooser.setInputFiles("public/art/maps/office.json");
    await furnish(page);
    await keep(page, `admin-map-${name}`, true);
    await context.close();
  }
}, 300_000);

test("who is not in, and what went wrong", async () => {
  for (const { name, size } of [
    { name: "desktop", size: desktop },
    { name: "phone", size: phone },
  ]) {
    const { page, context } = await person(browser, { size });
    await page.goto(`${server.url}/signin`);
    await keep(page, `signin-${name}`);
    await page.getByLabel("Username").fill("Ann");
    await page.getByLabel("Password", { exact: true }).fill("not my password");
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The username or the password is wrong.").waitFor();
    await keep(page, `signin-wrong-${name}`);
    await page.goto(`${server.url}/signup?admin`);
    await page.getByLabel("As an admin").check();
    await keep(page, `signup-${name}`, true);
    await page.goto(`${server.url}/admin`);
    await keep(page, `admin-closed-${name}`);
    await page.goto(`${server.url}/account`);
    await page.getByRole("radio", { name: "Mei" }).waitFor();
    await keep(page, `account-guest-${name}`, true);
    await page.goto(`${server.url}/spaces`);
    await page.getByText("You have no space yet.").waitFor();
    await keep(page, `spaces-empty-${name}`, true);
    await page.route("**/api/**", (route) => route.abort());
    await page.reload();
    await page.getByText("The server can’t be reached.").first().waitFor();
    await keep(page, `spaces-unreachable-${name}`, true);
    await context.close();
  }
}, 180_000);

async function createSpace(page: Page, name: string, map: string): Promise<void> {
  await page.goto(`${server.url}/spaces`);
  await page.getByRole("button", { name: "New space" }).click();
  await page.getByLabel("Name of the space").fill(name);
  await page.getByRole("radio", { name: map }).check();
  await page.getByRole("radio", { name: "Everyone" }).last().check();
  await page.getByRole("button", { name: "Create the space" }).click();
  await page.waitForFunction((title) => document.title.includes(title), name);
}

/** Puts a few things on the map that is shown. */
async function furnish(page: Page): Promise<void> {
  await page.getByLabel("Thumbnail", { exact: true }).fill("/art/maps/office.png");
  const stage = page.getByRole("application");
  for (const [what, x, y] of [
    [/^Card table/, 0.14, 0.8],
    [/^Sofa/, 0.45, 0.45],
    [/^Fountain/, 0.44, 0.7],
  ] as const) {
    await page.getByRole("radio", { name: what }).check();
    const box = await stage.boundingBox();
    if (box === null) throw new Error("the map is not on the screen");
    await stage.click({ position: { x: box.width * x, y: box.height * y } });
  }
}
